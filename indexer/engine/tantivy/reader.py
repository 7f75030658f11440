"""Answering questions from a tantivy index."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Order, Query

from indexer.engine.folding import FacetCounts, Values
from indexer.engine.join.answer import answer
from indexer.engine.join.rows import Titled
from indexer.engine.protocol import Answer
from indexer.engine.query import All, Among, Node, Question, Ranking, Sort
from indexer.engine.schema import KEYWORDS, MOST_VALUES, document_keyword
from indexer.engine.tantivy.compile import Compiler
from indexer.engine.tantivy.fields import (
    AUTHORITY,
    DATE,
    DOCUMENT,
    PASSAGE_KEY,
    TITLE_SIZE,
    build_schema,
)
from indexer.engine.weighing import Found, Scored

EVERY_VALUE = 65_000  # of one segment, or the sums over the segments would not be exact


class TantivyReader:
    """Answers from the last commit that it has seen."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._index.config_reader(reload_policy="manual")
        self._compiler = Compiler(build_schema())
        self.refresh()

    def search(self, question: Question) -> Answer:
        """Answer *question*."""
        return answer(question, self._snapshot)

    def matching(self, holds: Node) -> list[int]:
        """Give the documents for which *holds* is true."""
        return self._snapshot.documents(holds, sort=Sort.NEWEST, offset=0, limit=None)

    def ordinals(self) -> set[int]:
        """Give every document in the index."""
        return set(self.matching(All()))

    def refresh(self) -> None:
        """See the newest commit."""
        self._index.reload()
        self._snapshot = _Snapshot(self._index.searcher(), self._compiler)

    def close(self) -> None:
        """Let go of the files."""
        del self._snapshot, self._index


class _Snapshot:
    """The rows of one commit."""

    def __init__(self, searcher: tantivy.Searcher, compiler: Compiler) -> None:
        self._searcher = searcher
        self._compiler = compiler
        self._known: dict[int, Mapping[str, Sequence[str]]] = {}  # values of what was asked for

    def count(self, holds: Node) -> int:
        return self._count(self._compiler.documents(holds))

    def documents(self, holds: Node, *, sort: Sort, offset: int, limit: int | None) -> list[int]:
        query = self._compiler.documents(holds)
        most = self._searcher.num_docs - offset if limit is None else limit
        if most <= 0:
            return []
        hits = self._searcher.search(
            query,
            limit=most,
            offset=offset,
            count=False,
            order_by_field=DATE,
            order=Order.Asc if sort is Sort.OLDEST else Order.Desc,
        ).hits
        values = self._searcher.fast_field_values(DOCUMENT, [address for _, address in hits])
        return [int(value or 0) for value in values]

    def ranks(self, holds: Node) -> dict[int, int]:
        query = Query.const_score_query(self._compiler.documents(holds), 1.0)
        _, ordinals, ranks = self._best(query, max(1, self._searcher.num_docs), DOCUMENT, AUTHORITY)
        return dict(zip(ordinals, ranks, strict=True))

    def facets(self, holds: Node, names: tuple[str, ...]) -> FacetCounts:
        wanted = {
            name: {
                "terms": {
                    "field": document_keyword(name),
                    "size": MOST_VALUES,
                    "segment_size": EVERY_VALUE,
                }
            }
            for name in names
        }
        counted = self._searcher.aggregate(self._compiler.documents(holds), wanted)
        return {
            name: tuple(
                sorted(
                    ((each["key"], each["doc_count"]) for each in counted[name]["buckets"]),
                    key=lambda pair: (-pair[1], pair[0]),
                )
            )
            for name in names
        }

    def values(self, among: Among) -> Values:
        wanted = among.ordinals - self._known.keys()
        if wanted:
            found = self._values_of(Among(wanted))
            self._known.update({each: found.get(each, {}) for each in wanted})
        return {each: self._known[each] for each in among.ordinals}

    def _values_of(self, among: Among) -> Values:
        """Count every field of each document for itself."""
        per_field = {
            name: {"terms": {"field": document_keyword(name), "size": MOST_VALUES}}
            for name in KEYWORDS
        }
        by_document = {"terms": {"field": DOCUMENT, "size": EVERY_VALUE}, "aggs": per_field}
        found = self._searcher.aggregate(self._compiler.documents(among), {"by": by_document})
        return {
            int(each["key"]): {
                name: tuple(value["key"] for value in each[name]["buckets"]) for name in KEYWORDS
            }
            for each in found["by"]["buckets"]
        }

    def passages(self, ranking: Ranking, *, holds: Node, limit: int) -> list[Found]:
        query = self._compiler.ranked(ranking, holds)
        scores, keys, ranks = self._best(query, limit, PASSAGE_KEY, AUTHORITY)
        return list(zip(keys, scores, ranks, strict=True))

    def holding(self, nodes: tuple[Node, ...], *, among: Among, limit: int) -> list[Scored]:
        scores, keys = self._best(self._compiler.holding(nodes, among), limit, PASSAGE_KEY)
        return list(zip(keys, scores, strict=True))

    def titled(self, pairs: tuple[str, ...], *, limit: int) -> list[Titled]:
        shared, ordinals, sizes = self._best(
            self._compiler.titled(pairs), limit, DOCUMENT, TITLE_SIZE
        )
        return list(zip(ordinals, map(round, shared), sizes, strict=True))

    def _best(self, query: Query, limit: int, *fields: str) -> tuple[list[Any], ...]:
        """Give the scores of the best rows, and beside them the values of *fields*."""
        hits = self._searcher.search(query, limit=limit, count=False).hits
        addresses = [address for _, address in hits]
        values = (self._searcher.fast_field_values(name, addresses) for name in fields)
        return [score for score, _ in hits], *([value or 0 for value in row] for row in values)

    def count_passages(self, ranking: Ranking, holds: Node) -> int:
        return self._count(self._compiler.ranked(ranking, holds))

    def _count(self, query: Query) -> int:
        found: Any = self._searcher.search(query, limit=1, count=True)  # its stub lacks `count`
        return int(found.count)
