"""同句 and 同段: what only the text of a passage can tell."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from corpus.recognise.cleaning import without_inline_debris
from corpus.text.fold import fold
from indexer.analysis.terms import stream
from indexer.engine.query import All, Either, Node, Text, Verify
from indexer.search.tree import Scope

Texts = Callable[[Sequence[int]], Mapping[int, str]]  # keys of passages -> their texts

_ENDS = {
    Scope.SENTENCE: re.compile("(?:[。！？!?]+[”’」』）)]*|\n)"),
    Scope.PARAGRAPH: re.compile("\n"),
}


def within(scope: Scope, node: Node, texts: Texts) -> Verify:
    """
    Give what tells which passages hold *node* within one sentence or paragraph.

    Args:
        scope: Within what.
        node: Made of texts.
        texts: Gives the texts of passages.
    """

    def verify(keys: Sequence[int]) -> frozenset[int]:
        found = texts(keys)
        return frozenset(key for key, text in found.items() if _holds_within(scope, node, text))

    return verify


def _holds_within(scope: Scope, node: Node, text: str) -> bool:
    stretches = _ENDS[scope].split(without_inline_debris(text))
    return any(_holds(node, marked) for marked in _streams(stretches))


def _streams(stretches: Iterable[str]) -> Iterable[str]:
    return (stream(fold(each)) for each in stretches if each)


def _holds(node: Node, marked: str) -> bool:
    match node:
        case Text(stream=wanted):
            return wanted in marked
        case All(nodes=nodes):
            return all(_holds(each, marked) for each in nodes)
        case Either(nodes=nodes):
            return any(_holds(each, marked) for each in nodes)
        case _:
            raise TypeError(node)
