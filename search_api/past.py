"""What was searched for: by oneself, and often by all."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import islice

from anyio import CapacityLimiter, to_thread

from corpus.actor import Actor
from corpus.catalogue import history
from corpus.catalogue.history import PastSearch
from corpus.errors import IndexOutOfDate, KnowledgeBaseError, QueryTooSlow
from indexer.library import Library
from indexer.search.found import SearchResult
from indexer.search.parse import MOST_CHARACTERS
from indexer.search.ranking import is_question
from indexer.search.suggest.spelling import name_key
from search_api.searching import Scope, SearchForm, count_matches

HOT_DAYS = 30
FEWEST_TIMES = 3  # on different days or by different actors, before others are told of it
MOST_HOT = 8
MOST_WAITING = 100  # searches to be noted


@dataclass(frozen=True, slots=True)
class Past:
    """
    What an actor has searched for.

    Attributes:
        searches: The latest first.
        kept: Whether further ones are noted.
    """

    searches: tuple[PastSearch, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class HotSearch:
    """A query that is asked often, and how many documents the asker finds by it."""

    query: str
    total: int


def documents_found(form: SearchForm, result: SearchResult) -> int | None:
    """
    Say how many documents a search found; None where it was narrowed, and so tells nothing.

    What is only near counts as found for a question, of which no document holds every word.
    """
    if form.filters or form.on or form.scope is not Scope.ALL:
        return None
    return result.total + (result.relaxed_total if is_question(result.query) else 0)


def note_search(library: Library, actor: Actor, query: str, found: int | None = None) -> None:
    """
    Note that *actor* has asked *query*, and how much it found; odd ones are passed over.

    Nothing but the note is lost where the catalogue cannot be written: the answer is given.
    """
    if len(query) > MOST_CHARACTERS or not name_key(query):
        return
    told = " ".join(query.split())
    with suppress(KnowledgeBaseError), library.catalogue.write() as connection:
        history.note(connection, actor.id, told, told.casefold(), found=found, now=library.clock())


async def note_in_turn(
    turn: CapacityLimiter, library: Library, actor: Actor, query: str, found: int | None = None
) -> None:
    """
    Note a search after its answer, one at a time.

    While files are taken in the catalogue may be busy for long: those that wait then hold no
    thread that other pages need, and beyond a number of them nothing is noted.
    """
    if turn.statistics().tasks_waiting < MOST_WAITING:
        await to_thread.run_sync(note_search, library, actor, query, found, limiter=turn)


def past_searches(library: Library, actor: Actor, limit: int = history.MOST_SHOWN) -> Past:
    """Give what *actor* has searched for."""
    with library.catalogue.read() as connection:
        return Past(
            history.recent(connection, actor.id, limit),
            history.keeps_history(connection, actor.id),
        )


def forget_searches(library: Library, actor: Actor, number: int | None = None) -> int:
    """Forget one of *actor*'s searches, all where none is named; give how many there were."""
    with library.catalogue.write() as connection:
        gone = history.forget(connection, actor.id, None if number is None else [number])
    library.catalogue.settle()
    return gone


def keep_history(library: Library, actor: Actor, *, keep: bool) -> None:
    """Say whether *actor*'s searches are noted from now on; those noted before stay."""
    with library.catalogue.write() as connection:
        history.keep_history(connection, actor.id, keep=keep)


def hot_searches(library: Library, actor: Actor) -> tuple[HotSearch, ...]:
    """
    Give what was asked often of late and finds something that *actor* may see.

    So no query shows that names only what is hidden from him.
    """
    since = library.today - timedelta(days=HOT_DAYS)
    with library.catalogue.read() as connection:
        asked = history.popular(connection, since=since.isoformat(), fewest=FEWEST_TIMES)
    try:
        return tuple(islice(_found(library, actor, [query for query, _ in asked]), MOST_HOT))
    except IndexOutOfDate:  # nothing can be found at all
        return ()


def _found(library: Library, actor: Actor, queries: list[str]) -> Iterator[HotSearch]:
    state = library.state
    for query in queries:
        count = partial(count_matches, library, actor, SearchForm(query=query))
        try:
            total = library.totals.of(state, ("hot", actor.visible_to, query), count)
        except QueryTooSlow:
            return
        if total:
            yield HotSearch(query, total)
