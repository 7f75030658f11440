"""What readers are told of recommended cases: the published ones whose source still stands."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.values import Card
from corpus.metadata import SAMPLE_GRADE
from indexer.library import Library
from search_api.ledger.recommendation import Recommendation
from search_api.ledger.recommendations import (
    FiledCase,
    published,
    recommendation_of,
    withdraw_if_possible,
)
from search_api.ledger.recommended_sources import troubles


@dataclass(frozen=True, slots=True)
class RecommendedCase:
    """
    A published recommendation.

    Attributes:
        number: Of its entry.
        content: What it holds.
        card: Of the document that holds the case.
    """

    number: int
    content: Recommendation
    card: Card

    @property
    def is_sample(self) -> bool:
        """Tell whether the case is invented, as a sample."""
        return self.card.source_grade == SAMPLE_GRADE


@dataclass(frozen=True, slots=True)
class RecommendedCases:
    """
    The published recommendations that an asker may see.

    Attributes:
        cases: Those of the theme asked for, the one published last first.
        themes: Theme -> how many of all, the most frequent first.
        total: How many there are in all.
    """

    cases: tuple[RecommendedCase, ...]
    themes: Mapping[str, int]
    total: int


def recommended_cases(library: Library, actor: Actor, theme: str = "") -> RecommendedCases:
    """Look at the sources, then give what is recommended, of one theme or all."""
    withdraw_if_possible(library)
    known = _standing(library, actor)
    themes = Counter(theme for each in known for theme in each.content.themes)
    chosen = (each for each in known if not theme or theme in each.content.themes)
    return RecommendedCases(tuple(chosen), dict(themes.most_common()), len(known))


def recommended_among(
    library: Library, actor: Actor, case_ids: Iterable[str]
) -> Mapping[str, RecommendedCase]:
    """Give of cases those that are recommended, by their ids."""
    asked = frozenset(case_ids)
    return {each.content.case: each for each in _standing(library, actor, asked)}


def recommendation_known(library: Library, case_id: str) -> FiledCase | None:
    """Give the recommendation of a case, whatever its state, for who sees the case already."""
    with library.catalogue.read() as connection:
        return recommendation_of(connection, case_id)


def _published(connection: Connection) -> tuple[FiledCase, ...]:
    return tuple(published(connection))  # recalled until something is committed


def _standing(
    library: Library, actor: Actor, asked: frozenset[str] | None = None
) -> list[RecommendedCase]:
    """
    Give the published ones whose source still stands, the newest first.

    Args:
        library: As it is today.
        actor: Who sees only those whose document he may see.
        asked: The ids of the cases that are wanted; None for all.
    """
    known = library.catalogue.recall(_published)
    if asked is not None and asked.isdisjoint(each.content.case for each in known):
        return []
    fallen = troubles(library, (each.content for each in known))
    wanted = [
        each
        for each in known
        if each.content.case not in fallen and (asked is None or each.content.case in asked)
    ]
    with library.catalogue.read() as connection:
        ids = {each.content.document for each in wanted}
        there = documents.find_many(connection, ids, visible_to=actor.visible_to)
        cards = documents.cards(connection, list(there.values()), visible_to=actor.visible_to)
    found = [
        RecommendedCase(each.entry.id, each.content, cards[ordinal])
        for each in wanted
        if (ordinal := there.get(each.content.document)) in cards
    ]
    found.sort(key=lambda each: (str(each.content.published or ""), each.number), reverse=True)
    return found
