"""An answer that lists passages."""

from corpus.document import PLACE_BITS
from indexer.engine.folding import folded
from indexer.engine.join.best_passages import (
    BEST_PASSAGES,
    asked_by,
    once,
    passage_hits,
    passages_of,
    weighed_for,
    with_meaning,
)
from indexer.engine.join.rows import RowSearcher
from indexer.engine.protocol import Answer, Hit
from indexer.engine.query import Node, Question
from indexer.engine.weighing import Scored


def answer_by_passage(question: Question, rows: RowSearcher) -> Answer:
    """Answer with passages, the best first; their total counts those of every version."""
    if not question.ranking:
        return Answer()
    holds = passages_of(question, rows)
    scored = _best_by_passage(question, rows, holds)
    total = rows.count_passages(question.ranking, holds) if question.counted else len(scored)
    return passage_answer(scored, total, question.offset, at_least=not question.counted)


def _best_by_passage(question: Question, rows: RowSearcher, holds: Node) -> list[Scored]:
    """Give the best passages to the end of the page, one of each that stands in several versions.

    They are weighed a thousand at a time, so that pages fit together; where nothing is weighed no
    more are looked for than are listed.
    """
    last = question.offset + question.limit
    portion = BEST_PASSAGES if question.weighing or question.meaning else max(last, 1)
    asked = asked_by(question, rows)
    limit = 0
    while True:
        limit = max(limit + portion, -(-last // portion) * portion)
        found = rows.passages(question.ranking, holds=holds, limit=limit)
        starts = range(0, len(found), portion)
        parts = [found[start : start + portion] for start in starts] or [[]]
        weighed_parts = [weighed_for(part, question, asked) for part in parts]
        weighed_parts[0] = with_meaning(weighed_parts[0], question, rows, asked)
        scored = once(each for part in weighed_parts for each in part)
        kept = folded(scored, question)
        if len(kept) >= last or len(found) < limit:
            return kept[:last]


def passage_answer(
    scored: list[Scored], total: int, offset: int, *, at_least: bool = False
) -> Answer:
    """Put together what was found, from *offset* on."""
    hits = tuple(
        Hit(each[0] >> PLACE_BITS, relaxed=False, passages=passage_hits([each]))
        for each in scored[offset:]
    )
    return Answer(total=total, hits=hits, at_least=at_least)
