"""The enterprise that a document is about, and the group that it belongs to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from corpus.document import Fact, Span
from corpus.recognise.lines import Line
from corpus.recognise.word_counts import PairedText, WordCounter
from corpus.vocabulary.enterprises import Enterprises

_FORMS = "(?:研究院|控股|集团)*(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司)|控股集团|集团"
_OTHER_FORMS = "医院|林场|农场|研究院|医共体|职业学校"  # of bodies that have experience to report
_NAMED = re.compile(
    rf"(?<![\w（）()·×✕*＊○●□])(?P<name>[一-鿿（）()·]{{2,40}}?(?:{_FORMS}|{_OTHER_FORMS})"
    "(?:[一-鿿]{2,10}?(?:分公司|供电公司|子公司|工厂|分行))?)"
    r"(?P<alias>[（(](?:以下简称|以下称|下称|简称))?"
)
_LEAD = re.compile(
    "^(?:（示例）|中共|关于|访|记|走进|由|对|在|作为|是)"
    "|^[一-鿿]{0,20}?(?:的|了|是|关于|访|进入|所属|附件)(?=[一-鿿]{5})"
)
_NOT_A_NAME = re.compile("关于|国有企业|我们|各|所属|有关|某|[XxＸｘ×]|以及|一家|本集团|我")
_OF_NO_NAME = re.compile("(?:国有|民营|中央|大型|[省市县区]属)(?:企业)?(?:控股)?集团")
# A group by its short name, as a title begins with it: 崇远集团, but not 打造集团管控新模式.
_TITLE_GROUP = re.compile("^在?(?P<name>[一-鿿]{2,8}?(?:控股)?集团)(?![化式军内])")
_NO_PROPER_NAME = re.compile(
    "(?:企业|医疗|教育|犯罪|产业|跨国|利益|公司|上市|下属|联合|整合|组建|打造|推进|深化|加强|完善|构建"
    "|强化|建设|创新|提升|优化|实施|坚持|聚焦|围绕|助力|推动|做[强优大实]|[一两三多几全]|[以从让把为向对])"
)
_VISIT = re.compile("调研|考察|视察|看望|走访|座谈")  # whose speaker comes from elsewhere
_IS = re.compile("(?:是|为|系|属|位于|坐落)")
_LENGTH_MAX = 200  # characters of a line that are looked at
_SHORTEST = 5
_LONGEST_TITLE = 80
_PART_MAX = 8  # characters of a name in the title beyond which they say no more
_NO_ENTERPRISE = ("大学", "学院", "学会", "协会", "研究会", "医院")
_GROUP = re.compile(
    "(?P<group>[一-鿿]{2,20}?集团(?:有限公司)?)(?:所属|旗下|全资|控股|的?[一二三]级|的?(?:全资|控股)?子公司)"
)
_BRANCH = re.compile("(?P<group>.+(?:公司|集团))[一-鿿]{2,10}(?:分公司|分行|子公司)$")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that a line has, as it stands there."""

    text: str
    span: Span
    place: int  # of its line
    has_alias: bool


def names_enterprise(texts: Sequence[str]) -> bool:
    """Tell whether a title, a subtitle or a paragraph begins with the name of an enterprise."""
    return any(True for text in texts for _ in _matches(text))


def introduces_enterprise(texts: Sequence[str]) -> bool:
    """Tell whether a paragraph names an enterprise and says what it is, or what it is called."""
    return any(
        match["alias"] or _IS.match(text, match.end("name"))
        for text in texts
        for match, _ in _matches(text)
    )


def recognise_enterprise(
    lines: Sequence[Line], known: Enterprises, *, title: str = ""
) -> Fact | None:
    """
    Give the enterprise that lines plainly name, under its full name where the list has it.

    A name that is given a short form (以下简称), and one of which the title has a part, go before
    others; a registered name before a mere 集团.

    Args:
        lines: Subtitle, people, title and the beginning of the text, in the order of their worth.
        known: The authority list.
        title: Of the document.
    """
    listed = _listed(lines[:2], known)
    if listed:
        return listed
    names = list(_names(lines))
    if not names:
        return _listed(lines, known) or _group_in_title(lines, known, title)
    best = max(names, key=lambda name: (_worth(name, title), -name.place))
    return Fact((known.names.get(best.text, best.text),), 0.75, "rule", best.span)


