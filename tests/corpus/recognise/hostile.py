"""Texts that try to make a rule slow."""

import time
from collections.abc import Callable

LENGTH = 20_000


def seconds_on(unit: str, *rules: Callable[[str], object]) -> float:
    """Give the processor's seconds that *rules* take on a long repetition of *unit*."""
    text = unit * (LENGTH // len(unit))
    begin = time.process_time()
    for rule in rules:
        rule(text)
    return time.process_time() - begin
