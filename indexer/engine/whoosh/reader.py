"""Answering questions from a Whoosh index."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from whoosh.collectors import FilterCollector
from whoosh.index import open_dir
from whoosh.query import ConstantScoreQuery, Or, Prefix, Query, Term
from whoosh.searching import Searcher

from indexer.engine.folding import FacetCounts, Values
from indexer.engine.join.answer import answer
from indexer.engine.join.rows import Titled
from indexer.engine.protocol import Answer
from indexer.engine.query import All, Among, Node, Question, Ranking, Sort
from indexer.engine.schema import MOST_VALUES, ranked_fields, title_token
from indexer.engine.weighing import Found, Scored
from indexer.engine.whoosh.deadline import LONGEST_S, Deadline, WatchedCollector
from indexer.engine.whoosh.fields import AUTHORITY, DATE, STORED_KEYWORDS, TITLE_SIZE
from indexer.engine.whoosh.rows import RowSets, passage_query, text_query


class WhooshReader:
    """Answers from the last commit that it has seen, one question at a time."""

    def __init__(self, folder: Path, longest_s: float = LONGEST_S) -> None:
        self._index = open_dir(folder)
        self._lock = Lock()  # a Whoosh searcher keeps state while it searches
        self._deadline = Deadline(longest_s)
        self._snapshot = _Snapshot(self._index.searcher(), self._deadline)

    def search(self, question: Question) -> Answer:
        """
        Answer *question*.

        Raises:
            QueryTooSlow: It takes longer than it may.
        """
        with self._lock:
            self._deadline.begin()
            try:
                return answer(question, self._snapshot)
            finally:
                self._deadline.end()

    def matching(self, holds: Node) -> list[int]:
        """Give the documents for which *holds* is true."""
        with self._lock:
            return self._snapshot.documents(holds, sort=Sort.NEWEST, offset=0, limit=None)

    def ordinals(self) -> set[int]:
        """Give every document in the index."""
        return set(self.matching(All()))

    def refresh(self) -> None:
        """See the newest commit."""
        with self._lock:
            self._snapshot.close()
            self._snapshot = _Snapshot(self._index.searcher(), self._deadline)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._snapshot.close()
            self._index.close()


class _Snapshot:
    """The rows of one commit."""

    def __init__(self, searcher: Searcher, deadline: Deadline) -> None:
        self._searcher = searcher
        self._deadline = deadline
        self._rows = RowSets(searcher, deadline)
        reader = searcher.reader()
        self._dates = reader.column_reader(DATE) if reader.doc_count() else []
        self._title_sizes = reader.column_reader(TITLE_SIZE) if reader.doc_count() else []
        self._ranks = reader.column_reader(AUTHORITY) if reader.doc_count() else []

    def close(self) -> None:
        self._searcher.close()

    def count(self, holds: Node) -> int:
        return len(self._rows.documents(holds))

    def documents(self, holds: Node, *, sort: Sort, offset: int, limit: int | None) -> list[int]:
        sign = 1 if sort is Sort.OLDEST else -1
        found = sorted(self._rows.documents(holds), key=lambda row: (sign * self._dates[row], row))
        end = None if limit is None else offset + limit
        return [self._rows.place(row)[0] for row in found[offset:end]]

    def ranks(self, holds: Node) -> dict[int, int]:
        rows = self._rows.documents(holds)
        return {self._rows.place(row)[0]: self._ranks[row] for row in rows}

    def facets(self, holds: Node, names: tuple[str, ...]) -> FacetCounts:
        counts: dict[str, Counter[str]] = {name: Counter() for name in names}
        for row in self._deadline.watched(self._rows.documents(holds)):
            keywords = self._searcher.stored_fields(row)[STORED_KEYWORDS]
            for name in names:
                counts[name].update(set(keywords.get(name, ())))
        return {
            name: tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES])
            for name, found in counts.items()
        }

    def values(self, among: Among) -> Values:
        return {
            self._rows.place(row)[0]: self._searcher.stored_fields(row)[STORED_KEYWORDS]
            for row in self._rows.documents(among)
        }

    def passages(self, ranking: Ranking, *, holds: Node, limit: int) -> list[Found]:
        allowed = None if holds == All() else self._rows.passages(holds)
        best = self._best(_ranked(ranking), allowed, limit)
        return [(self._rows.key(row), score, self._ranks[row]) for score, row in best]

    def holding(self, nodes: tuple[Node, ...], *, among: Among, limit: int) -> list[Scored]:
        best = self._best(passage_query(nodes), self._rows.passages(among), limit)
        return [(self._rows.key(row), score) for score, row in best]

    def titled(self, pairs: tuple[str, ...], *, limit: int) -> list[Titled]:
        shared: Counter[int] = Counter()
        for pair in pairs:
            shared.update(self._rows.matching(Term("scoped", title_token(pair))))
        best = sorted(shared.items(), key=lambda counted: (-counted[1], counted[0]))[:limit]
        return [(self._rows.place(row)[0], count, self._title_sizes[row]) for row, count in best]

    def _best(
        self, query: Query, allowed: set[int] | None, limit: int
    ) -> Iterable[tuple[float, int]]:
        """Give the scores and the numbers of the best rows."""
        if allowed is not None and not allowed:
            return []
        collector = WatchedCollector(limit, self._deadline)
        within = collector if allowed is None else FilterCollector(collector, allowed)
        self._searcher.search_with_collector(query, within)
        best: list[tuple[float, int]] = within.results().top_n
        return best

    def count_passages(self, ranking: Ranking, holds: Node) -> int:
        found = self._rows.matching(_ranked(ranking))
        return len(found if holds == All() else found & self._rows.passages(holds))


def _ranked(ranking: Ranking) -> Query:
    terms = [
        Term(field, term, boost=weight)
        for field, weights in ranked_fields(ranking).items()
        for term, weight in weights.items()
    ]
    lone = [
        Prefix("passage_bigrams", letter, boost=weight)
        for letter, weight in ranking.characters.items()
    ]
    literal = [
        ConstantScoreQuery(text_query(stream, "passage_bigrams"), weight)
        for stream, weight in ranking.literal.items()
    ]
    return Or([*terms, *lone, *literal])
