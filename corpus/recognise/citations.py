"""
What a document says of others: 《title》（number）, and what it does to them.

Each citation keeps its sentence. A document whose title is too general to stand alone (《意见》)
is only taken for one that the text has introduced by that name.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Citation, Relation, Span
from corpus.recognise.number import find_document_numbers, parse_document_number

LONGEST_SENTENCE = 1500
_CITED = re.compile(
    r"《(?P<title>[^《》\n]{2,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,60}){0,2})》\s{0,3}"
    r"(?:[（(](?P<bracket>[^（）()\n]{3,80}(?:[（(]\d{4}[)）][^（）()\n]{0,24})?)[)）])?"
)
_NUMBERED = re.compile(r"[^，,；;、]{3,40}号")
_ALIAS = re.compile(
    r"以下(?:统称|简称|称)(?:为)?[“\"「《]{1,2}(?P<alias>[^”\"」》\n]{2,20})[”\"」》]"
)
_GENERAL = re.compile(
    r"(?:本)?(?:意见|通知|办法|条例|规定|方案|决定|公报|纲要|规划|细则|决议|计划|措施)"
)
_SENTENCE_END = re.compile("[。\n]")
_OTHER = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)?》")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words behind a name that say what is done; between them and it stands at most *gap*."""

    relation: Relation
    words: re.Pattern[str]
    gap: int


_AFTER = (
    _Cue(
        Relation.REPEALS,
        re.compile("(?:同时)?(?:予以)?(?:废止|停止执行|不再执行|宣布失效|自行失效)(?!※)"),
        90,
    ),
    _Cue(Relation.EXTENDS, re.compile("有效期延长|延长有效期|继续有效"), 8),
    _Cue(Relation.SUSPENDS, re.compile("暂停执行|暂时调整(?:实施|适用)|中止执行"), 8),
)
_REPLIED = re.compile("[^，。；]{0,24}?(?:收悉|已悉)")
_BEFORE_REPEALED = re.compile(
    r"(?:^|[：:，。；\s]|(?<![改订定])[、.．]|决定|同意|批准)废止[、和及※\s]{0,8}$"
)
_AMENDED = re.compile(
    "[^，。；]{0,10}中(?:删去|增加)|修改为|作(?:出)?如下修改|予以修改|修订如下|删去第|增加一[条款项]"
)
_BEFORE_AMENDED = re.compile(r"(?:对|将|、在|^在)[^，。；：、]{0,20}$")
_AMENDS_IT = re.compile(
    r"(?:(?:^|[、.．\s]|决定)修改[、和及※\s]{0,8}|增加一[条款项]，作为(?:修改后的?)?)$"
)
_FROM = "根据|依据|依照|遵照|按照"
_BASED = re.compile(rf"(?:{_FROM})(?P<between>(?:(?!{_FROM})[^，。；：]){{0,60}})$")
_LISTED = re.compile("(?:规定|要求|精神)(?=[、和及与以※]{1,2})")
_BASED_ON_ANOTHER = re.compile("规定|要求|精神|违反|符合|应当|可以|处罚|执行|情形|行为")
_IMPLEMENTED = re.compile(
    r"(?:贯彻|落实|(?:全面|启动|深入|组织|认真|为|为了)实施)[^，。；：对在]{0,14}$"
)
_PASSED_ON = (
    (Relation.FORWARDS, re.compile("[^。；]{0,60}?现(?:予以?)?(?:转发|批转)")),
    (Relation.ISSUES, re.compile("[^。；]{0,60}?现(?:予以?)?(?:印发|发布|公布|颁布)")),
)
_FOLLOWED = re.compile("[、和及※]{0,8}的(?:贯彻)?落实")
_ISSUED_HERE = re.compile("现(?:予以?)?(?:印发|发布|公布|颁布)[^，。；：]{0,12}$")
_NOW = re.compile("现将[^，。；：]{0,60}$")
_NOW_PASSED_ON = (
    (Relation.FORWARDS, re.compile("[、和及等※\\s]{0,8}(?:转发|批转)给")),
    (Relation.ISSUES, re.compile("[、和及等※\\s]{0,8}(?:印发|发布|公布)")),
)
_NUMERAL = "一二三四五六七八九十百"
_NO_CUE = re.compile(
    rf"第[{_NUMERAL}\d]{{1,5}}[条款项章]|情形|之一|有关规定|根据|依据|依照|按照|精神|修订|修正|除外"
    "|可以|应当|不得|是否|未|尚|不予|有权|及时|责令|发现|。|；"
)
_NO_CUE_UNLESS_REPEALED = re.compile("的，")
# How a text in a list came about: 和1994年8月9日……通过、1997年10月15日……修订的《……》
_HISTORY = re.compile(
    r"(?:19|20)\d{2}年[^。；]{0,120}?(?:通过|批准|公布|发布|制定|修正|修订|修改)的"
)
_PART = re.compile(r"\s{0,3}中(?:关于|有关|的)")
_LOOKED_AFTER = 600

