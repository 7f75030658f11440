"""Which documents that came in are found by the searches that an actor keeps."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue import documents, outbox, saved
from corpus.catalogue.alerts import AlertKind, Concern, Event
from corpus.catalogue.saved import SavedSearch
from corpus.errors import IndexOutOfDate, QuerySyntaxError, QueryTooSlow
from indexer.library import Library
from search_api.saving import form_asked
from search_api.searching import matches_among


@dataclass(frozen=True, slots=True)
class Matched:
    """
    What a saved search finds among the documents that are new.

    Attributes:
        search: Its number.
        watermark: Ordinal up to which documents were looked at.
        events: One for each text that it finds.
    """

    search: int
    watermark: int
    events: tuple[Event, ...]


def matched(library: Library, actor: Actor) -> tuple[Matched, ...]:
    """
    Look for news of every search that *actor* keeps, as far as the index has followed.

    What the catalogue has and the index not yet is left for the next look.
    """
    seq = library.followed_seq()
    with library.catalogue.read() as connection:
        searches = saved.saved(connection, actor.id)
        until = outbox.followed(connection, seq)
        lowest = min((each.watermark for each in searches), default=until)
        new = documents.ordinals_between(connection, lowest, until)
    found = (_matched(library, actor, each, new, until) for each in searches)
    return tuple(each for each in found if each is not None)


def _matched(
    library: Library, actor: Actor, search: SavedSearch, new: Sequence[int], until: int
) -> Matched | None:
    """Look for news of one search; None where it cannot be answered now."""
    among = frozenset(ordinal for ordinal in new if ordinal > search.watermark)
    try:
        found = matches_among(library, actor, form_asked(search.asked), among) if among else ()
    except (IndexOutOfDate, QuerySyntaxError, QueryTooSlow):
        return None
    with library.catalogue.read() as connection:
        cards = documents.cards(connection, found, visible_to=actor.visible_to)
    words = f"新收文件：符合保存的检索“{search.name}”"
    about = Concern.SEARCH, search.id
    events = tuple(
        Event(*about, cards[ordinal].id, cards[ordinal].title, AlertKind.MATCHED, words)
        for ordinal in found
        if ordinal in cards
    )
    return Matched(search.id, until, events)
