"""What of a query is highlighted."""

from collections.abc import Mapping

from indexer.search.highlight import Needle
from indexer.search.parse import ParsedQuery
from indexer.search.pieces import PieceKind


def needles_of(query: ParsedQuery, expansions: Mapping[str, tuple[str, ...]]) -> tuple[Needle, ...]:
    """Say what to show; function words only when there is nothing else."""
    shown = [
        piece
        for piece in query.leaves
        if not piece.denied and not piece.optional and piece.field in (None, "title", "number")
    ]
    needles = [
        Needle(piece.text, piece.kind is PieceKind.WORD, piece.kind is PieceKind.NUMBER)
        for piece in shown
    ]
    needles += [Needle(other) for piece in shown for other in expansions.get(piece.text, ())]
    return tuple(dict.fromkeys(needles))
