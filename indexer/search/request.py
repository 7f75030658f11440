"""What is asked of a library, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from corpus.actor import Actor
from indexer.engine.query import Group, Sort

VALIDITY = "validity"  # a filter that the index does not know: it asks for a day
DEEPEST_HIT = 10_000


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """
    What is asked, and by whom.

    Attributes:
        query: As typed; empty to browse.
        actor: Who asks.
        filters: Field -> chosen values; `validity` is the standing on the day asked for.
        on: The day on which standings are asked for; today when not given.
        sort: Order of the hits.
        group: Whether documents or passages are listed.
        facets: Fields whose values are counted.
        plain: Whether the query is taken for plain words, without operators.
        scope: The field in which everything is looked for that names none; None for all.
        expand: Whether aliases and other forms of a piece are looked for too.
        without: Keys of alternatives that are not looked for, see `expand.expansion_key`.
        relaxed: Whether documents that lack a piece are listed too, where few lack none.
        offset: Hits to leave out.
        limit: Hits to give.
        passages: Passages to give of each document.
        further: Whether all other passages with a piece are looked for and counted too.
        meaning: Whether passages are found by their meaning too, where there are vectors.
        apart: Whether versions of one text are listed each for itself; copies never are.
        among: Ordinals of the only documents that are looked at; None for all.
    """

    query: str
    actor: Actor
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    on: date | None = None
    sort: Sort = Sort.RELEVANCE
    group: Group = Group.DOCUMENT
    facets: tuple[str, ...] = ()
    plain: bool = False
    scope: str | None = None
    expand: bool = True
    without: frozenset[str] = frozenset()
    relaxed: bool = True
    offset: int = 0
    limit: int = 10
    passages: int = 3
    further: bool = True
    meaning: bool = True
    apart: bool = False
    among: frozenset[int] | None = None
