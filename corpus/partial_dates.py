"""Days; and dates of which only the year, or year and month, are known: `2024`, `2024-03`."""

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))  # a document comes into force when its day begins there


def day_of(moment: datetime) -> date:
    """Give the day that it is in China at a moment."""
    return moment.astimezone(CHINA).date()


def first_day(value: str) -> str:
    """Give the first day that an ISO date, whole or partial, may mean."""
    return f"{value}-01-01"[:10] if len(value) == len("2024") else f"{value}-01"[:10]


def last_day(value: str) -> str:
    """Give the last day that an ISO date, whole or partial, may mean."""
    year, month, day = (*value.split("-"), "", "")[:3]
    month = month or "12"
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]}"


def last_of_term(begun: str, months: int) -> str:
    """Give the last day, ISO, of a term of *months* that begins on a whole ISO date."""
    year, month, day = map(int, begun.split("-"))
    passed, ended = divmod(month - 1 + months, 12)
    year, month = year + passed, ended + 1
    last = monthrange(year, month)[1]
    if day > last:  # a term that begins on the 31st ends with a shorter month
        return date(year, month, last).isoformat()
    return (date(year, month, day) - timedelta(days=1)).isoformat()
