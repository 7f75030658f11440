"""Names in rows, found by any part of them: by characters, by pinyin, by first letters."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from typing import TypeAlias

from indexer.search.suggest.reading import Reading, Syllables, is_initial, is_spelled, readings
from indexer.search.suggest.spelling import name_key, spell

Told: TypeAlias = Callable[[int], bool]  # whether the name at a place may be told
Cut: TypeAlias = Callable[[str], Iterable[str]]

_END = "\n"  # between two names; no key holds it
_MOST_LATER = 40  # matches from the middle of words, which are given last
_MOST_LOOKED_AT = 3000  # places where a reading may begin, for `shi` begins everywhere


@dataclass(frozen=True, slots=True)
class Match:
    """
    A name that holds what is typed.

    Attributes:
        place: Of the name on its shelf.
        start: Offset of the match in the name's key, in code points.
        end: Offset behind it.
    """

    place: int
    start: int
    end: int


class Shelf:
    """
    Names, best first.

    Three rows lie side by side, with one item for every character of all names: the characters,
    their syllables, and the first letters of these. A reading is looked for in a row that tells
    most, by one search through a long string, and then compared with the others.
    """

    def __init__(self, names: Sequence[str], cut: Cut = list) -> None:
        """
        Put *names* on the shelf, in the order in which they are to be found.

        Args:
            names: As they are written.
            cut: Cuts a key into words, whose beginnings first letters tell most of.
        """
        keys = [name_key(name) for name in names]
        self._word_begins = bytearray(b"\0")
        self._letters = _END + "".join(f"{key}{_END}" for key in keys)
        self._syllables = [_END]
        self._begins: list[int] = []
        for key in keys:
            self._begins.append(len(self._syllables))
            self._syllables += [*spell(key), _END]
            for word in cut(key):
                self._word_begins += b"\1" + bytes(len(word) - 1)
            self._word_begins += b"\0"
        self._initials = "".join(each[0] for each in self._syllables)
        self._occurring = Syllables.among(set(self._syllables))

    def find(self, typed: str, may_be_told: Told | None = None) -> Iterator[Match]:
        """
        Give the names that hold what is typed.

        First those that begin with it, then those with a word that does, then the others; first
        letters from the middle of a word on count only where there is nothing better.

        Args:
            typed: As it was typed.
            may_be_told: Tells by its place whether a name may be told; the others are as if they
                were not there.
        """
        key = name_key(typed)
        meant = readings(key, self._occurring) if key else ()
        seen: set[int] = set()
        later: list[tuple[Reading, Match]] = []
        for begins in (True, False):
            for reading in meant:
                for is_good, match in self._matches(reading, later, begins=begins):
                    if match.place in seen or not (may_be_told is None or may_be_told(match.place)):
                        continue
                    if is_good:
                        seen.add(match.place)
                        yield match
                    else:
                        later.append((reading, match))
        yield from _rest(later, seen)

    def _matches(
        self, reading: Reading, later: Sized, *, begins: bool
    ) -> Iterator[tuple[bool, Match]]:
        """
        Give matches, and whether each stands at the beginning of a name or a word.

        The others are left out once there are enough in *later*.
        """
        if not begins and len(reading) == 1 and is_spelled(reading[0]):
            return  # one syllable inside of names tells nothing
        for at in self._places(reading, begins=begins):
            is_good = begins or bool(self._word_begins[at])
            if (is_good or len(later) < _MOST_LATER) and self._holds(reading, at):
                place = bisect_right(self._begins, at) - 1
                start = at - self._begins[place]
                yield is_good, Match(place, start, start + len(reading))

    def _places(self, reading: Reading, *, begins: bool) -> Iterator[int]:
        """Give where *reading* may stand, by the row that tells most."""
        row, sought, offset = self._telling(reading)
        if begins and offset == 0:
            sought, offset = _END + sought, -1
        at = row.find(sought)
        for _ in range(_MOST_LOOKED_AT):
            if at < 0:
                return
            start = at - offset
            if start > 0 and (not begins or self._letters[start - 1] == _END):
                yield start
            at = row.find(sought, at + 1)

    def _telling(self, reading: Reading) -> tuple[str, str, int]:
        """Say in which row to look, for what, and how far behind the reading's start that is."""
        best, run, start = "", "", 0
        for place, unit in enumerate((*reading, "a")):
            if not is_spelled(unit):
                run += unit
                continue
            if len(run) > len(best):
                best, start = run, place - len(run)
            run = ""
        if best:
            return self._letters, best, start
        return self._initials, "".join(unit[0] for unit in reading), 0

    def _holds(self, reading: Reading, start: int) -> bool:
        letters, syllables = self._letters, self._syllables
        if start + len(reading) >= len(letters):
            return False
        for at, unit in enumerate(reading, start):
            if letters[at] == unit:
                continue
            if not is_spelled(unit) or not syllables[at].startswith(unit):
                return False
        return True


def _rest(later: list[tuple[Reading, Match]], seen: set[int]) -> Iterator[Match]:
    """Give the matches from the middle of words, of first letters only where *seen* is empty."""
    is_found = bool(seen)
    for reading, match in later:
        if match.place not in seen and not (is_found and all(map(is_initial, reading))):
            seen.add(match.place)
            yield match
