"""What typed letters may stand for: characters as they are, syllables, or their first letters."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, product
from typing import TypeAlias

Reading: TypeAlias = tuple[str, ...]  # a unit for every character: itself, or how it sounds

LONGEST_TYPED = 40  # letters that are taken for pinyin; what is longer is taken as it is
MOST_READINGS = 8
_MOST_JOINED = 64  # of what several runs of letters may stand for

_RUNS = re.compile("[a-z]+|[^a-z]")
_TWO_LETTERS = ("zh", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Syllables:
    """
    The syllables that occur.

    Attributes:
        whole: The syllables.
        beginnings: Everything with which one begins, the whole ones among them.
    """

    whole: frozenset[str]
    beginnings: frozenset[str]

    @classmethod
    def among(cls, spelled: Collection[str]) -> "Syllables":
        """Take the syllables out of what stands for characters."""
        whole = frozenset(each for each in spelled if each.isascii() and each.isalpha())
        return cls(whole, frozenset(each for one in whole for each in accumulate(one)))

    def is_unit(self, letters: str, *, last: bool) -> bool:
        """Tell whether *letters* may stand for one character; the last may be half typed."""
        if letters in self.whole or last:
            return letters in self.beginnings
        return is_initial(letters) and letters in self.beginnings


@lru_cache(maxsize=512)
def readings(typed: str, syllables: Syllables) -> tuple[Reading, ...]:
    """
    Give what *typed* may stand for, in the order of likelihood.

    Args:
        typed: A name's key: `国企gg`, `guoqigaige`, `gqgg`.
        syllables: Those that occur.
    """
    found: dict[Reading, None] = {}
    if len(typed) <= LONGEST_TYPED and any(map(is_spelled, typed)):
        runs = _RUNS.findall(typed)
        parted = [
            _parted(run, syllables, last=place == len(runs)) for place, run in enumerate(runs, 1)
        ]
        found.update(dict.fromkeys(_simplest(product(*parted))))
    found[tuple(typed)] = None
    return tuple(found)


def is_spelled(unit: str) -> bool:
    """Tell whether a unit says how a character sounds, and not which it is."""
    return "a" <= unit[0] <= "z"


def is_initial(unit: str) -> bool:
    """Tell whether a unit is what syllables begin with."""
    return unit in _TWO_LETTERS or (len(unit) == 1 and is_spelled(unit))


def _parted(run: str, syllables: Syllables, *, last: bool) -> list[Reading]:
    """Part a run of letters into units, the fewest units first."""
    if not is_spelled(run):
        return [(run,)]
    ways: list[list[Reading]] = [[] for _ in run] + [[()]]
    for start in range(len(run) - 1, -1, -1):
        longer = [
            (run[start:end], *rest)
            for end in range(start + 1, min(start + 6, len(run)) + 1)
            if syllables.is_unit(run[start:end], last=last and end == len(run))
            for rest in ways[end]
        ]
        ways[start] = sorted(longer, key=len)[:MOST_READINGS]
    return ways[0]


def _simplest(parted: Iterator[tuple[Reading, ...]]) -> list[Reading]:
    joined = (tuple(unit for part in parts for unit in part) for parts in parted)
    return sorted(islice(joined, _MOST_JOINED), key=len)[:MOST_READINGS]
