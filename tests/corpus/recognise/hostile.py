"""Texts that try to make a rule slow."""

import sys
import time
from collections.abc import Callable, Sequence

from tests.pace import slowness

LENGTH = 20_000
RUNS = 3  # what else the machine does makes one run slow


def seconds_on(unit: str, *rules: Callable[[str], object]) -> float:
    """
    Give the processor's seconds that *rules* take on a long repetition of *unit*, at best.

    They are those of the machine on which the limits were set.
    """
    text = unit * (LENGTH // len(unit))
    tracer = sys.gettrace()  # that of the coverage, which is no part of what is measured
    sys.settrace(None)
    try:
        return min(_seconds(rules, text) for _ in range(RUNS))
    finally:
        sys.settrace(tracer)


def _seconds(rules: Sequence[Callable[[str], object]], text: str) -> float:
    pace = slowness()
    begin = time.process_time()
    for rule in rules:
        rule(text)
    return (time.process_time() - begin) / max(pace, slowness())
