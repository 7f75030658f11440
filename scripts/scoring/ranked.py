"""Measures of ranked answers, and the judged questions on statutes."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Key = tuple[str, str]  # path below the laws, article
Found = set[Key]  # one hit, under every path where its bytes lie


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over the questions, each from 0 to 1."""

    recall_at_10: float
    recall_at_100: float
    mrr_at_10: float
    ndcg_at_10: float

    def __str__(self) -> str:
        return (
            f"R@10 {self.recall_at_10:.3f}  R@100 {self.recall_at_100:.3f}  "
            f"MRR@10 {self.mrr_at_10:.3f}  nDCG@10 {self.ndcg_at_10:.3f}"
        )


def score(found: Sequence[Sequence[Found]], relevant: Sequence[Sequence[set[Key]]]) -> Scores:
    """
    Score ranked answers.

    Args:
        found: For each question, what was found, best first.
        relevant: For each question, its entries; each a set of equal alternatives.
    """
    rows = [
        score_one(list(gains(answer, entries)), len(entries))
        for answer, entries in zip(found, relevant, strict=True)
    ]
    means = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    return Scores(*means)


def gains(answer: Iterable[Found], entries: Sequence[set[Key]]) -> Iterator[bool]:
    """Tell for each rank whether it is the first to hit an entry."""
    open_entries = list(entries)
    for keys in answer:
        hit = next((entry for entry in open_entries if keys & entry), None)
        if hit is not None:
            open_entries.remove(hit)
        yield hit is not None


def score_one(found: Sequence[bool], entries: int) -> tuple[float, float, float, float]:
    """Score one answer by its gains, in the order of `Scores`."""
    first = next((rank for rank, gain in enumerate(found[:10], 1) if gain), None)
    dcg = sum(1 / math.log2(rank + 1) for rank, gain in enumerate(found[:10], 1) if gain)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(entries, 10) + 1))
    return (
        sum(found[:10]) / entries,
        sum(found[:100]) / entries,
        1 / first if first else 0.0,
        dcg / ideal,
    )


def questions(shared: Path, most: int) -> list[dict[str, Any]]:
    """Read the judged questions, at most so many, evenly spread."""
    lines = (shared / "eval" / "statutes.jsonl").read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    return read[:: max(1, len(read) // most)][:most]


def entries_of(question: dict[str, Any]) -> list[set[Key]]:
    """Give what is relevant to a question."""
    return [{(each["path"], each["article"]) for each in entry} for entry in question["relevant"]]


def below(path: str, laws: Path) -> str:
    """Give a path as the judgements write it."""
    return str(Path(path).relative_to(laws)) if path.startswith(str(laws)) else path
