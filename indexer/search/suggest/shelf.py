"""Names in rows, found by any part of them: by characters, by pinyin, by first letters."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.search.suggest.reading import Reading, Syllables, is_spelled, readings
from indexer.search.suggest.spelling import name_key, spell

_END = "\n"  # between two names; no key holds it
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

    def __init__(self, names: Sequence[str]) -> None:
        """Put *names* on the shelf, in the order in which they are to be found."""
        keys = [name_key(name) for name in names]
        self._letters = _END + "".join(f"{key}{_END}" for key in keys)
        self._syllables = [_END]
        self._begins: list[int] = []
        for key in keys:
            self._begins.append(len(self._syllables))
            self._syllables += [*spell(key), _END]
        self._initials = "".join(each[0] for each in self._syllables)
        self._occurring = Syllables.among(set(self._syllables))

    def find(self, typed: str) -> Iterator[Match]:
        """Give the names that hold what is typed, those that begin with it first."""
        key = name_key(typed)
        meant = readings(key, self._occurring) if key else ()
        seen: set[int] = set()
        for begins in (True, False):
            for reading in meant:
                if not begins and len(reading) == 1 and is_spelled(reading[0]):
                    continue  # one syllable inside of names tells nothing
                for at in self._places(reading, begins=begins):
                    place = bisect_right(self._begins, at) - 1
                    if place not in seen:
                        seen.add(place)
                        start = at - self._begins[place]
                        yield Match(place, start, start + len(reading))

    def _places(self, reading: Reading, *, begins: bool) -> Iterator[int]:
        row, sought, offset = self._telling(reading)
        if begins and offset == 0:
            sought, offset = _END + sought, -1
        at = row.find(sought)
        for _ in range(_MOST_LOOKED_AT):
            if at < 0:
                return
            start = at - offset
            if start > 0 and self._holds(reading, start, begins=begins):
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

    def _holds(self, reading: Reading, start: int, *, begins: bool) -> bool:
        if begins and self._letters[start - 1] != _END:
            return False
        letters, syllables = self._letters, self._syllables
        if start + len(reading) >= len(letters):
            return False
        return all(
            letters[at] == unit or (is_spelled(unit) and syllables[at].startswith(unit))
            for at, unit in enumerate(reading, start)
        )
