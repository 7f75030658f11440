"""From our trees to tantivy's queries."""

import re
from collections.abc import Callable, Sequence

import tantivy
from tantivy import FieldType, Occur, Query

from indexer.engine.query import (
    All,
    Among,
    Dated,
    Either,
    Keyword,
    Node,
    Not,
    Number,
    Ranking,
    Text,
)
from indexer.engine.schema import (
    document_keyword,
    passage_keyword,
    ranked_fields,
    text_terms,
    title_token,
)
from indexer.engine.tantivy.fields import DATE, DOCUMENT, PARENT

FEW = 150  # terms that are sooner looked up one by one than by an automaton


class Compiler:
    """Compiles for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def documents(self, node: Node) -> Query:
        """Compile a condition on document rows."""
        return self._compile(node, self._document_leaf, DOCUMENT)

    def passages(self, node: Node) -> Query:
        """Compile a condition on passage rows."""
        return self._compile(node, self._passage_leaf, PARENT)

    def ranked(self, ranking: Ranking, holds: Node) -> Query:
        """Compile what orders passages, under a condition that adds nothing to the score."""
        total = self._sum(ranking)
        if holds == All():  # bare, so that tantivy may leave out what cannot be among the best
            return total
        condition = Query.const_score_query(self.passages(holds), 0.0)
        return Query.boolean_query([(Occur.Must, total), (Occur.Must, condition)])

    def holding(self, nodes: tuple[Node, ...], among: Among) -> Query:
        """Compile what orders the passages of some documents by what they hold of *nodes*."""
        own = Query.const_score_query(self.passages(among), 0.0)
        return Query.boolean_query([(Occur.Must, own), (Occur.Must, self.passages(Either(nodes)))])

    def titled(self, pairs: tuple[str, ...]) -> Query:
        """Compile what counts, for each document, which of the bigrams its title has."""
        terms = (self._term("scoped", title_token(pair)) for pair in pairs)
        return Query.boolean_query(
            [(Occur.Should, Query.const_score_query(term, 1.0)) for term in terms]
        )

    def _sum(self, ranking: Ranking) -> Query:
        terms = [
            (Occur.Should, Query.boost_query(self._term(field, term), weight))
            for field, weights in ranked_fields(ranking).items()
            for term, weight in weights.items()
        ]
        lone = [
            (Occur.Should, Query.const_score_query(self._begun("passage_bigrams", letter), weight))
            for letter, weight in ranking.characters.items()
        ]
        literal = [
            (Occur.Should, Query.const_score_query(self._text(stream, "passage_bigrams"), weight))
            for stream, weight in ranking.literal.items()
        ]
        return Query.boolean_query([*terms, *lone, *literal])

    def _compile(self, node: Node, leaf: Callable[[Node], Query], row: str) -> Query:
        match node:
            case All(nodes=nodes):
                return self._compile_all(nodes, leaf, row)
            case Either(nodes=nodes):
                return Query.boolean_query(
                    [(Occur.Should, self._compile(each, leaf, row)) for each in nodes]
                )
            case Not(node=inner):
                return self._compile_all((Not(inner),), leaf, row)
            case Among(ordinals=ordinals):
                return self._one_of(row, sorted(ordinals))
            case _:
                return leaf(node)

    def _compile_all(
        self, nodes: tuple[Node, ...], leaf: Callable[[Node], Query], row: str
    ) -> Query:
        denied = [each.node for each in nodes if isinstance(each, Not)]
        clauses = [
            (Occur.Must, self._compile(each, leaf, row))
            for each in nodes
            if not isinstance(each, Not)
        ] or [(Occur.Must, Query.exists_query(row))]
        clauses += [(Occur.MustNot, self._compile(each, leaf, row)) for each in denied]
        return Query.boolean_query(clauses)

    def _document_leaf(self, node: Node) -> Query:
        match node:
            case Text(stream=stream, scope="text"):
                return self._text(stream, "text")
            case Text(stream=stream, scope=scope):
                return self._text(stream, "scoped", scope)
            case Number(key=key, own=own):
                return self._term("number_key" if own else "numbers", key)
            case Dated(first=first, last=last):
                return self._dated(first, last, node.partial)
            case Keyword(name=name, values=values):
                field = name if name == "title_key" else document_keyword(name)
                return self._one_of(field, values)
            case _:
                raise TypeError(node)

    def _passage_leaf(self, node: Node) -> Query:
        match node:
            case Text(stream=stream, scope="text"):
                return self._text(stream, "passage_bigrams")
            case Keyword(name=name, values=values):
                return self._one_of(passage_keyword(name), values)
            case _:  # what only the whole document can answer
                return Query.empty_query()

    def _dated(self, first: int, last: int, partial: Sequence[int]) -> Query:
        within = Query.range_query(
            self._schema, DATE, FieldType.Unsigned, lower_bound=first, upper_bound=last
        )
        terms = [(Occur.Should, self._term(DATE, each)) for each in partial]
        return Query.boolean_query([(Occur.Should, within), *terms])

    def _text(self, stream: str, field: str, scope: str | None = None) -> Query:
        terms = text_terms(stream, scope)
        if len(stream) == 1:
            return self._begun(field, terms[0])
        if len(terms) == 1:
            return self._term(field, terms[0])
        return Query.phrase_query(self._schema, field, list(terms))

    def _one_of(self, field: str, values: Sequence[str] | Sequence[int]) -> Query:
        if len(values) > FEW:
            return Query.term_set_query(self._schema, field, list(values))
        return Query.boolean_query([(Occur.Should, self._term(field, each)) for each in values])

    def _begun(self, field: str, beginning: str) -> Query:
        """Match the bigrams that begin so: a lone character, where no bigram holds it alone."""
        return Query.regex_query(self._schema, field, f"{re.escape(beginning)}.")

    def _term(self, field: str, term: str | int) -> Query:
        return Query.term_query(self._schema, field, term)
