"""Conditions as sets of Whoosh's row numbers."""

from collections.abc import Callable, Iterable, Iterator

from whoosh.query import NumericRange, Or, Phrase, Prefix, Query, Term
from whoosh.searching import Searcher

from corpus.document import PLACE_BITS
from indexer.engine.query import All, Among, Dated, Either, Keyword, Node, Not, Number, Text
from indexer.engine.schema import document_keyword, passage_keyword, text_terms
from indexer.engine.whoosh.deadline import Deadline
from indexer.engine.whoosh.fields import DATE, DOCUMENT_PLACE, ROW_KEY


class RowSets:
    """The rows of one commit, and which of them a condition holds for."""

    def __init__(self, searcher: Searcher, deadline: Deadline) -> None:
        self._searcher = searcher
        self._deadline = deadline
        reader = searcher.reader()
        keys = reader.column_reader(ROW_KEY) if reader.doc_count() else []
        self._keys: dict[int, int] = {row: keys[row] for row in reader.all_doc_ids()}
        self._documents: dict[int, int] = {}
        self._passages: dict[int, list[int]] = {}
        for row in self._keys:
            ordinal, place = self.place(row)
            if place == DOCUMENT_PLACE:
                self._documents[ordinal] = row
            else:
                self._passages.setdefault(ordinal, []).append(row)

    def key(self, row: int) -> int:
        """Give the ordinal and the place of a row in one number."""
        return self._keys[row]

    def place(self, row: int) -> tuple[int, int]:
        """Give the ordinal and the place of a row."""
        key = self._keys[row]
        return key >> PLACE_BITS, key & DOCUMENT_PLACE

    def matching(self, query: Query) -> set[int]:
        """Give the rows that a query of Whoosh's matches."""
        return set(self._deadline.watched(self._searcher.docs_for_query(query)))

    def documents(self, node: Node) -> set[int]:
        """Give the document rows for which *node* holds."""
        every = set(self._documents.values())
        return self._evaluate(node, every, self._document_leaf)

    def passages(self, node: Node) -> set[int]:
        """Give the passage rows for which *node* holds."""
        every = {row for rows in self._passages.values() for row in rows}
        return self._evaluate(node, every, self._passage_leaf)

    def _evaluate(
        self, node: Node, every: set[int], leaf: Callable[[Node], Iterable[int]]
    ) -> set[int]:
        match node:
            case All(nodes=nodes):
                return every.intersection(*(self._evaluate(each, every, leaf) for each in nodes))
            case Either(nodes=nodes):
                return set().union(*(self._evaluate(each, every, leaf) for each in nodes))
            case Not(node=inner):
                return every - self._evaluate(inner, every, leaf)
            case _:
                return set(leaf(node))

    def _document_leaf(self, node: Node) -> Iterable[int]:
        match node:
            case Among(ordinals=ordinals):
                return (self._documents[each] for each in ordinals if each in self._documents)
            case Text(stream=stream, scope="text"):
                return self.matching(text_query(stream, "text"))
            case Text(stream=stream, scope=scope):
                return self.matching(text_query(stream, "scoped", scope))
            case Number(key=key, own=own):
                return self.matching(Term("number_key" if own else "numbers", key))
            case Dated(first=first, last=last):
                within = [
                    NumericRange(DATE, first, last),
                    *(Term(DATE, each) for each in node.partial),
                ]
                return self.matching(Or(within))
            case Keyword(name=name, values=values):
                field = name if name == "title_key" else document_keyword(name)
                return self.matching(Or([Term(field, value) for value in values]))
            case _:
                raise TypeError(node)

    def _passage_leaf(self, node: Node) -> Iterable[int]:
        match node:
            case Among(ordinals=ordinals):
                return (row for each in ordinals for row in self._passages.get(each, ()))
            case Text(stream=stream, scope="text"):
                return self.matching(text_query(stream, "passage_bigrams"))
            case Keyword(name=name, values=values):
                return self.matching(Or([Term(passage_keyword(name), each) for each in values]))
            case _:  # what only the whole document can answer
                return ()


def passage_query(nodes: tuple[Node, ...]) -> Query:
    """Give the query that scores passages by the texts that they hold of *nodes*."""
    return Or([text_query(stream, "passage_bigrams") for stream in _streams(nodes)])


def _streams(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(stream=stream):
                yield stream
            case Either(nodes=others):
                yield from _streams(others)


def text_query(stream: str, field: str, scope: str | None = None) -> Query:
    """Give the query of the rows in whose field a stream stands."""
    terms = text_terms(stream, scope)
    if len(stream) == 1:
        return Prefix(field, terms[0])  # the bigrams that the lone character begins
    return Term(field, terms[0]) if len(terms) == 1 else Phrase(field, terms)
