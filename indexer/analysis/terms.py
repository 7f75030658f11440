"""
The one analyser of index and query: folded text -> terms, joined by blanks.

Two kinds of terms, each for what it is good at:

- words, cut by the segmenter, decide the order of the answers;
- bigrams of the stream decide what matches, whatever the segmenter thinks. Every character begins
  one, the last of a text together with a border, so that a lone character is found by the bigrams
  that it begins.

The stream is the folded text with a mark `¦` at both ends of every run of Latin letters and
digits. So `¦20¦` is found in 20% and not in 2020, while a quoted `20`, without the marks, is
found in both.
"""

import re
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.settings import Settings
from corpus.text.fold import RESERVED, is_run_letter
from corpus.vocabulary.lexicon import Lexicon, bundled_lexicon
from indexer.analysis.names import Names
from indexer.analysis.segment import Segmenter, open_segmenter

ANALYSIS_VERSION = 2  # raise it when the same text and lexicon give other terms than before

_RUNS = re.compile(r"[0-9a-z]+")
_UNCUT = re.compile("[^\u4e00-\u9fd50-9a-z]")  # what jieba does not cut, or not like rjieba
_CUT_OR_LETTERS = re.compile(r"(?P<cut>[\u4e00-\u9fd50-9a-z]+)|[^\W_]")
_MARK = RESERVED[0]  # the border of a run
BORDER = RESERVED[1]  # the end of a text
_CODE_POINTS = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_TWO_MARKS = re.compile(f"{_MARK} ?{_MARK}")
_SYMBOLS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:%|[万亿]元?)?")
_SHARE = re.compile(r"百分之[零一二三四五六七八九十百点]+")


@dataclass(frozen=True, slots=True)
class Analyser:
    """
    Turns folded text into terms.

    Attributes:
        lexicon: The words that it knows beside the dictionary's.
        segmenter: What cuts.
    """

    lexicon: Lexicon
    segmenter: Segmenter

    @property
    def version(self) -> str:
        """
        Name of the rules by which an index was cut.

        They stand beside the index, the version of the lexicon beside each document.
        """
        return str(ANALYSIS_VERSION)

    def words(self, folded: str) -> str:
        """Give the words of *folded* and the words inside them, for ranking."""
        return " ".join(self.segmenter.cut_for_search(_UNCUT.sub(" ", folded)))

    def pieces(self, folded: str) -> list[str]:
        """
        Cut a run of a query into the pieces that must be found, in order, symbols left out.

        A number takes its percent sign or its measure with it: `20%`, `1.5亿元`, `20届`; a name
        of which the lexicon knows others is one piece.
        """
        pieces: list[str] = []
        names = _names(self.lexicon)
        placed = list(self._placed_words(folded))
        ends = {start + len(word) for start, word in placed}
        end = 0  # of what the last piece holds
        for start, word in placed:
            if start < end:
                continue
            end = start + len(word)
            if name := names.longest_at(folded, start, ends):
                word, end = name, start + len(name)
            elif _NUMBER.fullmatch(word) and (number := _NUMBER.match(folded, start)):
                word, end = number[0], number.end()
            elif share := _SHARE.match(folded, start):
                word, end = share[0], share.end()
            elif pieces and _is_measure(word) and folded[start - 1].isdigit():
                word = pieces.pop() + word
            pieces.append(word)
        return pieces

    def _placed_words(self, folded: str) -> Iterator[tuple[int, str]]:
        """Give the words of the basic cut with their offsets; letters it does not know alone."""
        for block in _CUT_OR_LETTERS.finditer(folded):
            offset = block.start()
            for word in self.segmenter.cut(block[0]) if block["cut"] else block[0]:
                yield offset, word
                offset += len(word)


def title_key(folded: str) -> str:
    """Give a folded title without symbols, by which whole titles are equal."""
    return _SYMBOLS.sub("", folded)


def stream(folded: str) -> str:
    """Mark the borders of the runs in *folded*."""
    marked = _RUNS.sub(rf"{_MARK}\g<0>{_MARK}", folded)
    return _TWO_MARKS.sub(_MARK, marked)


def phrase_stream(folded: str) -> str:
    """Give the stream of a quoted phrase: a run at its edge may be part of a longer one."""
    return stream(folded).strip(_MARK)


def bigrams(marked: str) -> str:
    """Give the bigrams of a stream in order, parted by blanks; nothing for a single character."""
    count = len(marked) - 1
    if count < 1:
        return ""
    # As numbers, and in three strides: a third of the time that joining strings takes.
    letters = array("I", marked.encode(_CODE_POINTS))
    parted = array("I", " ".encode(_CODE_POINTS)) * (3 * count)
    parted[0::3] = letters[:-1]
    parted[1::3] = letters[1:]
    return parted.tobytes().decode(_CODE_POINTS)[:-1]


def bounded_bigrams(marked: str) -> str:
    """Give the bigrams of a whole text, which no phrase goes beyond."""
    return bigrams(marked + BORDER)


def title_pairs(folded: str) -> tuple[str, ...]:
    """Give the bigrams, symbols left out, by which a title and what is typed are compared."""
    return tuple(dict.fromkeys(bigrams(title_key(folded)).split()))


def is_inside_run(pair: str) -> bool:
    """Tell whether a bigram is a piece of a run, which says nothing about the whole run."""
    return all(is_run_letter(letter) or letter == _MARK for letter in pair)


def open_analyser(settings: Settings, lexicon: Lexicon | None = None) -> Analyser:
    """Open the analyser that the settings ask for; under the bundled lexicon if none is given."""
    chosen = lexicon or bundled_lexicon()
    return Analyser(chosen, open_segmenter(settings.segmenter, chosen.terms))


@lru_cache(maxsize=2)
def _names(lexicon: Lexicon) -> Names:
    """Give the names that a query holds whole, for there are others for them."""
    return Names(word for group in lexicon.groups for word in group.words)


def _is_measure(word: str) -> bool:
    return len(word) == 1 and not word.isascii()