_TITLE_CUES = (
    (Relation.INTERPRETS, re.compile("解读|答记者问|问答|释义|图解")),
    (Relation.SUPPLEMENTS, re.compile("补充(?:通知|规定|意见)")),
    (Relation.CORRECTS, re.compile("更正")),
    (Relation.REPEALS, re.compile("(?:关于|予以)?废止")),
    (Relation.AMENDS, re.compile("修改|修订|修正")),
    (Relation.EXTENDS, re.compile("延长|继续(?:执行|实施|有效)")),
    (Relation.FORWARDS, re.compile("转发|批转")),
    (Relation.ISSUES, re.compile("印发|发布|公布")),
    (Relation.IMPLEMENTS, re.compile("贯彻|落实|实施")),
    (Relation.REPLIES_TO, re.compile("批复|复函|答复")),
)
_AMENDMENT = re.compile("(?P<law>[^《》〈〉\\s]{1,40}法)修正案")
_ISSUED = ("印发", "发布", "公布", "颁布")
_WRAPPED = re.compile(
    "关于(?P<how>印发|发布|公布|颁布|转发|批转)(?P<title>[^《》〈〉\\n]{4,80})的(?:通知|通报|函|公告|决定)$"
)
_IN_TITLE = re.compile(  # the outermost, for what it names in turn is not meant
    r"《(?P<title>[^《》\n]{2,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,60}){0,2})》"
    r"|〈(?P<inner>[^《》〈〉\n]{2,120})〉"
)


def find_citations(text: str, *, title: str = "", title_span: Span | None = None) -> list[Citation]:
    """
    Find what a text names, in order.

    Args:
        text: Of the document.
        title: Its own; what stands in it is what the whole document is about.
        title_span: Where the title stands.
    """
    found = [*_in_title(title, title_span), *_in_text(text, title_span)]
    return sorted(found, key=lambda citation: citation.span.start)


def relations_in(sentence: str) -> list[tuple[Relation, str, str | None]]:
    """Give relation, title and number of each document that a sentence names."""
    return [
        (
            _relation(sentence[: match.start()], sentence[match.end() :]),
            match["title"],
            _number_as_written(match),
        )
        for match in _CITED.finditer(sentence)
    ]


def _in_title(title: str, span: Span | None) -> Iterator[Citation]:
    where = span or Span(0, 0)
    if amendment := _AMENDMENT.match(title):
        yield Citation(Relation.AMENDS, amendment["law"], None, where, where, 0.9)
    around = _IN_TITLE.sub("", title)
    relation = next((each for each, cue in _TITLE_CUES if cue.search(around)), Relation.CITES)
    if wrapped := _WRAPPED.search(around):
        passed = Relation.ISSUES if wrapped["how"] in _ISSUED else Relation.FORWARDS
        yield Citation(passed, wrapped["title"], None, where, where, 0.8)
    for name in _IN_TITLE.finditer(title):
        yield Citation(relation, name["title"] or name["inner"], None, where, where, 0.9)


def _in_text(text: str, title_span: Span | None) -> Iterator[Citation]:
    aliases: dict[str, tuple[str, str | None]] = {}
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    names = list(_CITED.finditer(text))
    for match in names:
        span = Span(*match.span())
        if title_span and title_span.start <= span.start < title_span.end:
            continue
        title, number = match["title"], _number(match)
        if _GENERAL.fullmatch(title):
            if title not in aliases:
                continue
            title, number = aliases[title]
        sentence = _sentence(ends, span, len(text))
        before, after = text[sentence.start : span.start], text[span.end : sentence.end]
        relation = _relation(before, after)
        if alias := _ALIAS.search(text, match.end("title"), match.end() + 40):
            aliases[alias["alias"]] = (title, number)
        yield Citation(relation, title, number, span, sentence, _confidence(relation, number))
    yield from _numbers_alone(text, ends, names)


