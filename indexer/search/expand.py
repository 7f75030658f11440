"""Pieces -> everything else that means the same: aliases, and numbers in words and digits."""

import re
from collections.abc import Iterator, Mapping

from corpus.text import numerals
from corpus.text.fold import fold
from corpus.vocabulary.enterprises import Enterprises
from corpus.vocabulary.lexicon import Lexicon
from indexer.analysis.terms import Analyser

MOST_ALTERNATIVES = 12

_CHINESE = "零一二三四五六七八九"
_DIGITS_WITH_MEASURE = re.compile(r"([0-9]{1,4})([届大次年月日条章号])$")
_WORDS_WITH_MEASURE = re.compile(rf"([{_CHINESE}十百]{{1,6}})([届大次年月日条章号])$")


class Expander:
    """Knows the alternatives of every piece under one lexicon."""

    def __init__(self, analyser: Analyser, enterprises: Enterprises) -> None:
        self._analyser = analyser
        self._aliases = _folded(analyser.lexicon)
        self.enterprises = {fold(name): fold(full) for name, full in enterprises.names.items()}

    def alternatives(self, piece: str) -> tuple[str, ...]:
        """
        Give what a document may hold in place of *piece*, likeliest first.

        Args:
            piece: Folded; a word of the query.
        """
        found: dict[str, None] = {}
        for other in (*self._by_alias(piece), *_other_numerals(piece)):
            if piece not in other:  # what holds the piece is found by it already
                found.setdefault(other)
        return tuple(found)[:MOST_ALTERNATIVES]

    def _by_alias(self, piece: str) -> Iterator[str]:
        """Put aliases in the place of the piece, and of the words inside it."""
        words = dict.fromkeys([piece, *self._analyser.words(piece).split()])
        for word in words:
            for alias in self._aliases.get(word, ()):
                yield piece.replace(word, alias)


def _folded(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    return {
        fold(word): tuple(fold(other) for other in others)
        for word, others in lexicon.aliases.items()
    }


def _other_numerals(piece: str) -> Iterator[str]:
    """Give `二十届` for `20届`, `二〇二四年` for `2024年`, and the other way round."""
    if digits := _DIGITS_WITH_MEASURE.fullmatch(piece):
        value, measure = digits.groups()
        yield "".join(_CHINESE[int(digit)] for digit in value) + measure
        yield numerals.chinese(int(value)) + measure
    elif words := _WORDS_WITH_MEASURE.fullmatch(piece):
        numeral, measure = words.groups()
        if all(letter in _CHINESE for letter in numeral):
            yield "".join(str(_CHINESE.index(letter)) for letter in numeral) + measure
        elif (number := numerals.integer(numeral)) is not None:
            yield f"{number}{measure}"