def enterprise_of_speech(
    people: Sequence[Line], titles: Sequence[Line], known: Enterprises
) -> Fact | None:
    """
    Give the enterprise for which a speaker speaks: by the office he holds, else by the title.

    Args:
        people: The lines that name him.
        titles: The lines of the title; of a visit, they name another enterprise than his.
        known: The authority list.
    """
    title = "".join(line.text for line in titles)
    found = recognise_enterprise(people, known, title=title)
    if found or _VISIT.search(title):
        return found
    names = list(_names(titles))
    if not names:
        return _group_in_title(titles, known, title)
    return Fact((known.names.get(names[0].text, names[0].text),), 0.7, "rule", names[0].span)


def enterprise_in_title(lines: Sequence[Line], known: Enterprises) -> Fact | None:
    """Give the enterprise of the list whose full name a title tells; short ones mislead."""
    listed = _listed(lines, known) if lines else None
    if listed is None or not any(listed.value[0] in line.text for line in lines):
        return None
    return listed


def recognise_group(enterprise: Fact | None, text: str, known: Enterprises) -> Fact | None:
    """Give the group that the enterprise belongs to: by the list, by its name, by the text."""
    name = enterprise.value[0] if enterprise else ""
    if group := known.groups.get(name):
        return Fact(group, 0.95, "rule")
    if branch := _BRANCH.match(name):
        return Fact(known.names.get(branch["group"], branch["group"]), 0.85, "rule")
    match = _GROUP.search(text) if name else None
    if match is None or _NOT_A_NAME.search(match["group"]):
        return None
    group = _LEAD.sub("", match["group"]).removeprefix("中央企业")
    return Fact(known.names.get(group, group), 0.6, "rule", Span(*match.span("group")))


def _worth(name: _Name, title: str) -> int:
    """Say how much speaks for a name: its short form is given, the title says a part of it."""
    shared = SequenceMatcher(None, name.text, title[:_LONGEST_TITLE], autojunk=False)
    part = shared.find_longest_match().size if title else 0
    return 3 * name.has_alias + min(part, _PART_MAX) + 2 * ("公司" in name.text)


def _names(lines: Iterable[Line]) -> Iterator[_Name]:
    for place, line in enumerate(lines):
        for match, name in _matches(line.text):
            start = line.start + match.start("name") + len(match["name"]) - len(name)
            yield _Name(name, Span(start, start + len(name)), place, bool(match["alias"]))


def _matches(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _NAMED.finditer(text[:_LENGTH_MAX]):
        name = _LEAD.sub("", _LEAD.sub("", match["name"]))
        if len(name) >= _SHORTEST and _is_name(name):
            yield match, name


def _is_name(name: str) -> bool:
    return not _NOT_A_NAME.search(name) and not _OF_NO_NAME.fullmatch(name)


def _group_in_title(lines: Iterable[Line], known: Enterprises, title: str) -> Fact | None:
    """Give the group by whose short name the title begins."""
    for line in lines:
        match = _TITLE_GROUP.match(line.text) if line.text in title else None
        if match and _is_name(match["name"]) and not _NO_PROPER_NAME.match(match["name"]):
            span = Span(line.start + match.start("name"), line.start + match.end("name"))
            return Fact((known.names.get(match["name"], match["name"]),), 0.6, "rule", span)
    return None


def _listed(lines: Sequence[Line], known: Enterprises) -> Fact | None:
    """Give the enterprise of the list that is named most often in *lines*."""
    text = "\n".join(line.text[:_LENGTH_MAX] for line in lines)
    counts = {
        name: count
        for name, count in _counter(known).count(PairedText.of(text)).items()
        if not text.partition(name)[2].startswith(_NO_ENTERPRISE)
    }
    if not counts:
        return None
    name = max(counts, key=lambda each: (counts[each], len(each), each))
    line = next(line for line in lines if name in line.text)
    start = line.start + line.text.index(name)
    return Fact((known.names[name],), 0.9, "rule", Span(start, start + len(name)))


@lru_cache(maxsize=4)
def _counter(known: Enterprises) -> WordCounter:
    return WordCounter(known.names)
