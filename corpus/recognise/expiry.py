"""Until when a text is valid: by the last day or by the term that it gives itself."""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.document import Fact, Span
from corpus.partial_dates import last_of_term
from corpus.recognise.dates import find_dates
from corpus.recognise.dating import lines_of_force
from corpus.recognise.head import Head, Role
from corpus.recognise.lines import Line
from corpus.text.numerals import integer

_SENTENCE = re.compile("[^。；;]+[。；;]?")
_FORCE = "自(?:[^，。；]{4,24}?起|[^，。；]{2,6}之日起)(?:正式)?(?:施行|实施|执行|生效|试行)"
_IN_FORCE = re.compile(_FORCE)
_FROM_ITS_DAY = re.compile("自(?:公布|发布|印发|成文)之日起(?:正式)?(?:施行|实施|执行|生效|试行)")
_NOUN = "(?:有效期限?|(?:试行|施行|执行|暂行)期限?)"
# What the term is of: of this text, not of a licence that it knows.
_BORDER = r"(?:^|(?<=[，,（(\s])|(?P<own>本[一-鿿]{2,12}?)的?)"
_TERM = re.compile(
    rf"{_BORDER}(?:{_NOUN}(?:暂?定)?(?:为|是|[:：])?|(?:暂定)?试行(?:期?为)?|期限(?:为)?|(?<=起)试行)\s*"
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?P<unit>年半?|个月)(?=\s*(?:[，,。；;）)]|$))"
)
_UNTIL = re.compile(
    rf"{_BORDER}{_NOUN}(?:为|是)?(?:自?[^，。；]{{4,30}}?)??[，,]?(?:截止?)?(?:日期)?(?:至|到|为)\s*(?=[12二])"
    rf"|{_FORCE}[，,]?(?:截止?)?(?:至|到)\s*(?=[12二])"
)
_BRACKETS = "（( \t　"
_SAID, _COUNTED, _FROM_ISSUE = 0.9, 0.7, 0.6
_DAY_LENGTH = len("2024-03-05")


def expiry_date(
    head: Head, body: Sequence[Line], *, effective: Fact | None, issued: Fact | None
) -> Fact | None:
    """
    Give the last day of a text that says until when it is valid, or for how long.

    Args:
        head: Of the text.
        body: The lines after it.
        effective: The day from which it applies.
        issued: The day on which it was issued, for one that applies from then.
    """
    for line in [*head.of(Role.ENACTED), *lines_of_force(body)]:
        for sentence in _SENTENCE.finditer(line.text):
            span = Span(line.start + sentence.start(), line.start + sentence.end())
            if until := _told(sentence[0], line.text):
                return Fact(until, _SAID, "rule", span)
            if months := _term(sentence[0], line.text):
                return _counted(months, effective, issued, line, span)
    return None


def _told(sentence: str, line: str) -> str | None:
    """Give the last day that a sentence names."""
    for match in _own(_UNTIL.finditer(sentence), sentence, line):
        found = next(find_dates(sentence[match.end() :]), None)
        if found and found.span.start == 0:
            return found.value
    return None


def _term(sentence: str, line: str) -> int:
    """Give the term that a sentence names, in months; 0 where it names none."""
    for match in _own(_TERM.finditer(sentence), sentence, line):
        count = integer(match["count"]) or 0
        return count if match["unit"] == "个月" else 12 * count + 6 * match["unit"].endswith("半")
    return 0


def _own(matches: Iterable[re.Match[str]], sentence: str, line: str) -> Iterator[re.Match[str]]:
    """Give those that speak of the text itself: beside its force, or by its name."""
    for match in matches:
        lead = sentence[: match.start()].strip(_BRACKETS)
        begins = not lead and _IN_FORCE.search(line)
        if match["own"] or begins or _IN_FORCE.search(sentence[: match.end()]):
            yield match


def _counted(
    months: int, effective: Fact | None, issued: Fact | None, line: Line, span: Span
) -> Fact | None:
    """Count a term from the day of force, or from that of issue where the text applies then."""
    begun, confidence = effective, _COUNTED
    if begun is None and _FROM_ITS_DAY.search(line.text):
        begun, confidence = issued, _FROM_ISSUE
    if begun is None or len(str(begun.value)) < _DAY_LENGTH:
        return None
    return Fact(last_of_term(str(begun.value), months), confidence, "rule", span)
