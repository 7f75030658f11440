"""Whether a stretch of a document holds what a query asks of a whole one."""

from collections.abc import Iterator

from corpus.text.fold import fold
from indexer.search.found import SearchResult
from indexer.search.pieces import Piece
from indexer.search.tree import AllOf, AnyOf, Denied, Together, Tree


def holds(text: str, result: SearchResult) -> bool:
    """
    Tell whether a text holds every piece of a query, in its own or in other words.

    Args:
        text: Of a practice: a few sentences.
        result: What the finder answered, with the query as it was understood.
    """
    folded = fold(text)
    needed: list[Tree] = [each for each in result.query.pieces if not each.optional]
    return all(_stands(each, folded, result) for each in (*needed, *result.query.groups))


def _stands(tree: Tree, text: str, result: SearchResult) -> bool:
    match tree:
        case Piece():
            return any(word in text for word in _words_of(tree, result)) is not tree.denied
        case Denied(node=node):
            return not _stands(node, text, result)
        case AnyOf(nodes=nodes):
            return any(_stands(each, text, result) for each in nodes)
        case AllOf(nodes=nodes) | Together(nodes=nodes):
            return all(_stands(each, text, result) for each in nodes)


def _words_of(piece: Piece, result: SearchResult) -> Iterator[str]:
    yield piece.text
    if not piece.denied:
        others = result.expansions.get(piece.text, ())
        yield from (each.text for each in others if each.is_searched)
