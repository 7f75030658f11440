"""Long lists in portions: databases bind only so many parameters to a statement."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
PORTION = 500


def portions(items: Iterable[Item], size: int = PORTION) -> Iterator[list[Item]]:
    """Give *items* in lists of at most *size*."""
    rest = iter(items)
    while portion := list(islice(rest, size)):
        yield portion
