"""What may be meant by what is being typed: past queries, words, document numbers, titles."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from corpus.actor import Actor
from corpus.catalogue import documents, history
from corpus.catalogue.values import Card
from corpus.document import Span
from corpus.errors import IndexOutOfDate, QuerySyntaxError
from indexer.library import Library
from indexer.search.parse import MOST_CHARACTERS
from indexer.search.request import SearchRequest
from indexer.search.signs import FIELD_NAMES
from indexer.search.suggest.marked import marked_spans
from indexer.search.suggest.names import NamedPlaces
from indexer.search.suggest.shelf import Match, Shelf
from indexer.search.suggest.spelling import name_key
from indexer.search.suggest.words import Word
from search_api.searching import EVERY_FACET, SearchForm, run_search

Found: TypeAlias = tuple[int, str, Match]  # a document's ordinal, its name, and the match in it

MOST = 10
_MOST_OF_A_FIELD = 3  # of past queries, and of words
_WEIGHED = 40  # words of which the best are chosen
_COUNTED = 6  # words for which the engine is asked
_LOOKED_UP = MOST + 2  # names of which some documents may be gone

_LAST_PART = re.compile(
    rf"(?P<before>.*?)(?:(?P<field>{'|'.join(FIELD_NAMES)})[:：])?(?P<value>[^\s:：\"“”()（）]+)",
    re.IGNORECASE,
)


class Field(StrEnum):
    """What a suggestion is."""

    HISTORY = "history"
    TERM = "term"
    NUMBER = "document_number"
    TITLE = "title"

    @property
    def label(self) -> str:
        """Name it for a reader."""
        return _LABELS[self]


_LABELS = {Field.HISTORY: "历史", Field.TERM: "词语", Field.NUMBER: "文号", Field.TITLE: "标题"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    What may be meant.

    Attributes:
        text: As it is written.
        field: What it is.
        spans: The stretches of `text` that match what was typed.
        id: The document's; None for a word or a past query.
        title: The document's; None for a word or a past query.
    """

    text: str
    field: Field
    spans: tuple[Span, ...]
    id: str | None = None
    title: str | None = None


def suggest(library: Library, actor: Actor, typed: str) -> tuple[Suggestion, ...]:
    """
    Give what may be meant by *typed*: characters, pinyin, first letters, or a mixture.

    Nobody is told of a document that he may not see, nor of one that is gone.
    """
    if len(typed) > MOST_CHARACTERS or not name_key(typed):
        return ()
    try:
        state = library.state
        names = library.names.of(state)
    except IndexOutOfDate:  # the search itself says so
        return ()
    numbers = _looked_up(names.numbers, typed, actor)
    titles = _looked_up(names.titles, typed, actor)
    ordinals = [ordinal for ordinal, *_ in (*numbers, *titles)]
    with library.catalogue.read() as connection:
        queries = tuple(each.query for each in history.recent(connection, actor.id))
        cards = documents.cards(connection, ordinals, visible_to=actor.visible_to)
    found = [*_past(queries, typed), *_words(library, actor, state, typed)]
    if not found and not numbers and not titles:
        found = list(_last_part(library, actor, state, typed))
    once = {name_key(each.text): each for each in reversed(found)}  # the past query wins
    chosen = tuple(reversed(once.values()))
    return (*chosen, *islice(_documents(cards, numbers, titles), MOST - len(chosen)))


def _past(queries: tuple[str, ...], typed: str) -> Iterator[Suggestion]:
    unlike = (match for match in _shelf(queries).find(typed) if not _is(queries, match, typed))
    for match in islice(unlike, _MOST_OF_A_FIELD):
        query = queries[match.place]
        yield Suggestion(query, Field.HISTORY, marked_spans(query, match))


def _is(names: tuple[str, ...], match: Match, typed: str) -> bool:
    return name_key(names[match.place]) == name_key(typed)


@lru_cache(maxsize=64)
def _shelf(queries: tuple[str, ...]) -> Shelf:
    return Shelf(queries)


def _words(library: Library, actor: Actor, state: str, typed: str) -> Iterator[Suggestion]:
    groups, whole = actor.visible_to, typed.strip().casefold()
    names = library.names.of(state)
    found = [
        (word, match)
        for word, match in islice(names.find_words(typed, groups), _WEIGHED)
        if word.text.casefold() != whole
    ]
    found.sort(key=lambda each: (each[1].start > 0, not each[0].known, -each[0].documents(groups)))
    there = (each for each in found[:_COUNTED] if _is_there(library, actor, state, each[0]))
    for word, match in islice(there, _MOST_OF_A_FIELD):
        yield Suggestion(word.text, Field.TERM, marked_spans(word.text, match))


def _last_part(library: Library, actor: Actor, state: str, typed: str) -> Iterator[Suggestion]:
    """Go on with what is typed last: a value of a field, or a further word."""
    part = _LAST_PART.fullmatch(typed.rstrip())
    if part is None or not name_key(part["value"]):
        return
    if part["field"]:
        found = _values(library, actor, state, FIELD_NAMES[part["field"].lower()], part["value"])
    elif part["before"].strip():
        found = _words(library, actor, state, part["value"])
    else:
        return
    before = typed.rstrip().removesuffix(part["value"])
    for each in found:
        spans = tuple(Span(s.start + len(before), s.end + len(before)) for s in each.spans)
        yield replace(each, text=before + each.text, spans=spans)


def _values(
    library: Library, actor: Actor, state: str, field: str, typed: str
) -> Iterator[Suggestion]:
    """Give the values of a field that hold what is typed, those of most documents first."""
    if field not in EVERY_FACET:
        return

    def counted() -> tuple[str, ...]:
        form = SearchForm(facets=(field,), size=1)
        counts = run_search(library, actor, form).result.facets.get(field, ())
        return tuple(value for value, _ in counts if " " not in value)

    values = library.remembered.of(state, ("values", field, actor.visible_to), counted)
    for match in islice(_shelf(values).find(typed), _MOST_OF_A_FIELD):
        value = values[match.place]
        yield Suggestion(value, Field.TERM, marked_spans(value, match))


def _is_there(library: Library, actor: Actor, state: str, word: Word) -> bool:
    """Tell whether a document that the actor may see has the word now."""
    if library.names.are_of(state) and word.documents(actor.visible_to):
        return True

    def count() -> int:
        request = SearchRequest(f'"{word.text}"', actor, expand=False)
        try:
            return library.finder.count(request)
        except QuerySyntaxError:  # a word of the keeper's that no query can ask for
            return 0

    return library.totals.of(state, (actor.visible_to, word.text), count) > 0


def _documents(
    cards: Mapping[int, Card], numbers: list[Found], titles: list[Found]
) -> Iterator[Suggestion]:
    """Give documents by number and title, each once; the catalogue's cards say what is there."""
    shown: set[str] = set()
    for field, found in ((Field.NUMBER, numbers), (Field.TITLE, titles)):
        for ordinal, name, match in found:
            card = cards.get(ordinal)
            if card is None or card.id in shown:
                continue
            if name == (card.document_number if field is Field.NUMBER else card.title):
                shown.add(card.id)
                yield Suggestion(name, field, marked_spans(name, match), card.id, card.title)


def _looked_up(named: NamedPlaces, typed: str, actor: Actor) -> list[Found]:
    return list(islice(named.find(typed, actor.visible_to), _LOOKED_UP))
