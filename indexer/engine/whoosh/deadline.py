"""How long one question may take an engine that is written in Python."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from whoosh.collectors import TopCollector

from corpus.errors import QueryTooSlow

LONGEST_S = 2.0

T = TypeVar("T")


class Deadline:
    """When the question at hand must be answered; its asker looks at it at every step."""

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self._ends = float("inf")

    def begin(self) -> None:
        """Start the clock for a question."""
        self._ends = time.monotonic() + self._longest_s

    def end(self) -> None:
        """Let whatever comes next take its time."""
        self._ends = float("inf")

    def watched(self, steps: Iterable[T]) -> Iterator[T]:
        """
        Give *steps* one by one while there is time.

        Raises:
            QueryTooSlow: There is none left.
        """
        for step in steps:
            if time.monotonic() > self._ends:
                raise QueryTooSlow(self._longest_s)
            yield step


class WatchedCollector(TopCollector):  # type: ignore[misc]  # Whoosh has no types
    """Collects the best rows while there is time."""

    def __init__(self, limit: int, deadline: Deadline) -> None:
        super().__init__(limit=limit)
        self._deadline = deadline

    def matches(self) -> Iterator[int]:
        """Give the rows that match, one by one."""
        return self._deadline.watched(super().matches())
