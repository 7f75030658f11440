"""Documents of the library that answer gaps today: offered, never entered by themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.values import Card
from corpus.catalogue.wanted import Wanted
from corpus.errors import KnowledgeBaseError
from corpus.recognise.number import document_number_key
from corpus.text.works import work_key
from indexer.library import Library
from indexer.search.ranking import is_question
from search_api.exchange.notice import GivenAnswer
from search_api.exchange.noticed import Noticed, answers_of_others
from search_api.ledger.filed import Filed
from search_api.ledger.gap import STATES, Gap, Kind
from search_api.searching import SearchForm, run_search
from search_api.wanting import State as Held
from search_api.wanting import holdings_of

_ID_DIGITS = 16  # of an identity, which are the document's id
_NO_ANSWER = frozenset({Held.MISSING, Held.SAMPLE})


@dataclass(frozen=True, slots=True)
class Answer:
    """
    A document that answers a gap.

    Attributes:
        card: Its.
        label: What is the matter with it: that it is not whole, or repealed; empty mostly.
    """

    card: Card
    label: str = ""


def answers_to(library: Library, actor: Actor, filed: Iterable[Filed[Gap]]) -> Mapping[int, Answer]:
    """Give of the gaps that still wait, by their numbers, the documents that answer them now."""
    waiting = [each for each in filed if each.content.state in STATES.running]
    named = [each for each in waiting if each.content.kind is not Kind.SEARCH]
    found: dict[int, Answer] = {}
    looked_up = holdings_of(library, actor, [_wanted(each.content) for each in named])
    for each, holding in zip(named, looked_up, strict=True):
        if holding.card and holding.state not in _NO_ANSWER:
            label = "" if holding.state is Held.THERE else holding.label
            found[each.entry.id] = Answer(holding.card, label)
    for each in waiting:
        if each.content.kind is Kind.SEARCH:
            card = _first_hit(library, actor, each.content.query)
            if card is not None:
                found[each.entry.id] = Answer(card)
    return {**found, **_given_by_others(library, actor, waiting)}


def _given_by_others(
    library: Library, actor: Actor, waiting: Iterable[Filed[Gap]]
) -> Mapping[int, Answer]:
    """Give the documents by which other libraries answered, those that are here."""
    given = answers_of_others(library)
    answered = {
        each.entry.id: given[each.content.serial][0]
        for each in waiting
        if each.content.serial in given
    }
    ids = {number: each.content.identity[:_ID_DIGITS] for number, each in answered.items()}
    with library.catalogue.read() as connection:
        there = documents.find_many(connection, ids.values(), visible_to=actor.visible_to)
        cards = documents.cards(connection, list(there.values()), visible_to=actor.visible_to)
    return {
        number: Answer(cards[there[id_]], _told(answered[number]))
        for number, id_ in ids.items()
        if there.get(id_) in cards
    }


def _told(answer: Noticed[GivenAnswer]) -> str:
    words = answer.content.words
    return f"{answer.sender}答复{f'：{words}' if words else ''}"


def answers_gone(library: Library, actor: Actor, filed: Iterable[Filed[Gap]]) -> frozenset[int]:
    """Give the numbers of the filled ones whose document is there no longer."""
    answered = {
        each.entry.id: each.content.answer.document for each in filed if each.content.answer
    }
    with library.catalogue.read() as connection:
        there = documents.find_many(connection, set(answered.values()), visible_to=actor.visible_to)
    return frozenset(number for number, id_ in answered.items() if id_ not in there)


def _wanted(gap: Gap) -> Wanted:
    return Wanted(
        id=0,
        title=gap.title,
        number=gap.number or None,
        work_key=work_key(gap.title),
        number_key=document_number_key(gap.number),
    )


def _first_hit(library: Library, actor: Actor, query: str) -> Card | None:
    """Give the best document that a search finds now, as it was counted when it found none."""

    def found() -> Card | None:
        result = run_search(library, actor, SearchForm(query=query, facets=(), size=1)).result
        is_found = bool(result.total) or is_question(result.query)
        return result.hits[0].card if is_found and result.hits else None

    try:
        key = ("answer", actor.visible_to, query)
        return library.totals.of(library.state, key, found)
    except KnowledgeBaseError:  # no index, too slow, or other rules no longer understand it
        return None
