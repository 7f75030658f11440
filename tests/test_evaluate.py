"""The measures of ranked answers."""

import importlib.util
import math
from pathlib import Path

SPEC = importlib.util.spec_from_file_location(
    "ranked", Path(__file__).parents[1] / "scripts" / "scoring" / "ranked.py"
)
ranked = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(ranked)

A, B, C = {("甲", "第一条")}, {("乙", "第二条")}, {("丙", "第三条")}


def test_a_perfect_answer_scores_one():
    assert ranked.score([[A, B]], [[A, B]]) == ranked.Scores(1.0, 1.0, 1.0, 1.0)


def test_nothing_found_scores_nothing():
    assert ranked.score([[C]], [[A]]) == ranked.Scores(0.0, 0.0, 0.0, 0.0)


def test_the_second_rank_counts_less():
    scores = ranked.score([[C, A]], [[A]])
    assert scores.mrr_at_10 == 0.5
    assert scores.ndcg_at_10 == 1 / math.log2(3)


def test_equal_alternatives_count_once():
    entry = A | B
    scores = ranked.score([[A, B]], [[entry, C]])
    assert scores.recall_at_10 == 0.5
    assert math.isclose(scores.ndcg_at_10, 1 / (1 + 1 / math.log2(3)))


def test_beyond_the_tenth_only_recall_at_100_counts():
    scores = ranked.score([[C] * 10 + [A]], [[A]])
    assert scores == ranked.Scores(0.0, 1.0, 0.0, 0.0)
