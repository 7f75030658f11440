"""Comparing what an actor relies on with the library as it is today, and telling of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import alerts, collected, looks, papers, saved
from corpus.catalogue.alerts import Alert, Concern, Event
from corpus.catalogue.papers import Paper, PaperKind
from corpus.catalogue.revision import revision
from corpus.catalogue.visibility import Groups
from corpus.errors import KnowledgeBaseError
from corpus.quotation import Quotation
from indexer.library import Library
from search_api.saving import form_asked
from search_api.searching import SearchForm
from search_api.study.concerned import QuotedPlace, quoted_places
from search_api.study.matching import Matched, matched
from search_api.study.paper_sources import sources_of
from search_api.study.sources import source_states
from search_api.study.warning import events_of

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Subject:
    """
    What of an actor's an alert is about, as a reader knows it.

    Attributes:
        name: Title of the paper, name of the search, the quoted words.
        kind: Of the paper; None where it is none.
        form: What the search asks; None where it is none.
    """

    name: str
    kind: PaperKind | None = None
    form: SearchForm | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """
    An alert, and what it is about.

    Attributes:
        alert: What happened.
        subject: What of the actor's it is about.
        places: Where in that the document is quoted or named.
    """

    alert: Alert
    subject: Subject
    places: tuple[QuotedPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Warnings:
    """
    A page of what an actor is told.

    Attributes:
        entries: The unread first.
        total: How many there are in all.
        unread: How many of all are unread.
    """

    entries: tuple[Warned, ...]
    total: int
    unread: int


def look(library: Library, actor: Actor, *, anyway: bool = False) -> int:
    """
    Compare all that *actor* relies on with the library, where anything has changed since.

    Args:
        library: As it is now.
        actor: Whose things.
        anyway: Whether to compare even where nothing has changed.

    Returns:
        How many alerts are news.
    """
    catalogue = library.catalogue.recall(revision)
    with library.catalogue.read() as connection:
        before = looks.latest(connection, actor.id)
        things = looks.things(connection, actor.id)
    state = "|".join((catalogue, things, str(library.followed_seq()), str(library.today)))
    if state == before and not anyway:
        return 0
    events = tuple(_events(library, actor))
    found = matched(library, actor)
    return _keep(library, actor, events, found, before=before, state=state)


def watched(library: Library, actor: Actor, *, page: int = 1, size: int = ON_A_PAGE) -> Warnings:
    """Look, then give a page of what *actor* is told."""
    look_if_possible(library, actor)
    visible_to = actor.visible_to
    with library.catalogue.read() as connection:
        found = alerts.of_actor(
            connection, actor.id, visible_to=visible_to, limit=size, offset=(page - 1) * size
        )
        total = alerts.count(connection, actor.id, visible_to=visible_to)
        unread = alerts.count(connection, actor.id, visible_to=visible_to, unread=True)
    return Warnings(tuple(_warned(library, actor, found)), total, unread)


def alerts_of(library: Library, actor: Actor, paper: Paper) -> tuple[Alert, ...]:
    """Look, then give what is wrong today with the sources of a paper, seen or not."""
    look_if_possible(library, actor)
    with library.catalogue.read() as connection:
        found = alerts.of_concern(
            connection, actor.id, Concern.PAPER, paper.id, visible_to=actor.visible_to
        )
    return tuple(found)


def look_if_possible(library: Library, actor: Actor) -> None:
    """Look; where the catalogue cannot be written now, the next look does it."""
    with suppress(KnowledgeBaseError):
        look(library, actor)


def count_unread(library: Library, actor: Actor) -> int:
    """Count what *actor* is told and has not seen, without a look; one count a commit."""
    return library.catalogue.recall(_unread(actor.id, actor.visible_to))


@lru_cache(maxsize=1024)  # the same function for the same actor, by which its count is recalled
def _unread(actor: str, visible_to: Groups) -> Callable[[Connection], int]:
    return partial(alerts.count, actor=actor, visible_to=visible_to, unread=True)


def mark_seen(library: Library, actor: Actor, ids: Sequence[int] | None) -> list[int]:
    """Mark alerts as seen, all where None is given; give those that were not, for `mark_unseen`."""
    with library.catalogue.write() as connection:
        return alerts.mark(connection, actor.id, ids, now=library.clock())


def mark_unseen(library: Library, actor: Actor, ids: Sequence[int]) -> list[int]:
    """Let alerts be unread again; give those that were not."""
    with library.catalogue.write() as connection:
        return alerts.unmark(connection, actor.id, ids)


def _events(library: Library, actor: Actor) -> Iterator[Event]:
    """Say of everything that *actor* quotes or names what must be known of it today."""
    with library.catalogue.read() as connection:
        kept = collected.of_actor(connection, actor.id)
        made = papers.of_actor(connection, actor.id)
    groups: list[tuple[Concern, int, tuple[Quotation, ...]]] = [
        *((Concern.COLLECTED, each.id, (each.quotation,)) for each in kept),
        *((Concern.PAPER, each.id, tuple(sources_of(each.content))) for each in made),
    ]
    states = iter(source_states(library, actor, [each for *_, group in groups for each in group]))
    for concern, number, group in groups:
        yield from events_of(concern, number, [next(states) for _ in group])


def _keep(
    library: Library,
    actor: Actor,
    events: Iterable[Event],
    found: Iterable[Matched],
    *,
    before: str | None,
    state: str,
) -> int:
    """Keep what a look found, unless another look came first: it has seen what is newer."""
    now = library.clock()
    with library.catalogue.write() as connection:
        if looks.latest(connection, actor.id) != before:
            return 0
        news = alerts.record(connection, actor.id, events, now=now)
        for each in found:
            news += alerts.add_matches(connection, actor.id, each.events, now=now)
            saved.raise_watermark(connection, each.search, each.watermark)
        searches = [each.id for each in saved.saved(connection, actor.id)]
        alerts.settle_matches(connection, actor.id, searches, now=now)
        looks.note(connection, actor.id, state, now=now)
    return len(news)


def _warned(library: Library, actor: Actor, found: Sequence[Alert]) -> Iterator[Warned]:
    with library.catalogue.read() as connection:
        kept = collected.of_actor(connection, actor.id)
        made = papers.of_actor(connection, actor.id)
        subjects: Mapping[tuple[Concern, int], Subject] = {
            **{(Concern.COLLECTED, each.id): Subject(each.quotation.text) for each in kept},
            **{(Concern.PAPER, each.id): Subject(each.title, kind=each.kind) for each in made},
            **{
                (Concern.SEARCH, each.id): Subject(each.name, form=form_asked(each.asked))
                for each in saved.saved(connection, actor.id)
            },
        }
    places = quoted_places(library, actor, found, kept, made)
    for alert, quoted in zip(found, places, strict=True):
        subject = subjects.get((alert.event.concern, alert.event.number))
        if subject is not None:  # None: it was removed this very moment
            yield Warned(alert, subject, quoted)
