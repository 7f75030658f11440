"""What was found: documents as lists show them, their best passages, and counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.catalogue.values import Card
from corpus.document import Part, Passage, Span
from corpus.resolve.validity import Validity
from indexer.search.expand import Alternatives
from indexer.search.parse import ParsedQuery


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """
    A passage of a hit.

    Attributes:
        id: Its document's id and its place: `0123456789abcdef.12`.
        where: Its place, and all else that is known of it.
        pages: Offsets at which the document's pages start.
        text: Verbatim; `text[span.start:span.end]` is a highlight.
        part: The innermost part of the document that holds it; None for most.
    """

    id: str
    where: Passage
    pages: tuple[int, ...]
    text: str
    spans: tuple[Span, ...]
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """
    A hit.

    Attributes:
        ordinal: The document's, by which catalogue and index know it.
        card: What a list shows of the document.
        title_spans: Highlights in the card's title.
        relaxed: Whether it lacks a piece of the query.
        folded: Other versions that match too and stand behind it, as lists show them.
        copies: Of the document itself, the canonical one first unless it is shown.
        validity: Its standing on the day asked for; None for a class that has none.
        passages: Its best, best first.
        more: How many further passages of it hold a piece of the query.
    """

    ordinal: int
    card: Card
    title_spans: tuple[Span, ...]
    relaxed: bool
    folded: tuple[Card, ...]
    passages: tuple[FoundPassage, ...]
    more: int = 0
    validity: Validity | None = None
    copies: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """
    An answer.

    Attributes:
        total: Strict matches.
        relaxed_total: What else is near.
        at_least: Whether there may be more, for not every candidate could be looked at.
        facets: Field -> (value, documents), most first.
        counts_relaxed: Whether facets count relaxed hits too.
        hits: The page that was asked for.
        query: How the query was understood.
        expansions: Piece -> what else may be looked for in its place, that which was not too.
        without: Keys of the expansions that were not looked for.
    """

    total: int
    relaxed_total: int
    at_least: bool
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    counts_relaxed: bool
    hits: tuple[FoundDocument, ...]
    query: ParsedQuery
    expansions: Alternatives
    without: frozenset[str] = frozenset()
