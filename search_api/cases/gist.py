"""What a practice is about: its words that mean something, and what they are worth."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from corpus.actor import Actor
from corpus.text.fold import fold
from indexer.analysis.terms import Analyser
from indexer.library import Library
from indexer.search.request import SearchRequest
from search_api.cases.matching import telling_words

_NO_WORD = re.compile("[一二三四五六七八九十两几多每各]|[亿万千百]|.*[年月日次]$")
_EMPTY = 0.1  # what is worth less says nothing by itself: 工作, 建立, 开展, 管理
_FEWEST = 2  # words that two texts must share
_MOST_CENTRAL = 8  # words that a practice is about
_IN_HEADING = 2  # times that a word counts which names the practice


@cache
def empty_words() -> frozenset[str]:
    """Give the words that say nothing of what a text is about."""
    lines = (files("search_api.cases") / "empty_words.txt").read_text("utf-8").splitlines()
    return frozenset(each for each in lines if each and not each.startswith("#"))


class Valuing(Protocol):
    """Says what a word is worth."""

    def of_one(self, word: str) -> float:
        """Give what a word is worth, from 0 to 1."""
        ...


class Worth:
    """Says what a word is worth: 1 where one document has it, 0 where all have, or none."""

    def __init__(self, library: Library, actor: Actor) -> None:
        self._library = library
        self._actor = actor

    def of(self, words: Iterable[str]) -> float:
        """Give what words are worth together."""
        return sum(map(self.of_one, words))

    def of_one(self, word: str) -> float:
        """Give what a word is worth."""
        of, having = self._count(""), self._count(f'"{word}"')
        return math.log(of / having) / math.log(of) if having and of > 1 else 0.0

    def _count(self, query: str) -> int:
        request = SearchRequest(query, self._actor, expand=False)
        key = "worth", query, self._actor.visible_to
        return self._library.totals.of(
            self._library.state, key, lambda: self._library.finder.count(request)
        )


@dataclass(frozen=True, slots=True)
class Gist:
    """
    What a practice is about.

    Attributes:
        words: All of its words that mean something.
        central: Those of them that name it or come back in it, and are worth most.
    """

    words: frozenset[str]
    central: frozenset[str]

    def shared_with(self, words: frozenset[str]) -> tuple[str, ...]:
        """
        Give the words that another text has too; none where they are too few.

        Two must both be central; more may be any.
        """
        shared = self.words & words
        fewest = _FEWEST if shared <= self.central else _FEWEST + 1
        return tuple(sorted(shared)) if len(shared) >= fewest else ()


def gist_of(
    analyser: Analyser, text: str, quoted: str, without: frozenset[str], worth: Valuing
) -> Gist:
    """
    Say what a text is about.

    Args:
        analyser: To cut it.
        text: All of it; what comes back in it is central.
        quoted: Its beginning, from which the words are taken.
        without: Words that only name somebody.
        worth: Of words.
    """
    heading = telling_words(analyser, quoted.partition("\n")[0])
    told = telling_words(analyser, quoted) - without - empty_words()
    found = (each for each in told if not _NO_WORD.match(each))
    valued = {each: worth.of_one(each) for each in found}
    meaning = {each: value for each, value in valued.items() if value >= _EMPTY}
    times = Counter(analyser.segmenter.cut(fold(text)))
    weight = {
        each: value * (times[each] + _IN_HEADING * (each in heading))
        for each, value in meaning.items()
    }
    central = sorted(weight, key=lambda each: (-weight[each], each))[:_MOST_CENTRAL]
    return Gist(frozenset(meaning), frozenset(central))
