"""What else may have been meant by a query that finds little: offered, never put in its place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from corpus.actor import Actor
from indexer.library import Library
from indexer.search.run import SearchResult
from search_api.searching import SearchForm, count_matches

LITTLE = 2  # documents; who has found more has found his words
MOST_MEANT = 3


@dataclass(frozen=True, slots=True)
class Meant:
    """
    A search that may have been meant.

    Attributes:
        query: What it asks.
        form: The search.
        total: How many documents match it, of those that may be seen.
    """

    query: str
    form: SearchForm
    total: int


def did_you_mean(
    library: Library, actor: Actor, form: SearchForm, result: SearchResult
) -> tuple[Meant, ...]:
    """Give searches that find more than *form*, which has found *result*, likeliest first."""
    if form.page > 1 or not form.query.strip() or result.total > LITTLE:
        return ()
    return tuple(islice(_found(library, actor, form, result.total), MOST_MEANT))


def _found(library: Library, actor: Actor, form: SearchForm, total: int) -> Iterator[Meant]:
    names = library.names.of(library.state)
    for query in names.corrections.of(form.query, actor.visible_to):
        meant = replace(form, query=query)
        found = count_matches(library, actor, meant)
        if found > total:
            yield Meant(query, meant, found)
