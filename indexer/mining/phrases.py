"""Neighbouring words that are one word: counted, then judged by PMI and by what stands beside."""

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

LEAST_COUNT = 8  # of a phrase in the whole library
LEAST_PMI = 5.0  # bits by which its words stand together more often than by chance
LEAST_ENTROPY = 1.6  # nats: what stands before and behind it must vary
MOSTLY = 0.6  # of its places, at which a phrase goes on with one word
LONGEST = 10  # characters

_BORDER = 0  # the word that stands for everything that is no word
_SHIFT = 32
_LOW = (1 << _SHIFT) - 1
_NO_PAIR = 0
_ORDINAL = re.compile("^第|[零一二三四五六七八九十百]{2}|^[零一二三四五六七八九十百]|[0-9]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    Words that may be one.

    Attributes:
        text: Folded.
        count: How often it stands in the library.
        score: The higher, the likelier is it a word.
    """

    text: str
    count: int
    score: float


class PhraseCounter:
    """Takes texts as lists of words; tells which of them are phrases."""

    def __init__(self, stopped: Container[str]) -> None:
        """
        Begin.

        Args:
            stopped: Words of which no phrase is made.
        """
        self._stopped = stopped
        self._numbers: dict[str, int] = {" ": _BORDER}
        self._words: list[str] = [" "]
        self._usable = [False]
        self._stream = array("I", [_BORDER])

    def add(self, words: Sequence[str]) -> None:
        """Take the words of a text; blanks part what does not stand together."""
        numbers = self._numbers
        for word in words:
            if word not in numbers:
                numbers[word] = len(self._words)
                self._words.append(word)
                self._usable.append(self._is_usable(word))
        self._stream.extend([numbers[word] for word in words])
        self._stream.append(_BORDER)

    def phrases(self) -> Iterator[Phrase]:
        """Give the phrases of two words and of three, in no order."""
        stream, grams = self._stream, self._pairs()
        single, counts = Counter(stream), Counter(grams)
        del counts[_NO_PAIR]
        likely = {
            gram: pmi
            for gram, count in counts.items()
            if count >= LEAST_COUNT and (pmi := self._pmi(gram, count, single)) >= LEAST_PMI
        }
        before, behind = _neighbours(grams, likely, stream)
        for gram, pmi in likely.items():
            words = (gram >> _SHIFT, gram & _LOW)
            yield from self._judged(words, counts[gram], pmi, before[gram], behind[gram])
            for number, count in behind[gram].most_common(1):
                # It goes on in one way mostly, so the longer one is the word.
                if self._usable[number] and count >= max(LEAST_COUNT, MOSTLY * counts[gram]):
                    yield from self._judged((*words, number), count, pmi, before[gram], None)

    def _pairs(self) -> "array[int]":
        """Give for each place the pair that begins there, or none."""
        stream, usable = self._stream, self._usable
        return array(
            "Q",
            (
                first << _SHIFT | second if usable[first] and usable[second] else _NO_PAIR
                for first, second in zip(stream, islice(stream, 1, None), strict=False)
            ),
        )

    def _judged(
        self,
        words: tuple[int, ...],
        count: int,
        pmi: float,
        before: Counter[int],
        behind: Counter[int] | None,
    ) -> Iterator[Phrase]:
        text = "".join(self._words[number] for number in words)
        varied = min(_entropy(each) for each in (before, behind) if each is not None)
        if len(text) <= LONGEST and varied >= LEAST_ENTROPY:
            yield Phrase(text, count, pmi * varied * math.log(count))

    def _pmi(self, gram: int, count: int, single: Counter[int]) -> float:
        apart = single[gram >> _SHIFT] * single[gram & _LOW]
        return math.log2(count * len(self._stream) / apart)

    def _is_usable(self, word: str) -> bool:
        return word not in self._stopped and not word.isascii() and not _ORDINAL.search(word)


def _neighbours(
    grams: Sequence[int], likely: Container[int], stream: Sequence[int]
) -> tuple[defaultdict[int, Counter[int]], defaultdict[int, Counter[int]]]:
    """Count what stands before and behind the pairs that are likely words."""
    before: defaultdict[int, Counter[int]] = defaultdict(Counter)
    behind: defaultdict[int, Counter[int]] = defaultdict(Counter)
    last = len(grams) - 1
    for at, gram in enumerate(grams):
        if gram in likely and 0 < at < last:
            before[gram][stream[at - 1]] += 1
            behind[gram][stream[at + 2]] += 1
    return before, behind


def _entropy(counts: Counter[int]) -> float:
    """Give the entropy in nats; each border is a neighbour of its own, for there nothing binds."""
    borders = counts[_BORDER]
    total = counts.total()
    if not total:
        return 0.0
    varied = -sum(
        count / total * math.log(count / total) for word, count in counts.items() if word != _BORDER
    )
    return varied + borders / total * math.log(total)
