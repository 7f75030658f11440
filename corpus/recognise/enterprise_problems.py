"""What an enterprise struggles with, by the words in which it is told."""

import re
from collections.abc import Mapping
from functools import cache

from corpus.vocabulary.schemes import scheme

_GAP = "[^，。；：！？\n]{0,8}"


def find_problems(text: str) -> Mapping[str, tuple[str, ...]]:
    """Give the problems of which a text tells, each with the words that tell it, in their order."""
    found = {
        problem: tuple(dict.fromkeys(match[0] for match in pattern.finditer(text)))
        for problem, pattern in _patterns().items()
    }
    return {problem: words for problem, words in found.items() if words}


def count_problems(text: str) -> Mapping[str, int]:
    """Tell how often a text speaks of each problem; those of which it does not are left out."""
    counts = {name: sum(1 for _ in pattern.finditer(text)) for name, pattern in _patterns().items()}
    return {problem: count for problem, count in counts.items() if count}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    problems = scheme("enterprise_problems")
    told: dict[str, list[str]] = {problem: [] for problem in problems.values}
    for word, of in problems.words.items():
        for problem in of:
            told[problem].append(word)
    return {
        problem: re.compile("|".join(_GAP.join(map(re.escape, w.split("…"))) for w in words))
        for problem, words in told.items()
    }
