"""Counts as the columns of a chart."""

from collections.abc import Mapping
from dataclasses import dataclass

HEIGHT = 100
WIDTH = 20  # of a column with the room beside it
_LABELS = 8  # that fit under the columns


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column, in units of the drawing.

    Attributes:
        label: Under it.
        count: What it shows.
        x: Its left side.
        height: From 0 to HEIGHT; 2 at least where there is something.
        is_labelled: Whether there is room for its label.
    """

    label: str
    count: int
    x: int
    height: int
    is_labelled: bool


def columns(counts: Mapping[str, int]) -> tuple[Column, ...]:
    """Give a column for each count, in order."""
    most = max(counts.values(), default=0)
    step = max(2, -(-len(counts) // _LABELS))  # a label is wider than a column
    return tuple(
        Column(
            label=label,
            count=count,
            x=at * WIDTH,
            height=max(2, round(HEIGHT * count / most)) if count else 0,
            is_labelled=at % step == 0,
        )
        for at, (label, count) in enumerate(counts.items())
    )
