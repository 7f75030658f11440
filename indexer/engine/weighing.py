"""The order of passages, changed by what their documents are."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import TypeAlias

from corpus.document import PLACE_BITS
from indexer.engine.query import Weighing

# A passage's ordinal and place in one number (`corpus.document.PLACE_BITS`), and its score. Bare,
# for a thousand of them are made for every answer, and few are shown.
Scored: TypeAlias = tuple[int, float]
Found: TypeAlias = tuple[int, float, int]  # and the authority of its document


def weighed(
    found: Iterable[Found],
    weighing: Weighing,
    *,
    asked: frozenset[int],
    same_text: Mapping[int, tuple[int, ...]],
) -> list[Scored]:
    """
    Order the best passages by their scores times what their documents weigh.

    Args:
        found: The passages, best first; equal ones keep their order.
        weighing: The factors.
        asked: Ordinals of the documents for which `weighing.asked` holds.
        same_text: Ordinal -> all documents that are one text with it.
    """
    if not weighing:
        return [(key, score) for key, score, _ in found]
    found = list(found)
    factors = factors_of({key >> PLACE_BITS: rank for key, _, rank in found}, weighing, asked)
    if weighing.company:
        counts = Counter([key >> PLACE_BITS for key, _, _ in found])
        for each, count in _company(counts, same_text).items():
            factors[each] *= 1 + weighing.company * math.log1p(count)
    scored = [(key, score * factors[key >> PLACE_BITS]) for key, score, _ in found]
    scored.sort(key=itemgetter(1), reverse=True)
    return scored


def factors_of(
    ranks: Mapping[int, int], weighing: Weighing, asked: frozenset[int]
) -> dict[int, float]:
    """Give for each document its factor; set by set, for this is done for every answer."""
    authority = weighing.authority
    factors = {each: authority[rank] if authority else 1.0 for each, rank in ranks.items()}
    for each in asked & factors.keys():
        factors[each] = weighing.asked_factor
    for each in weighing.lowered.keys() & factors.keys():
        factors[each] *= weighing.lowered[each]
    return factors


def _company(
    counts: Mapping[int, int], same_text: Mapping[int, tuple[int, ...]]
) -> Mapping[int, int]:
    """Give every version of a text as many passages as the one that has most of them."""
    return {
        each: max((counts.get(one, 0) for one in same_text[each]), default=count)
        if each in same_text
        else count
        for each, count in counts.items()
    }
