"""What an enterprise reached, in figures: name, value, unit, year and direction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.document import Direction, Indicator, Span
from corpus.text.numerals import integer
from corpus.vocabulary.wordlists import any_of

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_CLAUSE = re.compile(r"[^，,；;、（）()]*$")
_LEFT_MAX = 60  # characters before a figure in which its name stands
_MOST = 60  # indicators of a document
_NAME_MAX = 24
_UP = "增长|提升|高出|提高|上升|增加|扩大|增|升|上浮"
_DOWN = "下降|降低|减少|缩短|压减|压降|节约|节省|收窄|下滑|降|减"
_REACHED = (
    "达到|达|突破|完成|超过|超|约|近|为|仅|只有|保持在|稳定在|控制在|至|到|了|首次|累计|每[一-鿿]{1,4}"
    "|却|也|则|已|均|同期|合计|共|只剩下|变|转|缩"
)
_TAIL = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))?(?:{_REACHED})*\s*$")
_FROM = re.compile("(?:由|从)[^由从]{0,16}$")
_COMPARED = re.compile("(?:同比|环比|同期|(?:较|比|由|从|自)[^较比由从自]{1,24})$")
_LEAD = re.compile(
    "^.*(?:的是|实现|全年|当年|公司|集团|企业|其中|我们|带动|使|本年|去年|今年|上半年|年末|年底|个月|把|将|全市|全省|完成)"
    "(?=[一-鿿A-Za-z]{2})"
)
# What is told in shares: how much more or less something became, or a rate.
_TIMES = "倍"
_DIGIT = "[一二两三四五六七八九]"
_SHARE_ENDS = r"(?=以上|以内|左右|多?(?:[，。；、！？,;）)\s]|$))"  # not 四成员, 一成不变, 八成新
_TELLS_SHARE = re.compile(rf"(?:{_UP}|{_DOWN}|(?:率|占比|比重|比例))了?(?:{_REACHED})*\s*$")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年")
_OF_YEAR = re.compile(r"(?:19|20)\d{2}年(?:\d{1,2}月)?[底末]?的?$")
_NOT_ITS_YEAR = re.compile("(?:较|比|由|从|自|是)[^，。；]{0,10}$")
_NO_RESULT = re.compile("不低于|不得|不少于|不超过|力争|目标|计划|拟|总投资|注册资本|[^年]的$")
# What was given out or taken in to reach something, and is no result of it.
_SPENT = re.compile(
    "(?<!研发)(?<!研发经费)投入(?!产出|强度)|投资(?!收益|回报)|补助|补贴|花费|耗资|出资|募资|注资|举债|悬赏|奖金|奖励"
)
_RATE = re.compile("占|比重|率")
_NAMED_WORK = re.compile("《[^》]*》|〔[^〕]*〕")  # its years and figures are those of its name
# A stretch of years: what it tells is of no single one.
_YEARS_LONG = re.compile(
    "(?:[近过前这]|[一二两三四五六七八九十]|[0-9０-９]{1,2})(?:[一二两三四五六七八九十]|[0-9０-９]{1,2})?年"
    "(?:多)?(?:来|间|里|内|累计|共)|(?:19|20)[0-9]{2}年?(?:[—~～至到-]|——)(?:19|20)[0-9]{2}年"
)
_BOUND = re.compile("以上|以内|以下|左右|上下")


@dataclass(slots=True)
class _Told:
    """What the sentences so far have told: the year, and what the last figure was of."""

    year: str = ""
    name: str = ""


def find_indicators(text: str, start: int = 0, *, year: str = "") -> list[Indicator]:
    """
    Find the figures that a report gives for what was reached, in order.

    A figure without a name of its own (同比增长11.6%) goes on with the one before it in the
    sentence; of a change from one value to another the latter counts.

    Args:
        text: Of a report.
        start: Offset of *text* in the document.
        year: Of which the report is as a whole; empty where that is not told.
    """
    found: list[Indicator] = []
    told = _Told()
    for sentence in _SENTENCE.finditer(text):
        if text[sentence.start() - 1 : sentence.start()] in ("", "\n"):
            told.year = year  # a paragraph begins, of which the one before tells nothing
        told.name = ""
        found += _of_sentence(
            sentence[0], Span(start + sentence.start(), start + sentence.end()), told
        )
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _of_sentence(sentence: str, span: Span, told: _Told) -> Iterator[Indicator]:
    before = 0
    sentence = _NAMED_WORK.sub(lambda work: " " * len(work[0]), sentence)
    years = list(_YEAR.finditer(sentence))
    for figure in _figure().finditer(sentence):
        left = sentence[max(before, figure.start() - _LEFT_MAX) : figure.start()]
        if _is_share(figure) and not _TELLS_SHARE.search(left):
            continue  # 七成的药材, 三分之二的门店: a part of something, nothing that was reached
        before = figure.end()
        for year in years:
            if year.end() <= figure.start() and not _NOT_ITS_YEAR.search(sentence[: year.start()]):
                told.year = year["year"]
        clause = _CLAUSE.search(left)
        direction = _name(_OF_YEAR.sub("", clause[0]) if clause else "", told)
        said = _TAIL.search(left)
        begin = figure.start() - len(said[0] if said else "")
        if told.name and direction is not None and not _is_before(sentence, figure):
            value, unit = _value_and_unit(figure)
            yield Indicator(
                name=told.name,
                value=value,
                unit=unit,
                year=None if _spans_years(sentence, figure.start()) else told.year or None,
                direction=direction,
                sentence=span,
                span=Span(span.start + begin, span.start + _end(sentence, figure)),
            )


def _is_before(sentence: str, figure: re.Match[str]) -> bool:
    """Tell whether it is how things stood before: the next cell of its row has what came of it."""
    behind = sentence[figure.end() :]
    if not behind.startswith("\t"):
        return False
    cell = behind[1:].partition("\t")[0].strip()
    after = _figure().fullmatch(cell)
    return after is not None and after["unit"] == figure["unit"]


def _spans_years(sentence: str, at: int) -> bool:
    """Tell whether a stretch of years is named last before a figure, and no year by itself."""
    left = sentence[max(0, at - _LEFT_MAX) : at]
    *_, last = (0, *(match.end() for match in _YEARS_LONG.finditer(left)))
    return last > 0 and _YEAR.search(left, last) is None


def _end(sentence: str, figure: re.Match[str]) -> int:
    """Give where the words of a figure end: 95%以上."""
    bound = _BOUND.match(sentence, figure.end())
    return bound.end() if bound else figure.end()


def _is_share(figure: re.Match[str]) -> bool:
    return figure["value"] is None or figure["unit"] == _TIMES


def _value_and_unit(figure: re.Match[str]) -> tuple[str, str]:
    """Give the number in digits, and its unit: 两成 is 2 成, 三分之二 is 2 三分之."""
    if figure["tenths"]:
        half = figure["half"] and ("5" if figure["half"] == "半" else integer(figure["half"]))
        return f"{integer(figure['tenths'])}" + (f".{half}" if half else ""), "成"
    if figure["share"]:
        return f"{integer(figure['share'])}", figure["parts"]
    value = figure["value"].replace(",", "")
    return value, figure["part"] or figure["unit"].replace("％", "%")


def _name(clause: str, told: _Told) -> Direction | None:
    """Note what the figure after *clause* is of; give where it went, None where it is no result."""
    if _NO_RESULT.search(clause):
        told.name = ""
        return None
    tail = _TAIL.search(clause)
    verb = tail.start() if tail else len(clause)
    named = _COMPARED.sub("", clause[:verb])
    name = _bare(named)
    if len(name) <= _NAME_MAX and _noun().search(name):
        told.name = name
    elif named.strip():
        told.name = ""
    if _FROM.search(clause[:verb]) and verb == len(clause):
        told.name = told.name or _named_before(clause)
        return None
    if tail and tail["up"]:
        return Direction.UP
    if tail and tail["down"]:
        return Direction.DOWN
    return None if _SPENT.search(clause) and not _RATE.search(clause) else Direction.NONE


def _named_before(clause: str) -> str:
    """Give what a change is of that begins from a value: 原料损耗率 of 原料损耗率由."""
    name = _bare(_FROM.sub("", clause))
    return name if len(name) <= _NAME_MAX and _noun().search(name) else ""


def _bare(named: str) -> str:
    """Cut away what leads up to a name: 2024年，公司实现, 效益好了："""
    parts = [part for part in re.split("[：:]", _YEAR.sub("", named)) if part.strip()]
    return _LEAD.sub("", parts[-1]).strip(" 　的“”") if parts else ""


@cache
def _figure() -> re.Pattern[str]:
    unit = any_of("indicator_units")
    return re.compile(
        rf"(?P<part>百万分之|万分之|千分之)?(?P<value>\d[\d,]{{0,14}}(?:\.\d{{1,4}})?)多?\s?"
        rf"(?(part)|(?P<unit>{unit}(?:/[一-鿿]{{1,3}})?))"
        rf"|(?P<tenths>{_DIGIT})成(?P<half>半|{_DIGIT})?{_SHARE_ENDS}"
        rf"|(?P<parts>[二三四五六七八九十]分之)(?P<share>{_DIGIT}){_SHARE_ENDS}"
    )


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(f"{any_of('indicator_nouns')}$")
