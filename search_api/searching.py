"""A search as a door asks for it, and its answer; the page and its JSON twin both call this."""

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from corpus.actor import Actor
from corpus.errors import QuerySyntaxError, QueryTooSlow
from corpus.resolve.validity import JUDGED_CLASSES
from indexer.engine.query import Group, Sort
from indexer.library import Library
from indexer.search.expand import EXPANSION_LABELS, Alternative, expansion_key
from indexer.search.found import SearchResult
from indexer.search.parse import MOST_CHARACTERS
from indexer.search.request import DEEPEST_HIT, VALIDITY, SearchRequest
from search_api.problems import PageTooDeep

__all__ = [
    "DEEPEST_HIT",
    "EVERY_FACET",
    "EXPANSION_LABELS",
    "FACETS",
    "FILTERS",
    "JUDGED_CLASSES",
    "MOST_CHARACTERS",
    "Alternative",
    "Group",
    "Scope",
    "SearchForm",
    "Sort",
    "TimedResult",
    "chosen_filters",
    "count_matches",
    "expansion_key",
    "matches_among",
    "matches_behind",
    "run_search",
    "run_search_for_choosing",
]

FACETS = ("document_class", "issuer", "year")
# What a filter is called in an address -> its field.
FILTERS: Mapping[str, str] = MappingProxyType(
    {
        "class": "document_class",
        "issuer": "issuer",
        "year": "year",
        "kind": "kind",
        "region": "region",
        "industry": "industry",
        "topic": "topic",
        "issuer_level": "issuer_level",
        "enterprise": "enterprise",
        "enterprise_type": "enterprise_type",
        "source_grade": "source_grade",
        "completeness": "completeness",
        "validity": VALIDITY,
    }
)
EVERY_FACET = tuple(name for name in FILTERS.values() if name != VALIDITY)  # which are counted


class Scope(StrEnum):
    """Where everything is looked for that names no field."""

    ALL = "all"
    TITLE = "title"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class SearchForm:
    """
    What was filled in.

    Attributes:
        query: As typed; empty to browse.
        filters: Field -> chosen values.
        on: The day on which standings are asked for; today when not given.
        sort: Order of the hits.
        group: Whether documents or passages are listed.
        relaxed: Whether documents that lack a piece are listed too, where few lack none.
        plain: Whether the query is taken for plain words, without operators.
        scope: Where everything is looked for that names no field.
        expand: Whether aliases are looked for too.
        without: Keys of the aliases that are not: `国企→国有企业`.
        facets: Fields whose values are counted.
        wide: Whether a page offers every facet, and not only its usual ones.
        page: From 1.
        size: Hits on a page.
    """

    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    on: date | None = None
    sort: Sort = Sort.RELEVANCE
    group: Group = Group.DOCUMENT
    relaxed: bool = True
    plain: bool = False
    scope: Scope = Scope.ALL
    expand: bool = True
    without: tuple[str, ...] = ()
    facets: tuple[str, ...] = FACETS
    wide: bool = False
    page: int = 1
    size: int = 10


@dataclass(frozen=True, slots=True)
class TimedResult:
    """
    An answer, and how long it took.

    Attributes:
        result: The answer.
        took_ms: Milliseconds.
    """

    result: SearchResult
    took_ms: float


def run_search(library: Library, actor: Actor, form: SearchForm) -> TimedResult:
    """
    Answer a form.

    Raises:
        QuerySyntaxError: The query cannot be understood.
        PageTooDeep: The page lies beyond what may be listed.
        IndexOutOfDate: There is no index yet.
    """
    if form.page * form.size > DEEPEST_HIT:
        raise PageTooDeep(DEEPEST_HIT)
    began = time.perf_counter()
    result = library.finder.search(_request(actor, form))
    return TimedResult(result, (time.perf_counter() - began) * 1000)


def count_matches(library: Library, actor: Actor, form: SearchForm) -> int:
    """
    Count the documents that match a form strictly; nothing for a query that is not understood.

    Raises:
        IndexOutOfDate: There is no index yet.
    """
    try:
        return library.finder.count(_request(actor, form))
    except QuerySyntaxError:
        return 0


def matches_among(
    library: Library, actor: Actor, form: SearchForm, among: frozenset[int]
) -> tuple[int, ...]:
    """
    Give which of some documents match a form strictly, of each text one, the oldest first.

    Raises:
        QuerySyntaxError: The query cannot be understood.
        IndexOutOfDate: There is no index yet.
    """
    request = replace(_request(actor, form), among=among)
    return tuple(versions[0] for versions in library.finder.matching(request))


def matches_behind(
    library: Library, actor: Actor, form: SearchForm, ordinal: int
) -> tuple[int, ...]:
    """
    Give what matches a form strictly and came in behind an ordinal, the newest arrival first.

    Of each text what is shown of it counts: a copy of what was there before is not given.

    Raises:
        QuerySyntaxError: The query cannot be understood.
        IndexOutOfDate: There is no index yet.
    """
    found = (versions[0] for versions in library.finder.matching(_request(actor, form)))
    return tuple(sorted((each for each in found if each > ordinal), reverse=True))


def run_search_for_choosing(library: Library, actor: Actor, form: SearchForm) -> TimedResult:
    """
    Answer a form, each facet counted without its own filter.

    So a list of check boxes goes on showing what else could be ticked.
    """
    timed = run_search(library, actor, form)
    facets = dict(timed.result.facets)
    for name in set(form.filters) & set(form.facets):
        others = {key: values for key, values in form.filters.items() if key != name}
        wider = replace(form, filters=others, facets=(name,), page=1)
        with suppress(QueryTooSlow):  # then only what is chosen is counted
            counted = library.finder.search(replace(_request(actor, wider), limit=1, passages=0))
            facets[name] = counted.facets.get(name, ())
    return replace(timed, result=replace(timed.result, facets=facets))


def chosen_filters(given: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    """Give the filters that an address names; empty values are none."""
    return {FILTERS[name]: values for name, values in _filled(given)}


def _filled(given: Mapping[str, list[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in FILTERS:
        values = tuple(dict.fromkeys(value for value in given.get(name, ()) if value))
        if values:
            yield name, values


def _request(actor: Actor, form: SearchForm) -> SearchRequest:
    return SearchRequest(
        query=form.query,
        actor=actor,
        filters=form.filters,
        on=form.on,
        sort=form.sort,
        group=form.group,
        facets=form.facets,
        plain=form.plain,
        scope=None if form.scope is Scope.ALL else form.scope.value,
        expand=form.expand,
        without=frozenset(form.without),
        relaxed=form.relaxed,
        offset=(form.page - 1) * form.size,
        limit=form.size,
    )
