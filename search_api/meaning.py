"""What else may have been meant by a query that finds little: offered, never put in its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.actor import Actor
from corpus.errors import QueryTooSlow
from indexer.library import Library
from indexer.search.found import SearchResult
from indexer.search.ranking import is_question
from search_api.searching import SearchForm, count_matches

LITTLE = 5  # documents; who has found more has found his words
_TIMES_MORE = 2  # as many must be found, or what was typed may be right
_TIMES_LESS = 4  # and no fewer than by the likeliest
_MANY = 5  # documents that must have a run as it is written, in the place of one that none has
MOST_MEANT = 3

_RUN = re.compile("[\u3400-\u9fff]{3,12}")


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
    """
    Give searches that find far more than *form*, which has found *result*, likeliest first.

    None for a question in plain words: that few documents have all of its words is no sign.
    """
    if form.page > 1 or not form.query.strip() or is_question(result.query):
        return ()
    found: list[Meant] = []
    try:
        if result.total <= LITTLE:
            found += _found(library, actor, form, result.total)
        if not found:
            found += _whole(library, actor, form, result)
    except QueryTooSlow:  # the answer itself is there
        pass
    return tuple(each for each in found if each.total * _TIMES_LESS >= found[0].total)[:MOST_MEANT]


def _found(library: Library, actor: Actor, form: SearchForm, total: int) -> Iterator[Meant]:
    names = library.names.of(library.state)
    for query in names.corrections.of(form.query, actor.visible_to):
        meant = replace(form, query=query)
        found = count_matches(library, actor, meant)
        if found > _TIMES_MORE * total:
            yield Meant(query, meant, found)


def _whole(
    library: Library, actor: Actor, form: SearchForm, result: SearchResult
) -> Iterator[Meant]:
    """Give what many documents write instead of a run that none does, though all have its parts."""
    run = form.query.strip()
    if not _RUN.fullmatch(run) or _shown(result, run) or _written(library, actor, form, run):
        return
    names = library.names.of(library.state)
    for query in names.corrections.of_whole(run, actor.visible_to):
        if _written(library, actor, form, query) >= _MANY:
            meant = replace(form, query=query)
            yield Meant(query, meant, count_matches(library, actor, meant))


def _shown(result: SearchResult, run: str) -> bool:
    """Tell whether the first hit has the run as it is written; such a one stands first."""
    return any(run in passage.text for hit in result.hits[:1] for passage in hit.passages)


def _written(library: Library, actor: Actor, form: SearchForm, run: str) -> int:
    """Count the documents that have a run as it is written."""
    return count_matches(library, actor, replace(form, query=f'"{run}"', expand=False))
