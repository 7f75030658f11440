"""Scoring one engine on the judged questions over policies, speeches, reports and cases."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from corpus.settings import EngineName
from judged.collection import Query, grades_by_query, load_queries
from judged.scores import GradedScores, score
from judged.variants import opened, searched


def evaluate_judged(shared: Path, home: Path, engine: EngineName) -> None:
    """Print the scores of one engine: all questions, then by field and by kind."""
    queries = load_queries()
    with opened(home, engine, shared) as library:
        best = searched(library, shared)
        answers = {query.id: best(query.query) for query in queries}
    print(f"policies, speeches, reports and cases, {engine}, {len(queries)} questions")
    print(f"  {'all':<18} {_scored(queries, answers)}")
    for grouped in (
        _by(queries, lambda query: query.field),
        _by(queries, lambda query: query.kind),
    ):
        for name, group in grouped.items():
            print(f"  {name:<18} {_scored(group, answers)}")


def _by(queries: Iterable[Query], key: Callable[[Query], str]) -> dict[str, list[Query]]:
    groups: dict[str, list[Query]] = defaultdict(list)
    for query in queries:
        groups[key(query)].append(query)
    return groups


def _scored(queries: Sequence[Query], answers: dict[str, list[str]]) -> GradedScores:
    grades = grades_by_query()
    return score([answers[query.id] for query in queries], [grades[query.id] for query in queries])
