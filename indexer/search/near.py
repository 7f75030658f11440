"""What is near a text: its salient words as a ranking, and what two passages share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from corpus.document import Span, joined
from corpus.text.fold import fold, fold_with_origins
from indexer.analysis.terms import Analyser
from indexer.engine.query import Ranking

SHORTEST_STRETCH = 5  # letters that two texts share on purpose, rather than by chance
LEAST_SHARE = 0.3  # of two passages that are told to be alike
FEWEST_LETTERS = 16  # of a text that may be held by another one

_MOST_WORDS = 28  # of a ranking; the engine looks at the passages of each
_MOST_READ = 20_000  # characters of a text
_LETTER = re.compile(r"\w")
_LETTERS = re.compile(r"\w+")


def salient(title: str, text: str, analyser: Analyser) -> Ranking:
    """
    Rank by what a document is about: the words of its title, and those that it has most.

    Args:
        title: Folded.
        text: Folded.
        analyser: The one that cut the index.
    """
    counts = Counter(_telling(analyser.segmenter.cut(text[:_MOST_READ]), analyser))
    named = dict.fromkeys(_telling(analyser.segmenter.cut(title), analyser))
    most = max(counts.values(), default=1)
    weights = {word: count / most for word, count in counts.items()}
    for word in named:
        weights[word] = weights.get(word, 0.0) + 1.0
    return _ranked(weights)


def alike(text: str, analyser: Analyser) -> Ranking:
    """Rank by what a passage says, whatever words it says it with; *text* is folded."""
    words = dict.fromkeys(_telling(analyser.segmenter.cut(text), analyser))
    return _ranked({word: float(len(word)) for word in words}, title=False)


def _ranked(weights: dict[str, float], *, title: bool = True) -> Ranking:
    best = sorted(weights, key=lambda word: (-weights[word] * len(word), word))[:_MOST_WORDS]
    chosen = {word: weights[word] for word in best}
    return Ranking(words=chosen, title=chosen if title else {})


def _telling(words: Iterable[str], analyser: Analyser) -> Iterator[str]:
    function_words = analyser.lexicon.function_words
    for word in words:
        if len(word) > 1 and word.isalnum() and word not in function_words and not word.isdigit():
            yield word


def letters(text: str) -> str:
    """Give the letters of a text, folded: no punctuation, no blanks."""
    return "".join(_LETTERS.findall(fold(text)))


class Pattern:
    """A text whose stretches are looked for in others."""

    def __init__(self, text: str) -> None:
        self._letters = letters(text)
        self._known = set(_grams(self._letters))

    def share(self, text: str) -> float:
        """
        Tell how much of the shorter of the two texts stands in the other.

        Args:
            text: The other one.

        Returns:
            From 0 to 1, in letters; 0 where one is too short to tell.
        """
        other = letters(text)
        shorter = min(len(self._letters), len(other))
        if shorter < FEWEST_LETTERS:
            return 0.0
        covered = _length(_runs(self._known, other))
        if covered >= LEAST_SHARE * shorter:  # what the other repeats counts once
            covered = min(covered, _length(_runs(set(_grams(other)), self._letters)))
        return covered / shorter

    def stretches(self, text: str) -> tuple[Span, ...]:
        """Give the stretches of *text* that this one has too, in order."""
        folded = fold_with_origins(text)
        places = [at.start() for at in _LETTER.finditer(folded.text)]
        found = _runs(self._known, "".join(folded.text[place] for place in places))
        return tuple(
            joined(folded.original(places[run.start], places[run.end - 1] + 1) for run in found)
        )


def _runs(known: AbstractSet[str], text: str) -> list[Span]:
    """Give the stretches of *text* of which every piece is known."""
    width = SHORTEST_STRETCH
    at = (Span(start, start + width) for start, gram in enumerate(_grams(text)) if gram in known)
    return list(joined(at))


def _grams(text: str) -> list[str]:
    width = SHORTEST_STRETCH
    return [text[at : at + width] for at in range(len(text) - width + 1)]


def _length(runs: Iterable[Span]) -> int:
    return sum(run.end - run.start for run in runs)
