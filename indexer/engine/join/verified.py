"""An answer of passages whose texts were looked at, for what rows can only narrow down."""

from dataclasses import replace

from corpus.document import PLACE_BITS
from indexer.engine.folding import folded
from indexer.engine.join.best_passages import (
    asked_by,
    by_document,
    once,
    ordinals_of,
    passage_hits,
    passages_of,
    weighed_for,
)
from indexer.engine.join.by_document import DocumentAnswer
from indexer.engine.join.by_passage import passage_answer
from indexer.engine.join.rows import RowSearcher
from indexer.engine.join.shown_passages import most_sought_first
from indexer.engine.protocol import Answer
from indexer.engine.query import All, Among, Group, Question
from indexer.engine.weighing import Scored

MOST_VERIFIED = 2000  # passages whose texts are looked at; 0.07 s


def answer_verified(question: Question, rows: RowSearcher) -> Answer:
    """Answer with passages whose texts were looked at, and with their documents."""
    held, at_least = _verified_passages(question, rows)
    if question.group is Group.PASSAGE:
        shown = folded(held, question)
        page = shown[: question.offset + question.limit]
        return passage_answer(page, len(shown), question.offset, at_least=at_least)
    only = All((*question.required.nodes, Among(frozenset(ordinals_of(held)))))
    of_documents = replace(question, required=only, verified=(), passages=0)
    answered = DocumentAnswer(of_documents, rows).answer()
    listed = frozenset(hit.ordinal for hit in answered.hits)
    of_listed = by_document(each for each in held if each[0] >> PLACE_BITS in listed)
    of_document, wanted = most_sought_first(of_listed, question, rows), question.passages
    return replace(
        answered,
        at_least=at_least,
        hits=tuple(
            replace(
                hit,
                passages=passage_hits(of_document[hit.ordinal][:wanted]),
                more=max(0, len(of_document[hit.ordinal]) - wanted),
            )
            for hit in answered.hits
        ),
    )


def _verified_passages(question: Question, rows: RowSearcher) -> tuple[list[Scored], bool]:
    """
    Give the passages that pass, the best first, and whether there may be more.

    A document must have one for each condition; a passage that is listed itself must pass them all.
    """
    always = passages_of(question, rows)
    whole = All(tuple(each.holds for each in question.verified))
    asked = asked_by(question, rows)
    at_least = False
    found: list[list[Scored]] = []
    for condition in question.verified:
        together = whole if question.group is Group.PASSAGE else condition.holds
        holds = All((*always.nodes, together))
        found_here = rows.passages(question.ranking, holds=holds, limit=MOST_VERIFIED)
        candidates = weighed_for(found_here, question, asked)
        truly = condition.verify([key for key, _ in candidates])
        found.append([each for each in candidates if each[0] in truly])
        at_least = at_least or len(candidates) == MOST_VERIFIED
    if question.group is Group.PASSAGE:
        keys = frozenset.intersection(*(frozenset(key for key, _ in each) for each in found))
        return [each for each in found[0] if each[0] in keys], at_least
    common = frozenset.intersection(*(frozenset(ordinals_of(each)) for each in found))
    every = sorted((each for held in found for each in held), key=lambda each: -each[1])
    return [each for each in once(every) if each[0] >> PLACE_BITS in common], at_least
