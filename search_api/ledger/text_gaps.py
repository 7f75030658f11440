"""Whole texts that this library asks of others, as gaps; the exchange keeps them, nobody else."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from corpus.actor import Actor
from corpus.catalogue import text_requests
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
    return tuple(map(_text_gap, reversed(ours)))


def _text_gap(each: TextAsked) -> TextGap:
    return TextGap(each.asked.title, each.document_id, each.other, day_of(each.asked.asked_at))
