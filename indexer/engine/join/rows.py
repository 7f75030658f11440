"""What an engine must be able to tell of its rows."""

from typing import Protocol, TypeAlias

from indexer.engine.folding import FacetCounts, Values
from indexer.engine.query import Among, Node, Ranking, Sort
from indexer.engine.weighing import Found, Scored

Titled: TypeAlias = tuple[int, int, int]  # ordinal, bigrams shared, bigrams of the title


class RowSearcher(Protocol):
    """Searches one kind of rows at a time."""

    def count(self, holds: Node) -> int:
        """Count the documents for which *holds* is true."""
        ...

    def documents(self, holds: Node, *, sort: Sort, offset: int, limit: int | None) -> list[int]:
        """List documents by date, newest first unless OLDEST; equal dates in a fixed order."""
        ...

    def ranks(self, holds: Node) -> dict[int, int]:
        """Give the documents for which *holds* is true, each with its authority."""
        ...

    def facets(self, holds: Node, names: tuple[str, ...]) -> FacetCounts:
        """Count the values of keyword fields over the documents for which *holds* is true."""
        ...

    def values(self, among: Among) -> Values:
        """Give the values of the keyword fields of some documents."""
        ...

    def passages(self, ranking: Ranking, *, holds: Node, limit: int) -> list[Found]:
        """List the best passages for which *holds* is true, each with its document's authority."""
        ...

    def holding(self, nodes: tuple[Node, ...], *, among: Among, limit: int) -> list[Scored]:
        """List the passages of some documents that hold one of *nodes*, the best of them first."""
        ...

    def titled(self, pairs: tuple[str, ...], *, limit: int) -> list[Titled]:
        """List the documents whose titles have the most of these bigrams."""
        ...

    def count_passages(self, ranking: Ranking, holds: Node) -> int:
        """Count the passages that have a ranked term and for which *holds* is true."""
        ...
