"""Whether the sources of recommended cases still stand, and why not."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from corpus.catalogue import documents, replacements
from corpus.catalogue.relations import Work
from corpus.catalogue.revision import revision
from corpus.catalogue.values import Card
from corpus.resolve.standing import standing
from corpus.resolve.validity import EXPIRED, REPEALED
from indexer.library import Library
from search_api.cases.case import cases_in
from search_api.cases.gathering import EXPERIENCE
from search_api.ledger.recommendation import Recommendation

_GONE = "案例所在的文件已不在库里"
_NO_CASE = "文件里已认不出这个案例"


def troubles(library: Library, contents: Iterable[Recommendation]) -> Mapping[str, str]:
    """
    Say of cases why they can be recommended no longer; those that still can are left out.

    Args:
        library: As it is today, whoever asks.
        contents: What recommends them.

    Returns:
        Case id -> the reason, in Chinese.
    """
    cases = frozenset(each.case for each in contents)
    if not cases:
        return {}
    state = f"{library.catalogue.recall(revision)}|{library.today}"
    return library.remembered.of(state, ("recommended", cases), lambda: _found(library, cases))


def _found(library: Library, cases: frozenset[str]) -> Mapping[str, str]:
    held: dict[str, set[str]] = {}
    for case in cases:
        held.setdefault(case.partition("-")[0], set()).add(case)
    with library.catalogue.read() as connection:
        there = documents.find_many(connection, held)
        newer = replacements.following(connection, held.keys() - there.keys())
        cards = documents.cards(connection, [*there.values(), *newer.values()])
        works = [Work.of_card(each, cards[each]) for each in there.values()]
        told = standing(connection, works, library.today)
        found: dict[str, str] = {}
        for document, inside in held.items():
            if document not in there:
                found |= dict.fromkeys(inside, _gone(cards.get(newer.get(document, -1))))
                continue
            validity = told.get(there[document])
            if validity and validity.value in (REPEALED, EXPIRED):
                found |= dict.fromkeys(inside, f"案例所在的文件{validity.words}")
                continue
            lost = inside - _cases_in(connection, there[document], cards[there[document]], inside)
            found |= dict.fromkeys(lost, _NO_CASE)
    return found


def _gone(newer: Card | None) -> str:
    return f"{_GONE}，已换成新版《{newer.title}》" if newer else _GONE


def _cases_in(connection: Connection, ordinal: int, card: Card, wanted: set[str]) -> set[str]:
    """Give those of the cases that are still recognised in a document."""
    if wanted == {card.id} and card.document_class == EXPERIENCE:
        return wanted  # a report, which need not be opened
    stored = documents.get(connection, ordinal)
    found = {case.id for case in cases_in(stored.document)} if stored else set()
    return found & wanted
