"""The numbers by which people name entries (编号): lead, year, and a number of the year."""

from collections.abc import Iterable

_MOST_DIGITS = 9  # of a number; a longer one was typed by somebody


def newest_number(serials: Iterable[str], begun: str) -> int:
    """Give the highest number among serials that begin so; 0 where none does."""
    numbers = (each.removeprefix(begun) for each in serials if each.startswith(begun))
    plain = (each for each in numbers if each.isascii() and each.isdigit())
    return max((int(each) for each in plain if len(each) <= _MOST_DIGITS), default=0)
