"""The words of a library: those of the lexicon, and those of its titles, speakers and headings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from corpus.catalogue.visibility import Groups
from corpus.text.fold import fold
from corpus.vocabulary.lexicon import Lexicon
from indexer.analysis.terms import Analyser

SHORTEST_WORD = 2  # characters
LONGEST_WORD = 24
_SHORTEST_PAIR, _LONGEST_PAIR = 3, 6  # characters of two words that stand side by side
_FEWEST_DOCUMENTS = 2  # which hold a word, unless the lexicon knows it


@dataclass(frozen=True, slots=True)
class Word:
    """
    A word that may be meant.

    Attributes:
        text: As it is shown.
        known: Whether the lexicon has it: then everyone may be told of it.
        held: How many documents have it in title or headings, by the groups that may see them.
    """

    text: str
    known: bool
    held: tuple[tuple[frozenset[str], int], ...] = ()

    def documents(self, visible_to: Groups) -> int:
        """Count the documents that hold it in title or headings, of those that may be seen."""
        return sum(n for groups, n in self.held if visible_to is None or groups & visible_to)

    def may_be_told(self, visible_to: Groups) -> bool:
        """Tell whether the lexicon has it, or enough of the documents that may be seen."""
        return self.known or self.documents(visible_to) >= _FEWEST_DOCUMENTS


def words_of(
    texts: Iterable[tuple[frozenset[str], frozenset[str]]], lexicon: Lexicon
) -> tuple[Word, ...]:
    """
    Gather words, those of the lexicon first, shorter ones before longer ones.

    Args:
        texts: For each document its words and the groups that may see it.
        lexicon: What the keeper knows.
    """
    held: defaultdict[str, defaultdict[frozenset[str], int]] = defaultdict(lambda: defaultdict(int))
    for words, groups in texts:
        for word in words:
            held[word][groups] += 1
    told = _told(lexicon)
    found = [Word(text, True, tuple(held.pop(folded, {}).items())) for folded, text in told.items()]
    found += [
        Word(word, False, tuple(counts.items()))
        for word, counts in held.items()
        if sum(counts.values()) >= _FEWEST_DOCUMENTS
    ]
    return tuple(sorted(found, key=lambda each: (not each.known, len(each.text), each.text)))


def cut(texts: Iterable[str], analyser: Analyser) -> frozenset[str]:
    """Give the Chinese words of titles and headings."""
    function_words = analyser.lexicon.function_words
    return frozenset(
        word
        for text in texts
        for word in analyser.pieces(fold(text))
        if SHORTEST_WORD <= len(word) <= LONGEST_WORD
        and word not in function_words
        and all("\u4e00" <= letter <= "\u9fff" for letter in word)
    )


def neighbours(texts: Iterable[str], analyser: Analyser) -> frozenset[str]:
    """Give the Chinese words that stand side by side in titles and headings, joined in pairs."""
    return frozenset(
        pair
        for folded in map(fold, texts)
        for pair in map("".join, pairwise(analyser.pieces(folded)))
        if _SHORTEST_PAIR <= len(pair) <= _LONGEST_PAIR
        and pair in folded
        and all("\u4e00" <= letter <= "\u9fff" for letter in pair)
    )


def pairs_of(texts: Iterable[tuple[frozenset[str], frozenset[str]]]) -> tuple[Word, ...]:
    """Gather the pairs of neighbours of documents, given with the groups that may see them."""
    held: defaultdict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for pairs, groups in texts:
        for pair in pairs:
            held[pair][groups] += 1
    return tuple(
        Word(pair, False, tuple(counts.items()))
        for pair, counts in sorted(held.items())
        if counts.total() >= _FEWEST_DOCUMENTS
    )


def _told(lexicon: Lexicon) -> Mapping[str, str]:
    aliases = (word for group in lexicon.groups for word in group.words)
    every = (*lexicon.terms, *aliases)
    return {fold(text): text for text in every if SHORTEST_WORD <= len(text) <= LONGEST_WORD}
