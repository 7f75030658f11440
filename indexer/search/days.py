"""Days as they are typed in a query: from one to another, each as partial as it is written."""

import re
import unicodedata
from datetime import date

from corpus.errors import QuerySyntaxError
from corpus.partial_dates import first_day, last_day

EARLIEST, LATEST = "1000-01-01", "9999-12-31"

_DAY = r"[0-9]{4}(?:[-./年][0-9]{1,2}(?:[-./月][0-9]{1,2}日?|月)?|年)?"
_DAYS = re.compile(rf"(?P<first>{_DAY})?\s*(?P<to>~|--?|\.\.|—+|–|至|到)?\s*(?P<last>{_DAY})?")


def read_days(text: str, at: int = 0) -> tuple[str, str]:
    """
    Give the first and the last day, ISO, that are asked for.

    Args:
        text: `2023`, `2023-03~2024`, `2023年3月1日至2024年`, `2023~`, `~2024-06-30`.
        at: Offset in the query's text at which it begins.

    Raises:
        QuerySyntaxError: It is no date.
    """
    match = _DAYS.fullmatch(_bare(text))
    wrong = QuerySyntaxError(
        f"“{text}”不是日期。请写成 日期:2023-03-01~2024-06，或 日期:2023~ 表示从2023年起。", at
    )
    if match is None or not (match["first"] or match["last"]):
        raise wrong
    first, last = match["first"], match["last"] if match["to"] else match["first"]
    try:
        if first and last and first_day(_iso(first)) > last_day(_iso(last)):
            first, last = last, first
        begun = first_day(_iso(first)) if first else EARLIEST
        ended = last_day(_iso(last)) if last else LATEST
    except ValueError as error:
        raise wrong from error
    if match["to"] is None and match["last"]:
        raise wrong
    return begun, ended


def is_backwards(text: str) -> bool:
    """Tell whether the later of two days, or years, is written first."""
    match = _DAYS.fullmatch(_bare(text))
    if match is None or not (match["first"] and match["to"] and match["last"]):
        return False
    try:
        return first_day(_iso(match["first"])) > last_day(_iso(match["last"]))
    except ValueError:
        return False


def _bare(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _iso(written: str) -> str:
    """
    Give a date in ISO form, as partial as it is.

    Raises:
        ValueError: There is no such day.
    """
    numbers = [int(each) for each in re.findall("[0-9]+", written)]
    date(*[*numbers, 1, 1][:3])
    year, *rest = numbers
    return "-".join([f"{year:04}", *(f"{each:02}" for each in rest)])
