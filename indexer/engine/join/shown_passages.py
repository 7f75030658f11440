"""Which passages of a document are shown first: those with most of what is looked for."""

from collections.abc import Mapping

from corpus.document import PLACE_BITS
from indexer.engine.join.best_passages import BEST_PASSAGES
from indexer.engine.join.rows import RowSearcher
from indexer.engine.query import All, Among, Either, Node, Question, Sort, Text
from indexer.engine.weighing import Scored


def most_sought_first(
    shown: Mapping[int, list[Scored]], question: Question, rows: RowSearcher
) -> dict[int, list[Scored]]:
    """
    Put first, of each document, the passages that a reader looks for; equal ones keep their order.

    Those with a quotation come first, then those with most of the plain pieces, of these those
    with what was typed in one run. A piece that stands in the title says nothing of a passage.

    Args:
        shown: Ordinal -> passages.
        question: A question in plain words has its order by relevance alone, quotations aside.
        rows: Where it is looked up what they hold.
    """
    sought = _Sought(Among(frozenset(shown)), rows)
    quotations = list(map(sought.holding, question.quotations))
    runs: list[frozenset[int]] = []
    pieces: list[tuple[frozenset[int], frozenset[int]]] = []
    if question.strict_first and len(question.sought) > 1:  # else each passage holds the one
        runs = [sought.holding(Text(stream)) for stream in question.ranking.literal]
        pieces = [(sought.holding(each), sought.titled(each)) for each in question.pieces]

    def lacking(passage: Scored) -> tuple[int, int, int]:
        key = passage[0]
        told = sum(key in held and key >> PLACE_BITS not in titled for held, titled in pieces)
        return -sum(key in held for held in quotations), -told, -any(key in held for held in runs)

    if not (quotations or runs or pieces):
        return dict(shown)
    return {ordinal: sorted(passages, key=lacking) for ordinal, passages in shown.items()}


class _Sought:
    """What some documents hold of what is looked for."""

    def __init__(self, among: Among, rows: RowSearcher) -> None:
        self._among = among
        self._rows = rows

    def holding(self, node: Node) -> frozenset[int]:
        """Give the passages that hold it."""
        found = self._rows.holding((node,), among=self._among, limit=BEST_PASSAGES)
        return frozenset(key for key, _ in found)

    def titled(self, node: Node) -> frozenset[int]:
        """Give the documents whose titles hold it."""
        holds = All((self._among, Either(tuple(_in_title(node)))))
        return frozenset(self._rows.documents(holds, sort=Sort.NEWEST, offset=0, limit=None))


def _in_title(node: Node) -> list[Node]:
    match node:
        case Text(stream=stream):
            return [Text(stream, "title")]
        case Either(nodes=nodes):
            return [each for one in nodes for each in _in_title(one)]
        case _:
            return []
