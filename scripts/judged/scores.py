"""The measures of graded answers: the first ten documents of a ranking."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from judged.collection import RELEVANT

DEPTH = 10


@dataclass(frozen=True, slots=True)
class GradedScores:
    """
    Means over the questions.

    Attributes:
        ndcg_at_10: From 0 to 1; a document of grade g gains 2^g - 1.
        recall_at_10: Of the documents of grade 2 and 3, the share among the first ten.
        mrr_at_10: One by the rank of the first of them.
        unjudged: Documents among all first tens that nobody judged; they gain nothing.
        found: Documents in all first tens.
    """

    ndcg_at_10: float
    recall_at_10: float
    mrr_at_10: float
    unjudged: int
    found: int

    def __str__(self) -> str:
        return (
            f"nDCG@10 {self.ndcg_at_10:.3f}  R@10 {self.recall_at_10:.3f}  "
            f"MRR@10 {self.mrr_at_10:.3f}  unjudged {self.unjudged} of {self.found}"
        )


def score(found: Sequence[Sequence[str]], judged: Sequence[Mapping[str, int]]) -> GradedScores:
    """
    Score ranked answers.

    Args:
        found: For each question, the names of the documents found, best first.
        judged: For each question, document -> grade; one of them is relevant at least.
    """
    tens = [answer[:DEPTH] for answer in found]
    pairs = list(zip(tens, judged, strict=True))
    return GradedScores(
        ndcg_at_10=_mean([_ndcg(answer, grades) for answer, grades in pairs]),
        recall_at_10=_mean([_recall(answer, grades) for answer, grades in pairs]),
        mrr_at_10=_mean([_reciprocal_rank(answer, grades) for answer, grades in pairs]),
        unjudged=sum(name not in grades for answer, grades in pairs for name in answer),
        found=sum(map(len, tens)),
    )


def _ndcg(answer: Sequence[str], grades: Mapping[str, int]) -> float:
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    return _dcg([grades.get(name, 0) for name in answer]) / _dcg(best)


def _dcg(grades: Sequence[int]) -> float:
    return sum((math.exp2(grade) - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _recall(answer: Sequence[str], grades: Mapping[str, int]) -> float:
    relevant = {name for name, grade in grades.items() if grade >= RELEVANT}
    return len(relevant.intersection(answer)) / len(relevant)


def _reciprocal_rank(answer: Sequence[str], grades: Mapping[str, int]) -> float:
    ranks = (rank for rank, name in enumerate(answer, 1) if grades.get(name, 0) >= RELEVANT)
    first = next(ranks, None)
    return 1 / first if first else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
