"""What was typed -> the conditions that an engine understands."""

from collections.abc import Mapping

from indexer.analysis.terms import stream
from indexer.engine.query import All, Dated, Either, Keyword, Node, Not, Number, Text
from indexer.search.listed import LISTED
from indexer.search.pieces import Piece, PieceKind
from indexer.search.tree import AllOf, AnyOf, Denied, Together, Tree

Alternatives = Mapping[str, tuple[str, ...]]  # folded word -> what may stand in its place
AUTHORS = ("speaker", "issuer")
EXPANDED = (None, "issuer", "region")  # fields in which it may, beside the whole document


class Compiler:
    """Compiles the pieces and trees of one query."""

    def __init__(self, alternatives: Alternatives, enterprises: Mapping[str, str]) -> None:
        """
        Take what words may be replaced by.

        Args:
            alternatives: Of the words that stand for themselves.
            enterprises: Folded name of an enterprise -> its folded full name.
        """
        self._alternatives = alternatives
        self._enterprises = enterprises

    def node(self, tree: Tree, *, denied: bool = False) -> Node:
        """
        Compile a tree into what must hold, or must not.

        Args:
            tree: What was typed.
            denied: Whether it stands under a NOT, where words mean themselves alone.
        """
        match tree:
            case AllOf(nodes=nodes) | Together(nodes=nodes):
                return All(tuple(self.node(each, denied=denied) for each in nodes))
            case AnyOf(nodes=nodes):
                return Either(tuple(self.node(each, denied=denied) for each in nodes))
            case Denied(node=inner):
                return Not(self.node(inner, denied=not denied))
            case Piece() if tree.denied:
                return Not(self._piece(tree, is_widened=denied))
            case Piece():
                return self._piece(tree, is_widened=not denied)

    def _piece(self, piece: Piece, *, is_widened: bool) -> Node:
        if piece.kind is PieceKind.NUMBER:
            return Number(piece.text, own=piece.field == "number")
        if piece.field == "year":
            first, _, last = piece.text.partition("-")
            return Keyword("year", tuple(map(str, range(int(first), int(last or first) + 1))))
        if piece.field == "date":
            begun, ended = (int(day.replace("-", "")) for day in piece.text.split("/"))
            return Dated(begun, ended)
        if piece.field and piece.field in LISTED:
            return Keyword(piece.field, tuple(piece.text.split("/")))
        if piece.field == "author":
            return Either(tuple(Text(piece.stream, each) for each in AUTHORS))
        own = Text(piece.stream, piece.field or "text")
        others = self._others(piece, is_widened=is_widened)
        return Either((own, *others)) if others else own

    def _others(self, piece: Piece, *, is_widened: bool) -> tuple[Text, ...]:
        """Give what may stand in the place of a word."""
        others: tuple[str, ...] = ()
        if is_widened and piece.field in EXPANDED and piece.kind is PieceKind.WORD:
            others = self._alternatives.get(piece.text, ())
        elif piece.field == "enterprise" and piece.text in self._enterprises:
            others = (self._enterprises[piece.text],)
        return tuple(Text(stream(each), piece.field or "text") for each in others)
