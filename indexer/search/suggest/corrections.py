"""What was meant by words that sound or look like others: homophones, slips, pinyin."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.catalogue.visibility import Groups
from corpus.text.fold import fold
from indexer.analysis.terms import Analyser
from indexer.search.suggest.alike import LIKE_SOUND, SHORTEST_SLIP, Alike, common_words
from indexer.search.suggest.shelf import Shelf
from indexer.search.suggest.spelling import name_key, spell
from indexer.search.suggest.words import Word

LONGEST_QUERY = 30  # characters; a longer one is a question, whose words count little each
MOST_CORRECTIONS = 6
_LONGEST_WINDOW = 12

_HAN, _LATIN, _NO_FIELD = "\u3400-\u9fff", "A-Za-züÜ", r"(?!\s*[:：])"
_OPERATOR = r"(?<!\S)(?:AND|OR|NOT|同句|同段)(?!\S)"
_RUNS = re.compile(
    rf"{_OPERATOR}|(?P<han>[{_HAN}]++){_NO_FIELD}"
    rf"|(?P<latin>[{_LATIN}]++(?:[ '’]++(?!{_OPERATOR})[{_LATIN}]++)*+){_NO_FIELD}"
)
_MIXED = re.compile(rf"(?=[{_LATIN}]*[{_HAN}])(?=[{_HAN}]*[{_LATIN}])[{_HAN}{_LATIN}]++{_NO_FIELD}")


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
    """Finds what may be meant instead of a query."""

    def __init__(
        self, words: Sequence[Word], shelf: Shelf, analyser: Analyser, pairs: Sequence[Word] = ()
    ) -> None:
        """Know *words*, which stand on *shelf* in the same order, and *pairs* of neighbours."""
        self._words = words
        self._shelf = shelf
        self._analyser = analyser
        self._alike = Alike(words)
        self._common = common_words()
        self._pairs = Alike(pairs)

    def of(self, query: str, visible_to: Groups) -> tuple[str, ...]:
        """
        Give queries that may be meant instead of *query*, likeliest first.

        Only words of the dictionary, the lexicon and the documents that may be seen take part.
        """
        if len(query) > LONGEST_QUERY:
            return ()
        fixes = sorted(
            _widest(list(self._fixes(query, visible_to))),
            key=lambda fix: (-fix.weight, fix.start, fix.word),
        )
        together = tuple(_apart(fixes))
        meant = [_applied(query, together)] if len(together) > 1 else []
        meant += [_applied(query, (fix,)) for fix in fixes]
        return tuple(each for each in dict.fromkeys(meant) if each != query)[:MOST_CORRECTIONS]

    def of_whole(self, run: str, visible_to: Groups) -> tuple[str, ...]:
        """Give what may be meant by a run of Chinese characters as a whole, likeliest first."""
        folded = fold(run)
        sounds = spell(folded)
        weighed = dict(self._like(folded, sounds, visible_to))
        for word, doubt in self._pairs.like(folded, sounds):
            if word.may_be_told(visible_to):
                weighed.setdefault(word.text, _weight(word, visible_to, doubt))
        likeliest = sorted(weighed, key=lambda text: (-weighed[text], text))
        return tuple(text for text in likeliest if text != folded)[:MOST_CORRECTIONS]

    def _fixes(self, query: str, visible_to: Groups) -> Iterator[Fix]:
        for run in _RUNS.finditer(query):
            if run["han"]:
                yield from self._fixes_of_han(run.start(), fold(run[0]), visible_to)
            elif run["latin"]:
                yield from self._fixes_of_latin(run.start(), run[0], visible_to)
        for run in _MIXED.finditer(query):
            yield from self._named_by(run.start(), run[0], visible_to)

    def _fixes_of_latin(self, start: int, typed: str, visible_to: Groups) -> Iterator[Fix]:
        yield from self._named_by(start, typed, visible_to)
        covering = self._covering(name_key(typed), visible_to)
        if covering:
            words = " ".join(word.text for word in covering)
            yield Fix(start, start + len(typed), words, len(typed) / 4)

    def _named_by(self, start: int, typed: str, visible_to: Groups) -> Iterator[Fix]:
        """Give the words that are spelled just so, or by their first letters."""
        key, found, words = name_key(typed), 0, self._words
        for match in self._shelf.find(typed, lambda at: words[at].may_be_told(visible_to)):
            word = words[match.place]
            whole = match.start == 0 and match.end == len(name_key(word.text))
            if whole and name_key(word.text) != key:
                found += 1
                yield Fix(start, start + len(typed), word.text, _weight(word, visible_to, 0))
            if found >= MOST_CORRECTIONS:
                return

    def _covering(self, letters: str, visible_to: Groups) -> tuple[Word, ...]:
        """Give the fewest words whose syllables joined are *letters*; nothing if there are none."""
        ways: list[tuple[Word, ...] | None] = [None] * len(letters) + [()]
        for start in range(len(letters) - 1, -1, -1):
            for end in range(start + 2, len(letters) + 1):
                rest, best = ways[end], ways[start]
                if rest is None or (best is not None and len(best) <= len(rest) + 1):
                    continue
                word = self._likeliest(letters[start:end], visible_to)
                if word is not None:
                    ways[start] = (word, *rest)
        return ways[0] or ()

    def _likeliest(self, letters: str, visible_to: Groups) -> Word | None:
        return max(
            (word for word in self._alike.spelled(letters) if word.may_be_told(visible_to)),
            key=lambda word: (word.known, word.documents(visible_to)),
            default=None,
        )

    def _fixes_of_han(self, at: int, run: str, visible_to: Groups) -> Iterator[Fix]:
        sounds = spell(run)
        borders = {0}
        for piece in self._analyser.pieces(run):
            borders.add(max(borders) + len(piece))
        windows = [
            (start, end)
            for start in range(len(run))
            for end in range(start + 2, min(start + _LONGEST_WINDOW, len(run)) + 1)
        ]
        meant = {each for each in windows if self._is_meant(run[slice(*each)], visible_to)}
        right = meant | {each for each in windows if run[slice(*each)] in self._common}
        for start, end in windows:
            is_short = end - start < SHORTEST_SLIP
            if is_short and not {start, end} <= borders:
                continue  # two characters of two words sound like anything
            if (start, end) in meant or any(_breaks(start, end, *word) for word in right):
                continue
            for word, weight in self._like(run[start:end], sounds[start:end], visible_to):
                yield Fix(at + start, at + end, word, weight)

    def _is_meant(self, window: str, visible_to: Groups) -> bool:
        return any(word.may_be_told(visible_to) for word in self._alike.written(window))

    def _like(
        self, window: str, sounds: Sequence[str], visible_to: Groups
    ) -> Iterator[tuple[str, float]]:
        for word, doubt in self._alike.like(window, sounds):
            if word.may_be_told(visible_to):
                yield word.text, _weight(word, visible_to, doubt)
        for common in self._common.like(window):
            if common != window:
                yield common, len(common) - LIKE_SOUND


def _breaks(start: int, end: int, right_start: int, right_end: int) -> bool:
    """Tell whether a window lies in a longer right word, or cuts one of three or more apart."""
    if right_start <= start and end <= right_end:
        return end - start < right_end - right_start
    apart = end <= right_start or right_end <= start
    holds = start <= right_start and right_end <= end
    return right_end - right_start >= SHORTEST_SLIP and not apart and not holds


def _weight(word: Word, visible_to: Groups, doubt: float) -> float:
    often = min(word.documents(visible_to), 1000) / 1000
    return len(word.text) + 0.5 * word.known + often - doubt


def _widest(fixes: Sequence[Fix]) -> Iterator[Fix]:
    """Leave out a fix where a wider one has the same word: what it leaves over was meant too."""
    for fix in fixes:
        wider = (
            other.word == fix.word
            and other.start <= fix.start
            and fix.end <= other.end
            and fix.end - fix.start < other.end - other.start
            for other in fixes
        )
        if not any(wider):
            yield fix


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
