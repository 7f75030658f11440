"""What a document must hold that matches in part."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from indexer.analysis.terms import Analyser, stream
from indexer.engine.query import All, Either, Node, Text
from indexer.search.pieces import Piece, PieceKind
from indexer.search.variants import MOST_PIECES, tiles

_SHORTEST_TILE = 2  # characters; a lone one stands anywhere


def near(plain: Sequence[Piece], pieces: tuple[Node, ...]) -> All:
    """Say what is near: to a number or a run, which is what it is as a whole, only itself."""
    return All((Either(pieces),)) if plain and not any(map(_has_words, plain)) else All()


def in_part(plain: Sequence[Piece], pieces: tuple[Node, ...], analyser: Analyser) -> All:
    """
    Say what matches in part: what holds one of the pieces; of a single piece half of its words.

    Args:
        plain: The pieces.
        pieces: The same, compiled.
        analyser: The one that cut the index.
    """
    if not any(map(_has_words, plain)):
        return All()
    apart = _half_of(plain[0], analyser) if len(plain) == 1 else ()
    return All((Either((*pieces, *apart)),))


def _half_of(piece: Piece, analyser: Analyser) -> Iterator[Node]:
    """Give every choice of half of the words that a piece is made of; none of a single word."""
    if not _has_words(piece):
        return
    words = [Text(stream(each)) for each in tiles(piece.text, analyser) if _may_stand_apart(each)]
    if 1 < len(words) <= MOST_PIECES:
        yield from map(All, combinations(words, (len(words) + 1) // 2))


def _may_stand_apart(tile: str) -> bool:
    return len(tile) >= _SHORTEST_TILE and not tile.isascii()


def _has_words(piece: Piece) -> bool:
    return piece.kind is PieceKind.WORD and not piece.text.isascii()
