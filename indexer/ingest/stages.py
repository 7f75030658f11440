"""Where the time of long work goes."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class Stages:
    """Seconds by stage; those of several processes add up."""

    def __init__(self) -> None:
        self._seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count the time of a block to *stage*."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] += time.perf_counter() - started

    def add(self, seconds: Mapping[str, float]) -> None:
        """Count what another process spent."""
        for stage, spent in seconds.items():
            self._seconds[stage] += spent

    def seconds(self) -> dict[str, float]:
        """Give the seconds of every stage."""
        return dict(self._seconds)
