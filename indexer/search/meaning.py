"""How near passages are to a question in their meaning, for those that words have found too."""

from collections.abc import Mapping, Sequence
from statistics import median

from indexer.engine.query import Meaning
from indexer.semantic.nearest import Nearest

NEAREST = 1000  # passages that meaning may bring


def meaning_of(text: str, nearest: Nearest) -> Meaning:
    """
    Give what tells which passages mean what is asked.

    While vectors are still being made, a passage without one counts like the middle of those that
    words have found; while most of these have none, words answer alone.
    """

    def added(allowed: frozenset[int] | None, keys: Sequence[int]) -> Mapping[int, float]:
        near = nearest.nearest_passages(text, NEAREST, allowed, keys)
        known = [near[key] for key in keys if key in near]
        if 2 * len(known) < len(keys):
            return {}
        middle = median(known) if known else 0.0
        return {key: near.get(key, middle) for key in (*keys, *near)}

    return added
