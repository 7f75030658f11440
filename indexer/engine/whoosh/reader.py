"""Answering questions from a Whoosh index."""

from collections import Counter
from pathlib import Path
from threading import Lock

from whoosh.index import open_dir
from whoosh.query import Or, Phrase, Query, Term
from whoosh.searching import Searcher

from corpus.document import PLACE_BITS
from indexer.analysis.terms import bigrams
from indexer.engine.join import FacetCounts, Scored, answer
from indexer.engine.protocol import Answer
from indexer.engine.query import (
    All,
    Among,
    Either,
    Keyword,
    Node,
    Not,
    Number,
    Question,
    Ranking,
    Sort,
    Text,
)
from indexer.engine.schema import scoped_token
from indexer.engine.whoosh.fields import (
    DATE,
    DOCUMENT_PLACE,
    ROW_KEY,
    STORED_KEYWORDS,
    document_keyword,
    passage_keyword,
)

MOST_VALUES = 100
_DOCUMENT_TEXT = ("text", "characters")
_PASSAGE_TEXT = ("passage_bigrams", "passage_characters")


class WhooshReader:
    """Answers from the last commit that it has seen, one question at a time."""

    def __init__(self, folder: Path) -> None:
        self._index = open_dir(folder)
        self._lock = Lock()  # a Whoosh searcher keeps state while it searches
        self._snapshot = _Snapshot(self._index.searcher())

    def search(self, question: Question) -> Answer:
        """Answer *question*."""
        with self._lock:
            return answer(question, self._snapshot)

    def ordinals(self) -> set[int]:
        """Give every document in the index."""
        with self._lock:
            return set(self._snapshot.documents(All(), sort=Sort.NEWEST, offset=0, limit=None))

    def refresh(self) -> None:
        """See the newest commit."""
        with self._lock:
            self._snapshot.close()
            self._snapshot = _Snapshot(self._index.searcher())

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._snapshot.close()
            self._index.close()


