"""最新收录: what a theme's search finds among what came into the library since it was published."""

from dataclasses import dataclass
from datetime import date, datetime

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.publications import Publication
from corpus.catalogue.relations import Work
from corpus.catalogue.values import Card
from corpus.errors import IndexOutOfDate, QuerySyntaxError, QueryTooSlow
from corpus.partial_dates import day_of
from corpus.resolve.standing import standing
from corpus.resolve.validity import EXPIRED, REPEALED, Validity
from indexer.library import Library
from search_api.searching import matches_behind
from search_api.study.shelf import Opened
from search_api.themes.theme import Theme
from search_api.themes.themes import THEMES

MOST_NEW = 6
NOT_NOW = (IndexOutOfDate, QuerySyntaxError, QueryTooSlow)  # then nothing is found
_NO_NEWS = frozenset({REPEALED, EXPIRED})  # standings of what nobody need read


@dataclass(frozen=True, slots=True)
class Arrival:
    """
    A document that came in since a theme was published, and that its search finds.

    Attributes:
        card: Its own.
        validity: Its standing today; None where it has none.
    """

    card: Card
    validity: Validity | None

    @property
    def came_on(self) -> date:
        """The day on which it came in: why it is new."""
        return day_of(self.card.added_at)


def new_since(
    library: Library, actor: Actor, opened: Opened[Theme], publication: Publication | None
) -> datetime:
    """Say since when what came in is new to the owner of a theme: it was looked through then."""
    moments = [opened.paper.created_at]
    if publication is not None:
        moments.append(publication.published_at)
    versions = THEMES.versions(library, actor, opened.paper.id)
    moments.extend(each.saved_at for each in versions if not each.is_automatic)
    return max(moments)


def arrivals(library: Library, actor: Actor, theme: Theme, since: datetime) -> tuple[Arrival, ...]:
    """
    Give what came in after a moment and the theme's search finds, what came in last first.

    What the theme holds is left out, and what is repealed or has expired; a copy of a text that
    was there before is not new, nor is an older version of one.
    """
    with library.catalogue.read() as connection:
        last = documents.last_added(connection, since)
        is_any = documents.is_any_behind(connection, last)
    if theme.search is None or not is_any:
        return ()
    try:
        found = matches_behind(library, actor, theme.search.form, last)
    except NOT_NOW:
        return ()
    return _shown(library, actor, theme, found)


def _shown(
    library: Library, actor: Actor, theme: Theme, found: tuple[int, ...]
) -> tuple[Arrival, ...]:
    held = {each.reference.document_id for each in theme.items}
    visible_to = actor.visible_to
    with library.catalogue.read() as connection:
        cards = documents.cards(connection, found, visible_to=visible_to)
        works = [Work.of_card(*each) for each in cards.items()]
        told = standing(connection, works, library.today, visible_to=visible_to)
    new = (
        Arrival(cards[each], told.get(each))
        for each in found
        if each in cards and cards[each].id not in held
    )
    holding = (each for each in new if each.validity is None or each.validity.value not in _NO_NEWS)
    return tuple(holding)[:MOST_NEW]
