"""
How the two kinds of rows make one answer, for engines that search rows one kind at a time.

Document rows say what matches and are counted; passage rows say what is best. The best thousand
passages are found first; which of their documents match strictly is then asked of the document
rows. Only a page that lies beyond those documents needs the rest of the matches.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeAlias

from corpus.document import PLACE_BITS
from indexer.engine.protocol import Answer, Hit, PassageHit
from indexer.engine.query import (
    All,
    Among,
    Either,
    Group,
    Keyword,
    Node,
    Not,
    Question,
    Ranking,
    Sort,
    Text,
)

BEST_PASSAGES = 1000
SHOWN_PASSAGES = 200  # when nobody asks what else is near
MOST_PINNED = 20
FEW_DOCUMENTS = 5000

FacetCounts = Mapping[str, tuple[tuple[str, int], ...]]


# A passage's ordinal and place in one number (`corpus.document.PLACE_BITS`), and its score. Bare,
# for a thousand of them are made for every answer, and few are shown.
Scored: TypeAlias = tuple[int, float]

_PLACE = (1 << PLACE_BITS) - 1


class RowSearcher(Protocol):
    """Searches one kind of rows at a time."""

    def count(self, holds: Node) -> int:
        """Count the documents for which *holds* is true."""
        ...

    def documents(self, holds: Node, *, sort: Sort, offset: int, limit: int | None) -> list[int]:
        """List documents by date, newest first unless OLDEST; equal dates in a fixed order."""
        ...

    def facets(self, holds: Node, names: tuple[str, ...]) -> FacetCounts:
        """Count the values of keyword fields over the documents for which *holds* is true."""
        ...

    def passages(
        self, ranking: Ranking, *, holds: Node, favoured: Node | None, limit: int
    ) -> list[Scored]:
        """List the best passages for which *holds* is true, those that are *favoured* first."""
        ...

    def count_passages(self, ranking: Ranking, holds: Node) -> int:
        """Count the passages that have a ranked term and for which *holds* is true."""
        ...


def answer(question: Question, rows: RowSearcher) -> Answer:
    """Answer *question* from *rows*."""
    if question.group is Group.PASSAGE:
        return _answer_by_passage(question, rows)
    return _DocumentAnswer(question, rows).answer()


class _DocumentAnswer:
    """One answer in the making; what several steps need is found once."""

    def __init__(self, question: Question, rows: RowSearcher) -> None:
        self._question = question
        self._rows = rows
        # One look gives the strict matches and their number, unless they are too many to list.
        listed = self._list(question.strict, FEW_DOCUMENTS + 1)
        self._every_strict = listed if len(listed) <= FEW_DOCUMENTS else None
        self._total = len(listed) if self._every_strict is not None else rows.count(question.strict)
        self._pinned = self._find_pinned()
        self._best = self._find_best_passages()
        self._strict = self._find_strict(frozenset([*self._pinned, *self._best]))
        self._relaxed = tuple(each for each in self._best if each not in self._strict)

    def answer(self) -> Answer:
        """Put the answer together."""
        question = self._question
        listed = question.strict
        if question.relaxed and self._relaxed:
            listed = All((Either((question.strict, Among(frozenset(self._relaxed)))),))
        page = self._page_by_relevance() if self._by_relevance else self._page_by_date()
        return Answer(
            total=self._total,
            relaxed_total=len(self._relaxed) if question.relaxed else 0,
            facets=self._rows.facets(listed, question.facets) if question.facets else {},
            hits=self._with_passages(page),
        )

    @property
    def _by_relevance(self) -> bool:
        return self._question.sort is Sort.RELEVANCE and bool(self._best or self._pinned)

    def _list(self, holds: Node, limit: int | None = None) -> list[int]:
        return self._rows.documents(holds, sort=Sort.NEWEST, offset=0, limit=limit)

    def _find_pinned(self) -> list[int]:
        pinned = self._question.pinned
        return (
            self._list(All((*self._question.always.nodes, pinned)), MOST_PINNED) if pinned else []
        )

    def _find_strict(self, found: frozenset[int]) -> set[int]:
        """Give those of the documents found that match strictly."""
        if self._every_strict is not None:
            return set(self._every_strict)
        if not found or not self._question.pieces:
            return set(found)  # what always holds was asked for already
        return set(self._list(All((*self._question.strict.nodes, Among(found))), len(found)))

    def _find_best_passages(self) -> dict[int, list[Scored]]:
        question = self._question
        if not question.ranking:
            return {}
        holds, limit = _passages_of(question, self._rows), BEST_PASSAGES
        if not question.relaxed:
            limit = SHOWN_PASSAGES
            if self._every_strict is not None:
                holds = All((Among(frozenset(self._every_strict)),))
        # A single piece needs no favour: what holds it ranks before what holds a part of it.
        several = question.strict_first and len(question.pieces) > 1
        favoured = All(question.pieces) if several else None
        return _by_document(
            self._rows.passages(question.ranking, holds=holds, favoured=favoured, limit=limit)
        )

    def _page_by_relevance(self) -> list[int]:
        question = self._question
        first, last = question.offset, question.offset + question.limit
        reached = _unique([*self._pinned, *(each for each in self._best if each in self._strict)])
        if question.strict_first:
            if last > len(reached) and len(reached) < self._total:
                reached += self._strict_beyond(reached)
            return [*reached, *(self._relaxed if question.relaxed else ())][first:last]
        order = _unique([*self._pinned, *self._best]) if question.relaxed else reached
        if last > len(order) and len(reached) < self._total:
            order += self._strict_beyond(reached)
        return order[first:last]

    def _strict_beyond(self, reached: list[int]) -> list[int]:
        """List the strict matches that have no passage among the best, best first."""
        every = self._every_strict or self._list(self._question.strict)
        known = set(reached)
        rest = [each for each in every if each not in known]
        scored = self._rows.passages(
            self._question.ranking,
            holds=Among(frozenset(rest)),
            favoured=None,
            limit=BEST_PASSAGES,
        )
        return _unique([*_by_document(scored), *rest])

    def _page_by_date(self) -> list[int]:
        question = self._question
        sort = Sort.OLDEST if question.sort is Sort.OLDEST else Sort.NEWEST
        page = self._rows.documents(
            question.strict, sort=sort, offset=question.offset, limit=question.limit
        )
        missing = question.limit - len(page)
        if missing and question.relaxed and self._relaxed:
            page += self._rows.documents(
                Among(frozenset(self._relaxed)),
                sort=sort,
                offset=max(0, question.offset - self._total),
                limit=missing,
            )
        return page

    def _with_passages(self, page: list[int]) -> tuple[Hit, ...]:
        without = frozenset(each for each in page if each not in self._best)
        shown = self._best
        if without and self._question.ranking:
            more = self._rows.passages(
                self._question.ranking, holds=Among(without), favoured=None, limit=SHOWN_PASSAGES
            )
            shown = {**self._best, **_by_document(more)}
        relaxed, wanted = set(self._relaxed), self._question.passages
        return tuple(
            Hit(
                ordinal=each,
                relaxed=each in relaxed,
                passages=_passage_hits(shown.get(each, [])[:wanted]),
                more=max(0, len(shown.get(each, [])) - wanted),
            )
            for each in page
        )


def _answer_by_passage(question: Question, rows: RowSearcher) -> Answer:
    if not question.ranking:
        return Answer()
    holds = _passages_of(question, rows)
    scored = rows.passages(
        question.ranking, holds=holds, favoured=None, limit=question.offset + question.limit
    )
    return Answer(
        total=rows.count_passages(question.ranking, holds),
        hits=tuple(
            Hit(each[0] >> PLACE_BITS, relaxed=False, passages=_passage_hits([each]))
            for each in scored[question.offset :]
        ),
    )


def _passages_of(question: Question, rows: RowSearcher) -> All:
    """
    Say of which passages a hit can be made.

    Keywords are on the passage rows too. Other conditions speak of the document as a whole and
    need its ordinal; grouped by passage, those on the text speak of the passage.
    """
    if not question.required.nodes:
        return question.always
    if question.group is Group.PASSAGE and all(map(_is_of_passage, question.required.nodes)):
        return question.always
    matching = rows.documents(question.always, sort=Sort.NEWEST, offset=0, limit=None)
    return All((Among(frozenset(matching)),))


def _is_of_passage(node: Node) -> bool:
    match node:
        case Text(scope=scope):
            return scope == "text"
        case Not(node=inner):
            return _is_of_passage(inner)
        case All(nodes=nodes) | Either(nodes=nodes):
            return all(map(_is_of_passage, nodes))
        case Keyword() | Among():
            return True
        case _:
            return False


def _by_document(scored: Iterable[Scored]) -> dict[int, list[Scored]]:
    """Group passages by document, in the order of each document's best."""
    grouped: defaultdict[int, list[Scored]] = defaultdict(list)
    for each in scored:
        grouped[each[0] >> PLACE_BITS].append(each)
    return grouped


def _passage_hits(scored: Iterable[Scored]) -> tuple[PassageHit, ...]:
    return tuple(PassageHit(key & _PLACE, score) for key, score in scored)


def _unique(ordinals: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(ordinals))
