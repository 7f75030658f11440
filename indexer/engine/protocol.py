"""What an engine must do. `tests/engine_contract.py` holds every engine to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from indexer.engine.query import Node, Question
from indexer.engine.schema import Rows


@dataclass(frozen=True, slots=True)
class PassageHit:
    """
    A passage that was found.

    Attributes:
        place: Its place in its document.
        score: Compares only within one answer.
    """

    place: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """
    A document that was found.

    Attributes:
        ordinal: The catalogue's key.
        relaxed: Whether it lacks a piece of the question.
        passages: Its best, best first; may be empty when no word of the question ranks.
        more: How many further passages of it hold a piece of the question.
        folded: Older versions and copies that match too, and stand behind it.
    """

    ordinal: int
    relaxed: bool
    passages: tuple[PassageHit, ...]
    more: int = 0
    folded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What an engine answers: ids, order and counts; texts come from the catalogue.

    Attributes:
        total: Strict matches: documents, or passages when grouped by passage.
        at_least: Whether there may be more, for not every candidate could be verified.
        relaxed_total: What else is among the best thousand passages; 0 if that is not asked.
        facets: Field -> (value, documents), most first, equal counts by value.
        counts_relaxed: Whether facets count relaxed hits too: where none matches strictly, or where
            strict ones do not come first.
        hits: The page that was asked for.
    """

    total: int = 0
    relaxed_total: int = 0
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    counts_relaxed: bool = False
    hits: tuple[Hit, ...] = ()
    at_least: bool = False


class EngineReader(Protocol):
    """Answers questions from the last commit it has seen; safe in several threads."""

    def search(self, question: Question) -> Answer:
        """Answer *question*."""
        ...

    def matching(self, holds: Node) -> list[int]:
        """Give the documents for which *holds* is true."""
        ...

    def ordinals(self) -> set[int]:
        """Give every document in the index, for checking it against the catalogue."""
        ...

    def refresh(self) -> None:
        """See the newest commit."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


class EngineWriter(Protocol):
    """Changes the index; one at a time. Nothing shows before `commit`."""

    def write(self, documents: Iterable[Rows]) -> None:
        """Add documents, in place of those with the same ordinals."""
        ...

    def delete(self, ordinals: Iterable[int]) -> None:
        """Take documents out; those that are not there are passed over."""
        ...

    def commit(self) -> None:
        """Make the changes since the last commit durable and visible to new readers."""
        ...

    def close(self) -> None:
        """Let go of the index; changes after the last commit are lost."""
        ...
