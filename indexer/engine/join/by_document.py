"""An answer that lists documents."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from corpus.document import PLACE_BITS
from indexer.engine.folding import FacetCounts, FoldedTexts, counted_once, fold_texts
from indexer.engine.join.best_passages import (
    BEST_PASSAGES,
    asked_by,
    by_document,
    once,
    ordinals_of,
    passage_hits,
    passages_of,
    weighed_for,
    with_meaning,
)
from indexer.engine.join.rows import RowSearcher
from indexer.engine.join.shown_passages import most_sought_first
from indexer.engine.protocol import Answer, Hit
from indexer.engine.query import All, Among, Either, Node, Not, Question, Sort
from indexer.engine.weighing import Scored

SHOWN_PASSAGES = 200  # when nobody asks what else is near
ENOUGH_STRICT = 100  # documents that stand first; what is merely near is not looked for then
MOST_PINNED = 20
MOST_TITLES = 100  # that are compared with what is typed
NEAR_TITLE = 0.65  # share of its pairs that a title and what is typed have in common
FEW_DOCUMENTS = 5000


class DocumentAnswer:
    """One answer in the making; what several steps need is found once."""

    def __init__(self, question: Question, rows: RowSearcher) -> None:
        self._question = question
        self._rows = rows
        self._last = question.offset + question.limit
        if question.relaxed and question.strict_first and question.pieces:
            self._question = replace(question, relaxed=self._count < ENOUGH_STRICT)

    def answer(self) -> Answer:
        """Put the answer together."""
        page = self._page_by_relevance() if self._by_relevance else self._page_by_date()
        return Answer(
            total=self._total,
            relaxed_total=len(self._relaxed) - self._texts.count_behind(self._relaxed),
            facets=self._facets(),
            counts_relaxed=self._counts_relaxed,
            hits=self._with_passages(page),
        )

    @property
    def _counts_relaxed(self) -> bool:
        """Whether facets count relaxed hits: where these are not merely what comes after."""
        return bool(self._relaxed) and not (self._question.strict_first and self._count)

    @property
    def _counted(self) -> Node:
        """Say over what facets count; documents that are few and known anyway by their ordinals."""
        if not self._counts_relaxed:
            return self._question.strict
        relaxed = Among(frozenset(self._relaxed))
        if self._every_strict is not None and len(self._every_strict) <= BEST_PASSAGES:
            return Among(relaxed.ordinals.union(self._every_strict))
        return Either((self._question.strict, relaxed))

    def _facets(self) -> FacetCounts:
        """Count the values of what matches, those of one text once."""
        question = self._question
        if not question.facets:
            return {}
        counted = self._rows.facets(self._counted, question.facets)
        folded_texts = (
            self._texts
            if self._counts_relaxed
            else fold_texts((self._several,), question.same_text)
        )
        texts = tuple(folded_texts.several.values())
        if not texts:
            return counted
        among = Among(frozenset(each for text in texts for each in text))
        return counted_once(counted, texts, self._rows.values(among))

    @property
    def _by_relevance(self) -> bool:
        return self._question.sort is Sort.RELEVANCE and bool(self._found or self._pinned)

    @cached_property
    def _count(self) -> int:
        """How many match strictly, every version and copy counted."""
        if self._question.same_text and self._every_strict is not None:
            return len(self._every_strict)
        return self._rows.count(self._question.strict)

    @cached_property
    def _every_strict(self) -> list[int] | None:
        """The strict matches, the newest first, unless they are too many to list."""
        listed = self._list(self._question.strict, FEW_DOCUMENTS + 1)
        return listed if len(listed) <= FEW_DOCUMENTS else None

    @property
    def _total(self) -> int:
        return self._count - (len(self._several) - len(self._texts_of(self._several)))

    @cached_property
    def _several(self) -> list[int]:
        """The strict matches that are one text with other documents."""
        same = self._question.same_text
        if not same:
            return []
        if self._every_strict is None:
            return self._list(All((*self._question.strict.nodes, Among(frozenset(same)))))
        return [each for each in self._every_strict if each in same]

    def _texts_of(self, ordinals: Iterable[int]) -> frozenset[int]:
        """Name the texts of documents by the first document of each."""
        same = self._question.same_text
        return frozenset(same.get(each, (each,))[0] for each in ordinals)

    @cached_property
    def _texts(self) -> FoldedTexts:
        """Which document of a text is shown; of one that matches strictly, such a one."""
        question, relaxed = self._question, self._relaxed
        levels = (
            (self._several, relaxed) if question.strict_first else ((*self._several, *relaxed),)
        )
        return fold_texts(levels, question.same_text)

    @cached_property
    def _pinned(self) -> list[int]:
        """The documents that stand first: the number or the title is the query, or nearly so."""
        question = self._question
        if self._is_empty:
            return []
        holds = question.always if question.relaxed else question.strict
        exact: list[int] = []
        if question.pinned is not None:
            exact = self._list(All((*holds.nodes, question.pinned)), MOST_PINNED)
        return _unique([*exact, *self._nearly_titled(holds)])[:MOST_PINNED]

    def _nearly_titled(self, holds: All) -> list[int]:
        """List the documents of nearly that title, the nearest first, equal ones by date."""
        pairs = self._question.titled
        found = self._rows.titled(pairs, limit=MOST_TITLES) if pairs else []
        nearness = {
            ordinal: 2 * shared / (len(pairs) + size) for ordinal, shared, size in found if shared
        }
        near = frozenset(each for each, share in nearness.items() if share >= NEAR_TITLE)
        if not near:
            return []
        listed = self._list(All((*holds.nodes, Among(near))))
        return sorted(listed, key=nearness.__getitem__, reverse=True)

    @cached_property
    def _is_empty(self) -> bool:
        """Whether nothing matches; asked for where no passage holds every piece."""
        question = self._question
        if question.relaxed or not question.pieces or not question.ranking or self._whole:
            return False
        return self._every_strict == []

    @cached_property
    def _passages_of(self) -> All:
        return passages_of(self._question, self._rows)

    @cached_property
    def _whole(self) -> list[Scored]:
        """The best passages that hold all that is sought; each makes its document match."""
        question = self._question
        if not (question.ranking and question.strict_first and question.pieces):
            return []
        holds = All((*self._passages_of.nodes, *question.sought))
        limit = BEST_PASSAGES if question.relaxed else SHOWN_PASSAGES
        return self._best_where(holds, limit)

    @cached_property
    def _is_page_full(self) -> bool:
        """Whether the page has its strict hits, and nobody asks for relaxed ones."""
        question = self._question
        if question.relaxed or question.sort is not Sort.RELEVANCE:
            return False
        return self._fills_page([*self._pinned, *ordinals_of(self._whole)])

    @cached_property
    def _best(self) -> list[Scored]:
        """The best thousand passages: first those that hold every piece."""
        question = self._question
        whole = self._whole
        if not question.ranking or self._is_page_full or len(whole) >= BEST_PASSAGES:
            return whole
        holds = self._passages_of
        if question.relaxed:
            holds = All((*holds.nodes, *question.near.nodes))
        elif self._every_strict is not None:
            holds = All((Among(frozenset(self._every_strict)),))
        found = self._rows.passages(question.ranking, holds=holds, limit=BEST_PASSAGES)
        near = weighed_for(found, question, self._asked)
        if question.relaxed and not question.strict_first:
            near = with_meaning(near, question, self._rows, self._asked)
        known = {key for key, _ in whole}
        return [*whole, *(each for each in near if each[0] not in known)][:BEST_PASSAGES]

    @cached_property
    def _found(self) -> list[int]:
        """The documents of the best passages, best first."""
        return list(ordinals_of(self._best))

    @cached_property
    def _strict(self) -> frozenset[int]:
        """Those of the documents found that match strictly."""
        if self._is_page_full:
            return frozenset([*self._pinned, *self._found])
        if self._every_strict is not None:
            return frozenset(self._every_strict)
        found = frozenset([*self._pinned, *self._found])
        if not found or not self._question.pieces:
            return found  # what always holds was asked for already
        holds = All((*self._question.strict.nodes, Among(found)))
        return frozenset(self._list(holds, len(found)))

    @cached_property
    def _relaxed(self) -> dict[int, None]:
        if not self._question.relaxed:
            return {}
        found = [each for each in self._found if each not in self._strict]
        if self._question.partial.nodes:
            holds = All((*self._question.partial.nodes, Among(frozenset(found))))
            in_part = self._rows.ranks(holds) if found else {}
            found = [each for each in found if each in in_part]
        pinned = (each for each in self._pinned if each not in self._strict)
        return dict.fromkeys((*pinned, *found))

    def _best_where(self, holds: Node, limit: int) -> list[Scored]:
        question = self._question
        found = self._rows.passages(question.ranking, holds=holds, limit=limit)
        return weighed_for(found, question, self._asked)

    @cached_property
    def _asked(self) -> frozenset[int]:
        return asked_by(self._question, self._rows)

    def _list(self, holds: Node, limit: int | None = None) -> list[int]:
        return self._rows.documents(holds, sort=Sort.NEWEST, offset=0, limit=limit)

    def _fills_page(self, ordinals: Iterable[int]) -> bool:
        """Tell whether so many are enough for the page, versions of one text folded."""
        return len(self._texts_of(ordinals)) >= self._last

    def _page_by_relevance(self) -> list[int]:
        question = self._question
        order = _unique([*self._pinned, *self._found])
        reached = [each for each in order if each in self._strict]
        if question.strict_first or question.partial.nodes:
            order = reached
        if not self._fills_page(order) and len(reached) < self._count:
            order = [*order, *self._strict_beyond(reached)]
        shown = _unique(map(self._texts.shown, [*order, *self._relaxed]))
        return shown[question.offset : self._last]

    def _strict_beyond(self, reached: list[int]) -> list[int]:
        """List the strict matches that have no passage among the best, best first."""
        every = self._every_strict
        if every is None:
            every = self._list(self._question.strict)
        known = set(reached)
        rest = [each for each in every if each not in known]
        holds = Among(frozenset(rest))
        scored = self._best_where(holds, BEST_PASSAGES)
        return _unique([*ordinals_of(scored), *rest])

    def _page_by_date(self) -> list[int]:
        question = self._question
        if self._is_empty:
            return []
        strict = All((*question.strict.nodes, *self._not_behind))
        page = self._by_date(strict, question.offset, question.limit)
        if len(page) < question.limit and self._relaxed:
            beyond = max(0, question.offset - self._total)
            relaxed = All((Among(frozenset(self._relaxed)), *self._not_behind))
            page += self._by_date(relaxed, beyond, question.limit - len(page))
        return page

    @property
    def _not_behind(self) -> tuple[Not, ...]:
        behind = self._texts.behind
        return (Not(Among(frozenset(behind))),) if behind else ()

    def _by_date(self, holds: Node, offset: int, limit: int) -> list[int]:
        sort = Sort.OLDEST if self._question.sort is Sort.OLDEST else Sort.NEWEST
        return self._rows.documents(holds, sort=sort, offset=offset, limit=limit)

    def _with_passages(self, page: list[int]) -> tuple[Hit, ...]:
        shown = self._passages_to_show(page)
        relaxed, wanted = self._relaxed, self._question.passages
        return tuple(
            Hit(
                ordinal=each,
                relaxed=each in relaxed,
                passages=passage_hits(shown.get(each, [])[:wanted]),
                more=max(0, len(shown.get(each, [])) - wanted),
                folded=self._texts.behind_of(each),
            )
            for each in page
        )

    def _passages_to_show(self, page: list[int]) -> dict[int, list[Scored]]:
        """Give of each document the passages that hold a piece, else those that are near."""
        question = self._question
        if not (page and question.ranking and question.passages):
            return {}
        if not question.further:
            return by_document(self._best)
        among = Among(frozenset(page))
        whole = [each for each in self._whole if each[0] >> PLACE_BITS in among.ordinals]
        holding = self._rows.holding(question.sought, among=among, limit=BEST_PASSAGES)
        shown = most_sought_first(by_document(once([*whole, *holding])), question, self._rows)
        without = frozenset(each for each in page if each not in shown)
        if without:
            near = by_document(self._best)
            if beyond := without.difference(near):
                near |= by_document(self._best_where(Among(beyond), SHOWN_PASSAGES))
            shown |= {each: near[each][: question.passages] for each in without if each in near}
        return shown


def _unique(ordinals: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(ordinals))
