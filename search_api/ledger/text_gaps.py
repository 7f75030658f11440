"""Whole texts that this library asks of others, as gaps; the exchange keeps them, nobody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from corpus.actor import Actor
from corpus.catalogue import documents, offers, text_requests
from corpus.partial_dates import day_of
from indexer.library import Library
from search_api.exchange.requesting import TextAsked, texts_asked
from search_api.ledger.gap import Kind, State


@dataclass(frozen=True, slots=True)
class TextGap:
    """
    A text that is asked for by 索取全文.

    Attributes:
        title: The document's.
        document: Its id here, where there is a card of it; None where there is none.
        holder: The library that is asked.
        asked_on: When.
    """

    kind: ClassVar[Kind] = Kind.TEXT
    state: ClassVar[State] = State.COLLECTING

    title: str
    document: str | None
    holder: str
    asked_on: date


def text_gaps(library: Library, actor: Actor) -> tuple[TextGap, ...]:
    """Give the texts that this library asks for and has not been given, the newest first."""
    with library.catalogue.read() as connection:
        if not text_requests.open_ones(connection):
            return ()  # a library that never exchanged anything has no key yet, and needs none
    ours, _ = texts_asked(library, actor)
    cards = _cards(library, actor, [each.asked.identity for each in ours])
    return tuple(_text_gap(each, cards.get(each.asked.identity)) for each in reversed(ours))


def _cards(library: Library, actor: Actor, identities: Sequence[str]) -> Mapping[str, str]:
    """Give of originals the ids of their cards here, of those that the actor may see."""
    with library.catalogue.read() as connection:
        received = offers.received_of(connection, identities)
        ids = {name: each.document_id for name, each in received.items() if each.document_id}
        there = documents.find_many(connection, set(ids.values()), visible_to=actor.visible_to)
    return {name: id_ for name, id_ in ids.items() if id_ in there}


def _text_gap(each: TextAsked, card: str | None) -> TextGap:
    return TextGap(each.asked.title, card, each.other, day_of(each.asked.asked_at))
