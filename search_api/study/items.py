"""Items of a list in a paper, named by their number from 0."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def item_at(items: Sequence[T], number: int) -> T | None:
    """Give an item; None where none stands."""
    return items[number] if 0 <= number < len(items) else None


def changed_at(items: tuple[T, ...], number: int, change: Callable[[T], T]) -> tuple[T, ...]:
    """Put what *change* makes of an item in its place."""
    return tuple(change(each) if at == number else each for at, each in enumerate(items))


def without_at(items: tuple[T, ...], number: int) -> tuple[T, ...]:
    """Take an item out."""
    return tuple(each for at, each in enumerate(items) if at != number)


def moved_at(items: tuple[T, ...], number: int, by: int) -> tuple[T, ...]:
    """Move an item among the others, to an end of them at most."""
    if not 0 <= number < len(items):
        return items
    order = list(items)
    order.insert(min(max(number + by, 0), len(items) - 1), order.pop(number))
    return tuple(order)
