"""
A text as the set of its clauses: what stands between two marks of punctuation.

Copies of a text share their clauses, however their pages were laid out and whatever a site put
around them. What is left on both sides tells a copy, which only lacks or adds something, from
another text of the same pattern, in which something else stands in its place.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from corpus.text.fold import RESERVED

MARKS = 12  # of a sketch; half a text still shares several with the whole
LEAST_LETTERS = 12  # of a clause that is a good mark: shorter ones stand in every document
MOST_COMPARED = 100  # clauses left over on both sides, beyond which texts are not copies

_BETWEEN = re.compile(r"\W+")
_RUN_MARK = RESERVED[0]


@dataclass(frozen=True, slots=True)
class Sketch:
    """
    A text for comparing.

    Attributes:
        clauses: The hash of every clause.
        marks: Some of them, which copies most likely share, and other texts do not.
    """

    clauses: frozenset[int]
    marks: tuple[int, ...]

    def packed(self) -> bytes:
        """Write the clauses as bytes, the same for the same set."""
        return struct.pack(f"<{len(self.clauses)}I", *sorted(self.clauses))


def unpacked(clauses: bytes) -> frozenset[int]:
    """Read clauses from bytes."""
    return frozenset(struct.unpack(f"<{len(clauses) // 4}I", clauses))


def sketch(folded: Iterable[str]) -> Sketch:
    """Sketch a text, given as its folded passages or their streams."""
    found = clauses_by_hash(folded)
    chosen = sorted(found, key=lambda each: (len(found[each]) < LEAST_LETTERS, each))[:MARKS]
    return Sketch(frozenset(found), tuple(chosen))


def clauses_by_hash(folded: Iterable[str]) -> dict[int, str]:
    """Give the clauses of folded passages, each once, by their hashes."""
    return {crc32(clause.encode()): clause for text in folded for clause in _clauses(text)}


def replaces(one: Mapping[int, str], other: Mapping[int, str]) -> bool:
    """
    Tell whether each of two texts says something of which the other has no trace.

    A clause that is part of one of the other's, or holds one, was only cut in another place.
    """
    left = [one[each] for each in one.keys() - other.keys()]
    right = [other[each] for each in other.keys() - one.keys()]
    if min(len(left), len(right)) > MOST_COMPARED:
        return True
    return _has_lone(left, right) and _has_lone(right, left)


def _has_lone(some: list[str], others: list[str]) -> bool:
    return any(not any(each in other or other in each for other in others) for each in some)


def _clauses(folded: str) -> Iterator[str]:
    return filter(None, _BETWEEN.split(folded.replace(_RUN_MARK, "")))