def _numbers_alone(
    text: str, ends: list[int], names: Sequence[re.Match[str]]
) -> Iterator[Citation]:
    """Give the numbers that stand beside no title."""
    starts = [match.start() for match in names]
    for found in find_document_numbers(text):
        at = bisect_right(starts, found.span.start) - 1
        if at >= 0 and found.span.start < names[at].end():
            continue
        sentence = _sentence(ends, found.span, len(text))
        yield Citation(Relation.CITES, "", found.canonical, found.span, sentence, 0.9)


def _sentence(ends: list[int], span: Span, length: int) -> Span:
    """Give the sentence around a span, its full stop included, cut where it is endless."""
    at = bisect_right(ends, span.start)
    start = ends[at - 1] + 1 if at else 0
    later = bisect_right(ends, span.end - 1)
    end = ends[later] + 1 if later < len(ends) else length
    return Span(max(start, span.start - LONGEST_SENTENCE), min(end, span.end + LONGEST_SENTENCE))


def _number(match: re.Match[str]) -> str | None:
    written = _number_as_written(match)
    parsed = parse_document_number(written) if written else None
    return parsed.canonical if parsed else None


def _number_as_written(match: re.Match[str]) -> str | None:
    numbered = _NUMBERED.match(match["bracket"] or "")
    return numbered[0] if numbered else None


def _relation(before: str, after: str) -> Relation:
    """Say what is done to a document by what stands in its sentence around its name."""
    led, tail = _bare(before[-_LOOKED_AFTER:]), _bare(after[:_LOOKED_AFTER])
    for cue in _AFTER:
        if _is_cued(cue, tail):
            part = cue.relation is Relation.REPEALS and _PART.match(after)
            return Relation.REPEALS_PART if part else cue.relation
    if _BEFORE_REPEALED.search(led):
        return Relation.REPEALS
    if _AMENDS_IT.search(led) or (_BEFORE_AMENDED.search(led) and _is_amended(tail)):
        return Relation.AMENDS
    if _REPLIED.match(tail):
        return Relation.REPLIES_TO
    return _passed_on(led, tail) or _followed(led, tail)


def _bare(text: str) -> str:
    """Give words around a name with ※ for every other name, and without what is in brackets."""
    return _BRACKETS.sub("", _OTHER.sub("※", text))


def _passed_on(led: str, after: str) -> Relation | None:
    """Tell whether a document is printed or forwarded here: 《……》已经同意，现印发给你们."""
    if _ISSUED_HERE.search(led):
        return Relation.ISSUES
    cues = _NOW_PASSED_ON if _NOW.search(led) else _PASSED_ON
    return next((relation for relation, cue in cues if cue.match(after)), None)


def _followed(led: str, tail: str) -> Relation:
    """Tell whether a document, alone or in a list, is what is acted upon."""
    based = _BASED.search(led)
    if based and not _BASED_ON_ANOTHER.search(_LISTED.sub("", based["between"])):
        return Relation.BASED_ON
    implemented = _IMPLEMENTED.search(led) or _FOLLOWED.match(tail)
    return Relation.IMPLEMENTS if implemented else Relation.CITES


def _is_amended(tail: str) -> bool:
    near = tail[:60]
    return bool(_AMENDED.search(near)) and "罪名" not in near  # a crime has its name elsewhere


def _is_cued(cue: _Cue, tail: str) -> bool:
    tail = _HISTORY.sub("", tail)
    match = cue.words.search(tail[: cue.gap + 8])
    if not match or match.start() > cue.gap:
        return False
    between = tail[: match.start()]
    if _NO_CUE.search(between):
        return False
    return cue.relation is Relation.REPEALS or not _NO_CUE_UNLESS_REPEALED.search(between)


def _confidence(relation: Relation, number: str | None) -> float:
    sure = 0.95 if number else 0.9
    return sure if relation is not Relation.IMPLEMENTS else 0.85
