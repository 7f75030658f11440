"""What the form that recommends a case is filled in with: what the library knows of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.values import Card
from corpus.errors import IndexOutOfDate
from indexer.library import Library
from search_api.cases.gathering import GatheredCase, gather_cases
from search_api.cases.opening import OpenedCase
from search_api.cases.practices import practices_of
from search_api.labels import value_label
from search_api.ledger.recommendation import MOST_THEMES, Recognition

MOST_OFFERED = 8  # quotations of each kind
_MOST_PRAISED = 5  # notices


@dataclass(frozen=True, slots=True)
class OfferedWords:
    """
    Words of a case that may bear a recommendation out.

    Attributes:
        label: What they are: a practice by its heading, a figure by its name.
        words: Verbatim.
    """

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Offer:
    """
    What the library knows of a case that a recommendation may say.

    Attributes:
        evidence: Its figures and practices.
        themes: Its topics.
        recognitions: Who praised it, by the documents of the library.
    """

    evidence: tuple[OfferedWords, ...]
    themes: tuple[str, ...]
    recognitions: tuple[Recognition, ...]


def offer_of(library: Library, actor: Actor, opened: OpenedCase) -> Offer:
    """Gather what a recommendation of a case may say."""
    case = opened.case
    themes = (value_label("topic", each) for each in case.fields.get("topic", ()))
    return Offer(
        evidence=tuple(_words(opened)),
        themes=tuple(dict.fromkeys(each.rpartition("\\")[2] for each in themes))[:MOST_THEMES],
        recognitions=tuple(islice(_recognitions(library, actor, opened), _MOST_PRAISED)),
    )


def _words(opened: OpenedCase) -> Iterator[OfferedWords]:
    """Give the sentences of the figures, then the beginnings of the practices, each once."""
    case = opened.case
    figures = (OfferedWords(each.name, case.sentence(each)) for each in case.figures)
    practices = (
        OfferedWords(each.heading, case.words_of(each.quoted).strip())
        for each in practices_of(case)
    )
    seen: set[str] = set()
    for each in (*islice(figures, MOST_OFFERED), *islice(practices, MOST_OFFERED)):
        if each.words and each.words not in seen:
            seen.add(each.words)
            yield each


def _recognitions(library: Library, actor: Actor, opened: OpenedCase) -> Iterator[Recognition]:
    """Give who issued the notices that praise the case, or another case of its enterprise."""
    own = [opened.stored.ordinal] if opened.case.part else []
    whose = frozenset(opened.case.fields.get("enterprise", ()))
    praised = (each for each in _gathered(library, actor) if each.place is not None)
    others = (each.ordinal for each in praised if not whose.isdisjoint(each.enterprise))
    with library.catalogue.read() as connection:
        yield from _issued(connection, list(dict.fromkeys((*own, *others))), actor)


def _gathered(library: Library, actor: Actor) -> tuple[GatheredCase, ...]:
    try:
        return gather_cases(library, actor).cases
    except IndexOutOfDate:  # the form can do without
        return ()


def _issued(connection: Connection, ordinals: list[int], actor: Actor) -> Iterator[Recognition]:
    cards = documents.cards(connection, ordinals, visible_to=actor.visible_to)
    for card in (cards[each] for each in ordinals if each in cards):
        if card.issuer:
            yield Recognition(
                body="、".join(card.issuer)[:500], by=_named(card), on=card.date_value or ""
            )


def _named(card: Card) -> str:
    number = f"（{card.document_number}）" if card.document_number else ""
    return f"《{card.title}》{number}"[:500]
