"""What senders say of their documents, written on the cards that the documents have here."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from corpus.card import Tier
from corpus.catalogue.correcting import correct
from corpus.catalogue.corrections import IMPORT, USER, load_imported
from corpus.catalogue.parts import facts_of_many
from corpus.document import Fact, FactValue
from search_api.exchange.choosing import Leading


class CardFacts:
    """What is known of documents, and what their senders say of them."""

    def __init__(self, connection: Connection, ordinals: list[int], now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._known = facts_of_many(connection, ordinals)
        self._imported = load_imported(connection, ordinals)

    def write(self, ordinal: int, lead: Leading, said: Mapping[str, FactValue]) -> None:
        """Say of a document what its sender says; what people here said stays over it."""
        before = self._imported.get(ordinal, {})
        told = _told(lead, self._known.get(ordinal, {}), before)
        news: dict[str, FactValue | None] = {
            name: value
            for name, value in told.items()
            if name not in before or before[name].value != value
        }
        news |= {name: None for name in before if name not in told}
        if news:
            self._correct(ordinal, news, IMPORT)
        if said:
            self._correct(ordinal, dict(said), USER)

    def _correct(self, ordinal: int, given: dict[str, FactValue | None], method: str) -> None:
        correct(self._connection, [ordinal], given, now=self._now, method=method)


def _told(
    lead: Leading, known: Mapping[str, Fact], before: Mapping[str, Fact]
) -> dict[str, FactValue]:
    """Give what the sender says: of a card all, of a text what people said there."""
    spoken = lead.spoken
    is_whole = lead.item.tier is Tier.WHOLE
    names = spoken.corrected if is_whole else tuple(spoken.facts)
    told = {name: spoken.facts[name] for name in names}
    grade = known.get("source_grade")
    if not is_whole or "source_grade" in before or not grade or grade.value != spoken.source_grade:
        told["source_grade"] = spoken.source_grade
    return told