class _Snapshot:
    """The rows of one commit: conditions become sets of Whoosh's row numbers."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        reader = searcher.reader()
        has_rows = bool(reader.doc_count())
        keys = reader.column_reader(ROW_KEY) if has_rows else []
        self._dates = reader.column_reader(DATE) if has_rows else []
        self._keys: dict[int, int] = {row: keys[row] for row in reader.all_doc_ids()}
        self._documents: dict[int, int] = {}
        self._passages: dict[int, list[int]] = {}
        for row, key in self._keys.items():
            ordinal, place = _split(key)
            if place == DOCUMENT_PLACE:
                self._documents[ordinal] = row
            else:
                self._passages.setdefault(ordinal, []).append(row)

    def close(self) -> None:
        self._searcher.close()

    def count(self, holds: Node) -> int:
        return len(self._document_rows(holds))

    def documents(self, holds: Node, *, sort: Sort, offset: int, limit: int | None) -> list[int]:
        sign = 1 if sort is Sort.OLDEST else -1
        found = [(row, _split(self._keys[row])[0]) for row in self._document_rows(holds)]
        found.sort(key=lambda each: (sign * self._dates[each[0]], each[1]))
        end = None if limit is None else offset + limit
        return [ordinal for _, ordinal in found[offset:end]]

    def facets(self, holds: Node, names: tuple[str, ...]) -> FacetCounts:
        counts: dict[str, Counter[str]] = {name: Counter() for name in names}
        for row in self._document_rows(holds):
            keywords = self._searcher.stored_fields(row)[STORED_KEYWORDS]
            for name in names:
                counts[name].update(set(keywords.get(name, ())))
        return {
            name: tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES])
            for name, found in counts.items()
        }

    def passages(
        self, ranking: Ranking, *, holds: Node, favoured: Node | None, limit: int
    ) -> list[Scored]:
        allowed = None if holds == All() else self._passage_rows(holds)
        if favoured is None:
            return self._best(ranking, allowed, limit)
        first = self._passage_rows(favoured)
        first = first if allowed is None else first & allowed
        best = self._best(ranking, first, limit) if first else []
        seen = {(each.ordinal, each.place) for each in best}
        others = self._best(ranking, allowed, limit)
        return [*best, *(e for e in others if (e.ordinal, e.place) not in seen)][:limit]

    def count_passages(self, ranking: Ranking, holds: Node) -> int:
        found = self._rows_of(_ranked(ranking))
        return len(found if holds == All() else found & self._passage_rows(holds))

    def _best(self, ranking: Ranking, allowed: set[int] | None, limit: int) -> list[Scored]:
        if allowed is not None and not allowed:
            return []
        results = self._searcher.search(_ranked(ranking), limit=limit, filter=allowed)
        return [Scored(*_split(self._keys[row]), score) for score, row in results.top_n]

    def _rows_of(self, query: Query) -> set[int]:
        return set(self._searcher.docs_for_query(query))

    def _document_rows(self, node: Node) -> set[int]:
        match node:
            case All(nodes=nodes):
                return self._all(nodes, on_documents=True)
            case Either(nodes=nodes):
                return set().union(*map(self._document_rows, nodes))
            case Not(node=inner):
                return set(self._documents.values()) - self._document_rows(inner)
            case Among(ordinals=ordinals):
                return {self._documents[each] for each in ordinals if each in self._documents}
            case Text(stream=stream, scope="text"):
                return self._rows_of(_text(stream, *_DOCUMENT_TEXT))
            case Text(stream=stream, scope=scope):
                return self._rows_of(_text(stream, "scoped", "scoped", scope))
            case Number(key=key, own=own):
                return self._rows_of(Term("number_key" if own else "numbers", key))
            case Keyword(name=name, values=values):
                field = name if name == "title_key" else document_keyword(name)
                return self._rows_of(Or([Term(field, value) for value in values]))

    def _passage_rows(self, node: Node) -> set[int]:
        match node:
            case All(nodes=nodes):
                return self._all(nodes, on_documents=False)
            case Either(nodes=nodes):
                return set().union(*map(self._passage_rows, nodes))
            case Not(node=inner):
                return self._every_passage() - self._passage_rows(inner)
            case Among(ordinals=ordinals):
                return {row for each in ordinals for row in self._passages.get(each, ())}
            case Text(stream=stream, scope="text"):
                return self._rows_of(_text(stream, *_PASSAGE_TEXT))
            case Keyword(name=name, values=values):
                return self._rows_of(Or([Term(passage_keyword(name), each) for each in values]))
            case _:  # what only the whole document can answer favours no passage
                return set()

    def _all(self, nodes: tuple[Node, ...], *, on_documents: bool) -> set[int]:
        rows = self._document_rows if on_documents else self._passage_rows
        if not nodes:
            return set(self._documents.values()) if on_documents else self._every_passage()
        return set.intersection(*map(rows, nodes))

    def _every_passage(self) -> set[int]:
        return {row for rows in self._passages.values() for row in rows}


def _split(key: int) -> tuple[int, int]:
    return key >> PLACE_BITS, key & DOCUMENT_PLACE


def _ranked(ranking: Ranking) -> Query:
    fields = {
        "passage_words": ranking.words,
        "passage_bigrams": ranking.bigrams,
        "passage_characters": ranking.characters,
        "passage_title": ranking.title,
    }
    return Or(
        [
            Term(field, term, boost=weight)
            for field, terms in fields.items()
            for term, weight in terms.items()
        ]
    )


def _text(stream: str, phrases: str, lone: str, scope: str | None = None) -> Query:
    terms = bigrams(stream).split(" ") if len(stream) > 1 else [stream]
    if scope:
        terms = [scoped_token(scope, term) for term in terms]
    if len(terms) > 1:
        return Phrase(phrases, terms)
    return Term(lone if len(stream) == 1 else phrases, terms[0])
