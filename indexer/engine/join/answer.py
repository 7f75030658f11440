"""Answering a question from rows, whatever it lists."""

from indexer.engine.join.by_document import DocumentAnswer
from indexer.engine.join.by_passage import answer_by_passage
from indexer.engine.join.rows import RowSearcher
from indexer.engine.join.verified import answer_verified
from indexer.engine.protocol import Answer
from indexer.engine.query import Group, Question


def answer(question: Question, rows: RowSearcher) -> Answer:
    """Answer *question* from *rows*."""
    if question.verified:
        return answer_verified(question, rows)
    if question.group is Group.PASSAGE:
        return answer_by_passage(question, rows)
    return DocumentAnswer(question, rows).answer()
