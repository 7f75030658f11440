"""The reading processes' work done in this process: the same work, without their start."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self

import pytest

from corpus.errors import KnowledgeBaseError


class HerePool:
    """Does what `corpus.read.child.ChildPool` does, where it stands."""

    def __init__(
        self, work: Callable[[Any], Any], *, initializer: Callable[[], None] | None = None, **_: Any
    ) -> None:
        self._work = work
        if initializer:
            initializer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map_ordered(self, tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        for task in tasks:
            try:
                yield task, self._work(task)
            except KnowledgeBaseError as error:
                yield task, error


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be read in this process."""
    for module in ("indexer.ingest.worker", "search_api.exchange.checking"):
        monkeypatch.setattr(f"{module}.ChildPool", HerePool)
