"""Titles and document numbers that hold what is being typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue.values import Card
from corpus.errors import QuerySyntaxError
from corpus.text.fold import QUOTATION_MARKS, fold
from indexer.library import Library
from indexer.search.run import SearchRequest

MOST = 10
_LOOKED_AT = 50  # documents that hold the typed number, of which some only cite it
_NUMBER_BRACKETS = str.maketrans("[(（【［])）】］", "〔〔〔〔〔〕〕〕〕〕")
_NO_QUOTES = str.maketrans("", "", QUOTATION_MARKS)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A document that may be meant.

    Attributes:
        id: The document's.
        text: What matched, as it is written: its title or its number.
        field: `title` or `document_number`.
        title: Its title.
    """

    id: str
    text: str
    field: str
    title: str


def suggest(library: Library, actor: Actor, typed: str) -> tuple[Suggestion, ...]:
    """Give the documents whose number or title holds what is typed, numbers first."""
    wanted = typed.translate(_NO_QUOTES).strip()
    if not any(letter.isalnum() for letter in wanted):
        return ()
    found: dict[str, Suggestion] = {}
    for each in (*_by_number(library, actor, wanted), *_by_title(library, actor, wanted)):
        found.setdefault(each.id, each)
    return tuple(found.values())[:MOST]


def _by_title(library: Library, actor: Actor, wanted: str) -> Iterator[Suggestion]:
    for card in _cards(library, actor, f'标题:"{wanted}"', MOST):
        yield Suggestion(card.id, card.title, "title", card.title)


def _by_number(library: Library, actor: Actor, wanted: str) -> Iterator[Suggestion]:
    written = wanted.translate(_NUMBER_BRACKETS)
    if not any(letter == "〔" or letter.isdigit() for letter in written):
        return
    folded = fold(written)
    for card in _cards(library, actor, f'"{written}"', _LOOKED_AT):
        if card.document_number and folded in fold(card.document_number):
            yield Suggestion(card.id, card.document_number, "document_number", card.title)


def _cards(library: Library, actor: Actor, query: str, limit: int) -> list[Card]:
    request = SearchRequest(query, actor, limit=limit, passages=0, relaxed=False, expand=False)
    try:
        return [hit.card for hit in library.finder.search(request).hits]
    except QuerySyntaxError:  # too long to be the beginning of anything
        return []
