"""What was meant by words that sound or look like others: homophones, slips, pinyin."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.catalogue.visibility import Groups
from corpus.text.fold import fold
from indexer.analysis.terms import Analyser
from indexer.search.suggest.shelf import Shelf
from indexer.search.suggest.spelling import loosely, name_key, spell
from indexer.search.suggest.words import Word

LONGEST_QUERY = 60  # characters; a longer one is a question, whose words count little each
MOST_CORRECTIONS = 6
_LONGEST_WINDOW = 12
_SHORTEST_SLIP = 3  # characters of a word in which one may be wrong

_RUNS = re.compile(
    r"(?P<han>[\u3400-\u9fff]+)(?!\s*[:：])|(?P<latin>[A-Za-züÜ]+(?:[ '’]+[A-Za-züÜ]+)*)(?!\s*[:：])"
)
_MIXED = re.compile(r"[\u3400-\u9fffA-Za-züÜ]+")


@dataclass(frozen=True, slots=True)
class Fix:
    """
    A word in the place of what was typed.

    Attributes:
        start: Offset of what was typed, in code points of the query.
        end: Offset behind it.
        word: What may be meant.
        weight: How likely; compares only within one query.
    """

    start: int
    end: int
    word: str
    weight: float


class Corrections:
    """Words by how they sound and by how they look."""

    def __init__(self, words: Sequence[Word], shelf: Shelf, analyser: Analyser) -> None:
        """Lay *words* out; *shelf* has them in the same order."""
        self._words = words
        self._shelf = shelf
        self._analyser = analyser
        keys = [name_key(word.text) for word in words]
        spelled = [spell(key) for key in keys]
        self._texts = _placed(_numbered(keys))
        self._sounds = _placed(_numbered(map(" ".join, spelled)))
        self._loose_sounds = _placed(_numbered(map(loosely, spelled)))
        self._letters = _placed(_numbered(map("".join, spelled)))
        self._near = _placed(
            (near, place)
            for place, key in enumerate(keys)
            if len(key) >= _SHORTEST_SLIP
            for near in _with_one_less(key)
        )

    def of(self, query: str, visible_to: Groups) -> tuple[str, ...]:
        """
        Give queries that may be meant instead of *query*, likeliest first.

        Only words of the lexicon and of documents that may be seen take part.
        """
        if len(query) > LONGEST_QUERY:
            return ()
        fixes = sorted(
            self._fixes(query, visible_to), key=lambda fix: (-fix.weight, fix.start, fix.word)
        )
        together = tuple(_apart(fixes))
        meant = [_applied(query, together)] if len(together) > 1 else []
        meant += [_applied(query, (fix,)) for fix in fixes]
        return tuple(each for each in dict.fromkeys(meant) if each != query)[:MOST_CORRECTIONS]

    def _fixes(self, query: str, visible_to: Groups) -> Iterator[Fix]:
        for run in _RUNS.finditer(query):
            if run["han"]:
                yield from self._fixes_of_han(run.start(), fold(run[0]), visible_to)
            else:
                yield from self._fixes_of_latin(run.start(), run[0], visible_to)
        for run in _MIXED.finditer(query):
            if not run[0].isascii() and re.search("[A-Za-z]", run[0]):
                yield from self._named_by(run.start(), run[0], visible_to)

    def _fixes_of_latin(self, start: int, typed: str, visible_to: Groups) -> Iterator[Fix]:
        yield from self._named_by(start, typed, visible_to)
        covering = self._covering(name_key(typed), visible_to)
        if len(covering) > 1:
            words = " ".join(word.text for word in covering)
            yield Fix(start, start + len(typed), words, len(typed) / 4)

    def _named_by(self, start: int, typed: str, visible_to: Groups) -> Iterator[Fix]:
        """Give the words that are spelled just so, or by their first letters."""
        key, found = name_key(typed), 0
        for match in self._shelf.find(typed):
            word = self._words[match.place]
            whole = match.start == 0 and match.end == len(name_key(word.text))
            if whole and word.may_be_told(visible_to) and name_key(word.text) != key:
                found += 1
                yield Fix(start, start + len(typed), word.text, _weight(word, visible_to, 0))
            if found >= MOST_CORRECTIONS:
                return

    def _covering(self, letters: str, visible_to: Groups) -> tuple[Word, ...]:
        """Give the fewest words whose syllables joined are *letters*; nothing if there are none."""
        ways: list[tuple[Word, ...] | None] = [None] * len(letters) + [()]
        for start in range(len(letters) - 1, -1, -1):
            for end in range(start + 2, len(letters) + 1):
                rest = ways[end]
                if rest is None:
                    continue
                word = self._likeliest(self._letters.get(letters[start:end], ()), visible_to)
                best = ways[start]
                if word is not None and (best is None or len(rest) + 1 < len(best)):
                    ways[start] = (word, *rest)
        return ways[0] or ()

    def _likeliest(self, places: Sequence[int], visible_to: Groups) -> Word | None:
        told = (self._words[place] for place in places)
        return max(
            (word for word in told if word.may_be_told(visible_to)),
            key=lambda word: (word.known, word.documents(visible_to)),
            default=None,
        )

    def _fixes_of_han(self, at: int, run: str, visible_to: Groups) -> Iterator[Fix]:
        sounds = spell(run)
        borders = {0}
        for piece in self._analyser.pieces(run):
            borders.add(max(borders) + len(piece))
        for start in range(len(run)):
            for end in range(start + 2, min(start + _LONGEST_WINDOW, len(run)) + 1):
                window = run[start:end]
                if self._is_right(window, visible_to):
                    continue
                if end - start == 2 and not {start, end} <= borders:
                    continue  # two characters of two words sound like anything
                for word, doubt in self._alike(window, sounds[start:end]):
                    if word.may_be_told(visible_to):
                        weight = _weight(word, visible_to, doubt)
                        yield Fix(at + start, at + end, word.text, weight)

    def _is_right(self, window: str, visible_to: Groups) -> bool:
        places = self._texts.get(window, ())
        return any(self._words[place].may_be_told(visible_to) for place in places)

    def _alike(self, window: str, sounds: Sequence[str]) -> Iterator[tuple[Word, float]]:
        """Give the words that sound like *window*, or differ in one character, and the doubt."""
        for place in self._sounds.get(" ".join(sounds), ()):
            yield self._words[place], 0.3
        for place in self._loose_sounds.get(loosely(sounds), ()):
            yield self._words[place], 0.8
        if len(window) < _SHORTEST_SLIP:
            return
        near = (place for each in _with_one_less(window) for place in self._near.get(each, ()))
        for place in dict.fromkeys(near):
            word = self._words[place]
            if is_one_slip(window, name_key(word.text)):
                yield word, 1.5


def is_one_slip(one: str, other: str) -> bool:
    """Tell whether a character was left out, added, put for another, or two changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    left, right = one[same:], other[same:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def _with_one_less(key: str) -> Iterable[str]:
    """Give *key*, and every way to leave one character out."""
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}


def _weight(word: Word, visible_to: Groups, doubt: float) -> float:
    often = min(word.documents(visible_to), 1000) / 1000
    return len(word.text) + 0.5 * word.known + often - doubt


def _apart(fixes: Iterable[Fix]) -> Iterator[Fix]:
    """Give the likeliest that do not overlap."""
    taken: list[Fix] = []
    for fix in fixes:
        if all(fix.end <= other.start or other.end <= fix.start for other in taken):
            taken.append(fix)
            yield fix


def _applied(query: str, fixes: Iterable[Fix]) -> str:
    for fix in sorted(fixes, key=lambda each: -each.start):
        query = query[: fix.start] + fix.word + query[fix.end :]
    return query


def _numbered(keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    return ((key, place) for place, key in enumerate(keys))


def _placed(pairs: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    """Give for each key the places where it stands."""
    found: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for key, place in pairs:
        found[key][place] = None
    return {key: tuple(places) for key, places in found.items()}
