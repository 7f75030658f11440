"""Dates as documents write them, to ISO 8601, as exact as they are and never impossible."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Span
from corpus.text import numerals

_ARABIC = "[0-9０-９]"
_DIGIT = f"[0-9０-９一二三四五六七八九{numerals.ZEROS}]"
_POINT = rf"[.\-/．－／](?=\s*{_ARABIC})"
_MONTH = "1[0-2]|１[０-２]|[0０]?[1-9１-９]|十[一二]?|[一二三四五六七八九元正]"
_DAY = (
    "[3３][01０１]|[12１２][0-9０-９]|[0０]?[1-9１-９]|[一二三]?十[一二三四五六七八九]?"
    "|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九]"
)
_DATE = re.compile(
    rf"(?<![0-9０-９.])(?P<year>(?:19|20)[0-9]{{2}}|{_DIGIT}{{4}})\s*(?:年|{_POINT})"
    rf"(?:\s*(?P<month>{_MONTH})\s*(?:月|{_POINT})"
    rf"(?:\s*(?P<day>{_DAY})(?:\s*[日号]|(?![0-9０-９])))?)?"
)
_BRACKETS = "（(【[)）】] \t　\xa0"


@dataclass(frozen=True, slots=True)
class DateFound:
    """
    A date in a text.

    Attributes:
        value: ISO 8601, perhaps partial: `2024`, `2024-03`, `2024-03-05`.
        span: Where it stands.
    """

    value: str
    span: Span


def find_dates(text: str) -> Iterator[DateFound]:
    """Give the dates in *text*, in order."""
    for match in _DATE.finditer(text):
        value = _iso(match["year"], match["month"], match["day"])
        if value:
            yield DateFound(value, Span(match.start(), match.end()))


def parse_date(text: str) -> str | None:
    """Give the first date in *text* as ISO 8601, as exact as it is; None where there is none."""
    found = next(find_dates(text), None)
    return found.value if found else None


def date_alone(text: str) -> DateFound | None:
    """Give the date of a line that holds nothing else, but brackets around it perhaps."""
    if len(text) > 40:
        return None
    match = _DATE.search(text)
    if not match or text[: match.start()].strip(_BRACKETS) or text[match.end() :].strip(_BRACKETS):
        return None
    value = _iso(match["year"], match["month"], match["day"])
    return DateFound(value, Span(match.start(), match.end())) if value else None


def _iso(year_text: str, month_text: str | None, day_text: str | None) -> str | None:
    year = numerals.year(year_text)
    if year is None or not 1900 <= int(year) <= 2099:
        return None
    month = numerals.integer(month_text) if month_text else None
    if not month or month > 12:
        return year
    day = numerals.integer(day_text) if day_text else None
    if not day or day > monthrange(int(year), month)[1]:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}"
