"""What was typed -> the conditions that an engine understands."""

import re
from collections.abc import Callable, Mapping

from corpus.authority import STATE
from corpus.partial_dates import first_day, last_day
from indexer.analysis.terms import BORDER, stream
from indexer.engine.query import All, Dated, Either, Keyword, Node, Not, Number, Text
from indexer.search.expand import EXPANDED
from indexer.search.listed import LISTED
from indexer.search.pieces import Piece, PieceKind
from indexer.search.tree import AllOf, AnyOf, Denied, Together, Tree

Alternatives = Mapping[str, tuple[str, ...]]  # folded word -> what may stand in its place
Names = Callable[[Piece], tuple[str, ...]]  # what else a name in a field is known by

_SCOPES = {"author": ("speaker", "issuer")}  # fields that stand for several
_HAN = re.compile("[\u3400-\u9fff]+")


class Compiler:
    """Compiles the pieces and trees of one query."""

    def __init__(self, alternatives: Alternatives, names: Names) -> None:
        """
        Take what words may be replaced by.

        Args:
            alternatives: Of the words that stand for themselves.
            names: Of what is denied: a name in a field means what it names.
        """
        self._alternatives = alternatives
        self._names = names

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
            return _dated(*piece.text.split("/"))
        if piece.field and piece.field in LISTED:
            return Keyword(piece.field, tuple(piece.text.split("/")))
        scopes = _SCOPES.get(piece.field or "", (piece.field or "text",))
        others = [stream(each) for each in self._others(piece, is_widened=is_widened)]
        nodes = [_own(piece, scope) for scope in scopes]
        nodes += [Text(each, scope) for scope in scopes for each in others]
        return nodes[0] if len(nodes) == 1 else Either(tuple(nodes))

    def _others(self, piece: Piece, *, is_widened: bool) -> tuple[str, ...]:
        """Give what may stand in the place of a word."""
        if piece.kind is not PieceKind.WORD or piece.field not in EXPANDED:
            return ()
        return self._alternatives.get(piece.text, ()) if is_widened else self._names(piece)


def _dated(first: str, last: str) -> Node:
    """Ask for two days and all between; a date of which less is known must lie there wholly."""
    within = Dated(_key(first), _key(last))
    vague = dict.fromkeys(edge[:length] for edge in (first, last) for length in (7, 4))
    apart = (each for each in vague if first_day(each) < first or last_day(each) > last)
    keys = [int(each.replace("-", "").ljust(8, "0")) for each in apart]
    return All((within, *(Not(Dated(key, key)) for key in keys))) if keys else within


def _key(day: str) -> int:
    return int(day.replace("-", ""))


def _own(piece: Piece, scope: str) -> Node:
    """Look for what was typed; in quotation marks, for the issuer that is called so as a whole."""
    if piece.kind is not PieceKind.PHRASE or scope != "issuer":
        return Text(piece.stream, scope)
    if _HAN.fullmatch(piece.text):
        return Keyword("issuer", (piece.text, STATE + piece.text))
    return Text(piece.stream + BORDER, scope)  # it may be written otherwise than it is folded
