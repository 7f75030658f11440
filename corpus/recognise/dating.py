"""Which of a document's dates is which: written, published, in force, or of the occasion."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpus.document import Fact, Span
from corpus.partial_dates import last_day
from corpus.recognise.dates import DateFound, find_dates, parse_date
from corpus.recognise.head import Head, Role
from corpus.recognise.lines import Line
from corpus.recognise.signature import Signature
from corpus.text.numerals import NUMERALS

_ACTS = re.compile("通过|公布|发布|批准|修订|修正|修改|印发|施行|实施|生效|废止|公告")
_IN_FORCE = re.compile("施行|实施|生效")
_PROMULGATED = re.compile("公布|发布")
_LABELLED = re.compile(f"(?P<act>{_ACTS.pattern})(?:日期|时间)(?:为|：|:)?\\s*$")
_UNTIL = re.compile("有效期?(?:截止?)?(?:至|到|为)\\s*$")
# What speaks of other texts, or of no day of its own: cited titles, what is repealed besides, and
# the force from another day on.
_ASIDE = re.compile(
    "《[^》]*》?|[^\\s，。；,;）)]*同时废止|自?(?:公布|发布|印发|通过|批准)之日起[^，。；,;）)]*"
)
_FROM_ITS_DAY = re.compile(
    "自(?P<act>公布|发布|印发|通过|批准)之日起(?:正式)?(?:施行|实施|执行|生效)"
)
_REVISED = re.compile("修正|修订|修改")
_AMENDMENT = re.compile("通过的《[^》]*(?:修正案|修改)[^》]*》\\s*(?:修正)?$")
_BETWEEN_WORDINGS = 180  # days; sooner, a later day is that of promulgation
_PRINTED = re.compile("印发")
_EFFECTIVE = re.compile(
    r"(?:本[^，。；：\s]{0,14}，?|现予公布，|》，|^)自(?P<date>[^，。；]{4,24}?)起"
    "(?:正式)?(?:施行|实施|执行|生效|试行)"
)
_SOURCE_DATE = re.compile(r"(?:发布时间|发布日期|时间|日期)\s*[:：]\s*(?P<date>[^\s]{6,20})")
_NAME_DATE = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}")
_ARTICLE = re.compile(f"第[{NUMERALS}]{{1,8}}条")
_TAIL = 12  # lines in which the last article or the printing stands
_LONGEST_LABEL = 12
_SOURCE = re.compile("(?:信息|文章)?来源\\s*[:：]")
_LINES_OF_SOURCE = 3  # at the end of a text
_DAY_LENGTH = len("2024-03-05")


def written_date(
    head: Head, body: Sequence[Line], signature: Signature | None, *, file_name: str
) -> Fact | None:
    """Give the date of enactment under the title, else of the signature, else of the printing."""
    for line in head.of(Role.ENACTED):
        for found, acts in acts_by_date(line.text):
            if not acts or not all(_IN_FORCE.match(act) for act in acts):
                return _fact(line, found, 0.9)
    if signature:
        confidence = 0.95 if signature.issuers else 0.7
        if len(signature.date) < _DAY_LENGTH:  # a signature has its day, so something is wrong
            confidence = 0.5
        return Fact(signature.date, confidence, "rule", signature.date_span)
    return _printed(head, body) or _in_name(file_name)


def published_date(head: Head, body: Sequence[Line] = ()) -> Fact | None:
    """Give the date of promulgation, or that of the web page, above or below the text."""
    for line in head.of(Role.ENACTED):
        if found := _last_with(_PROMULGATED, line):
            return _fact(line, found, 0.85)
    return _of_web_page(head, body)


def _of_web_page(head: Head, body: Sequence[Line]) -> Fact | None:
    for line in head.of(Role.SOURCE):
        match = _SOURCE_DATE.search(line.text)
        if match and (value := parse_date(match["date"])):
            return Fact(value, 0.8, "rule", _span(line, match))
    for line in head.of(Role.SOURCE):  # 来源：某某网　2024-03-05
        days = [found for found in find_dates(line.text) if len(found.value) == _DAY_LENGTH]
        if days:
            return _fact(line, days[-1], 0.6)
    for line in body[-_LINES_OF_SOURCE:]:
        found = _last(find_dates(line.text)) if _SOURCE.match(line.text) else None
        if found and len(found.value) == _DAY_LENGTH:
            return _fact(line, found, 0.5)
    return None


def revised_date(head: Head, known: Iterable[Fact | None], *, file_name: str) -> Fact | None:
    """
    Give the day of the last revision of a law.

    Copies whose head tells of no revision often have its day in the file's name; such a day
    counts only when it lies well after every day that the head tells of.

    Args:
        head: Of the law.
        known: Its other dates.
        file_name: Of its file.
    """
    lines = head.of(Role.ENACTED)
    days = [_last_with(_REVISED, line) or _amended_on(line) for line in lines]
    facts = (_fact(line, day, 0.9) for line, day in zip(lines, days, strict=True))
    told = [fact for fact in facts if fact]
    named = _in_name(file_name)
    if named is None:
        return max(told, key=_value, default=None)
    latest = max([*told, *(fact for fact in known if fact)], key=_value, default=None)
    if latest is not None and _days(named) > _days(latest) + _BETWEEN_WORDINGS:
        return replace(named, confidence=0.6)
    return max(told, key=_value, default=None)


def effective_date(head: Head, body: Sequence[Line]) -> Fact | None:
    """Give the day from which a text is in force, only where it is plainly stated as a date."""
    told = [
        _fact(line, found, 0.9)
        for line in head.of(Role.ENACTED)
        if (found := _last_with(_IN_FORCE, line) or _from_its_day(line))
    ]
    if told:  # a text that was revised as a whole came into force again
        return max(filter(None, told), key=_value)
    for line in lines_of_force(body):
        match = _EFFECTIVE.search(line.text)
        if match and (value := parse_date(match["date"])):
            return Fact(value, 0.9, "rule", _span(line, match))
    return None


def lines_of_force(body: Sequence[Line]) -> list[Line]:
    """Give the lines in which a text says from when it applies: the first, the last articles."""
    last = next((line for line in reversed(body) if _ARTICLE.match(line.text)), None)
    return [*body[:3], *reversed(body[-_TAIL:]), *([last] if last else [])]


def occasion_date(head: Head, title: str) -> Fact | None:
    """Give the day of a speech: below the title, within the subtitle, or within the title."""
    for line in [*head.of(Role.DATE), *head.of(Role.SUBTITLE), *head.of(Role.ENACTED)]:
        found = next(find_dates(line.text), None)
        if found:
            return _fact(line, found, 0.9)
    value = parse_date(title)
    return Fact(value, 0.5, "rule") if value else None


def _amended_on(line: Line) -> DateFound | None:
    """Give the day of an amendment that a law lists: 1999年3月15日……通过的《……修正案》."""
    return next(find_dates(line.text), None) if _AMENDMENT.search(line.text) else None


def acts_by_date(text: str) -> list[tuple[DateFound, list[str]]]:
    """Give each date of an enactment with what was done on it: named before it, else after it."""
    bare = _ASIDE.sub(lambda aside: "·" * len(aside[0]), text)
    dates = [found for found in find_dates(bare) if not _UNTIL.search(_before(bare, found))]
    labels = [_LABELLED.search(_before(bare, found)) for found in dates]
    starts = [
        found.span.start - (len(label[0]) if label else 0)
        for found, label in zip(dates, labels, strict=True)
    ]
    ends = [*starts[1:], len(bare)]
    return [
        (found, [label["act"]] if label else _ACTS.findall(bare, found.span.end, end))
        for found, label, end in zip(dates, labels, ends, strict=False)
    ]


def _before(text: str, found: DateFound) -> str:
    return text[max(0, found.span.start - _LONGEST_LABEL) : found.span.start]


def _from_its_day(line: Line) -> DateFound | None:
    """Give the day on which a text was promulgated that is in force from that day on."""
    match = _FROM_ITS_DAY.search(line.text)
    return _last_with(re.compile(match["act"]), line) if match else None


def _last_with(act: re.Pattern[str], line: Line) -> DateFound | None:
    """Give the last date of an enactment on which *act* was done."""
    return _last(
        found for found, acts in acts_by_date(line.text) if any(act.match(each) for each in acts)
    )


def _printed(head: Head, body: Sequence[Line]) -> Fact | None:
    """Give the date of `…办公室　2024年5月10日印发`, or one that stands alone in the head."""
    for line in [*head.of(Role.NUMBER), *body[-_TAIL:]]:
        found = _last(each for each in find_dates(line.text) if len(each.value) == _DAY_LENGTH)
        if found and _PRINTED.search(line.text):
            return _fact(line, found, 0.8)
    for line in head.of(Role.DATE):
        return _fact(line, next(find_dates(line.text), None), 0.7)
    return None


def _in_name(file_name: str) -> Fact | None:
    match = _NAME_DATE.search(file_name)
    value = parse_date(match[0]) if match else None
    return Fact(value, 0.4, "rule") if value else None


def _value(fact: Fact) -> str:
    return str(fact.value)


def _days(fact: Fact) -> int:
    """Give a date as a count of days; of a partial one its last day."""
    return date.fromisoformat(last_day(_value(fact))).toordinal()


def _last(dates: Iterable[DateFound]) -> DateFound | None:
    return next(reversed(list(dates)), None)


def _fact(line: Line, found: DateFound | None, confidence: float) -> Fact | None:
    if found is None:
        return None
    span = Span(line.start + found.span.start, line.start + found.span.end)
    return Fact(found.value, confidence, "rule", span)


def _span(line: Line, match: re.Match[str]) -> Span:
    return Span(line.start + match.start("date"), line.start + match.end("date"))
