"""What operators make of pieces: a frozen tree."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from indexer.search.pieces import Piece


class Scope(StrEnum):
    """Within what several pieces stand together."""

    SENTENCE = "同句"
    PARAGRAPH = "同段"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Holds where every node does."""

    nodes: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds where one of the nodes does."""

    nodes: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Denied:
    """Holds where the node does not."""

    node: "Tree"


@dataclass(frozen=True, slots=True)
class Together:
    """Holds where all nodes, of words and phrases, do within one sentence or paragraph."""

    scope: Scope
    nodes: tuple["Tree", ...]


Tree: TypeAlias = Piece | AllOf | AnyOf | Denied | Together


def leaves(tree: Tree, *, denied: bool = False) -> Iterator[Piece]:
    """Give the pieces of a tree in order; what stands under a NOT is denied."""
    match tree:
        case Piece():
            yield replace(tree, denied=tree.denied != denied)
        case Denied(node=node):
            yield from leaves(node, denied=not denied)
        case AllOf(nodes=nodes) | AnyOf(nodes=nodes) | Together(nodes=nodes):
            for each in nodes:
                yield from leaves(each, denied=denied)
