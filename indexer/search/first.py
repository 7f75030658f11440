"""Which documents stand first, whatever their passages: by their number, or by their title."""

from corpus.text.fold import fold
from indexer.analysis.terms import title_key, title_pairs
from indexer.engine.query import Either, Keyword, Node, Number
from indexer.search.articles import asked_articles, without_articles
from indexer.search.parse import ParsedQuery
from indexer.search.pieces import PieceKind

SHORTEST_TITLE = 3  # bigrams


def pinned(query: ParsedQuery) -> Node | None:
    """Say which documents stand first: those whose number or whole title is the query."""
    numbers = [p.text for p in query.pieces if p.kind is PieceKind.NUMBER and p.is_plain]
    named = [p.text for p in query.pieces if p.field == "title" and not p.denied]
    titles = {title_key(fold(text)) for text in (query.text, *named)} - {""}
    if asked := asked_articles(query.text):
        titles |= asked.laws
    nodes: list[Node] = [Number(key, own=True) for key in numbers]
    if titles:
        nodes.append(Keyword("title_key", tuple(sorted(titles))))
    return Either(tuple(nodes)) if nodes else None


def titled(query: ParsedQuery) -> tuple[str, ...]:
    """Give the bigrams of a query that may be a title; none of one that has operators."""
    if not all(piece.is_plain for piece in query.pieces):
        return ()
    pairs = title_pairs(without_articles(fold(query.text)))
    return pairs if len(pairs) >= SHORTEST_TITLE else ()
