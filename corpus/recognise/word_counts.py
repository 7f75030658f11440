"""How often each of many words stands in a text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add


@dataclass(frozen=True, slots=True)
class PairedText:
    """
    A text ready to be counted in.

    Attributes:
        text: As it stands.
        pairs: Of characters side by side in it.
    """

    text: str
    pairs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "PairedText":
        """Make a text ready."""
        return cls(text, frozenset(map(add, text, text[1:])))


NO_TEXT = PairedText.of("")


class WordCounter:
    """
    Counts words of two and more characters, a word within a longer one of the list only as that.

    A text has far fewer pairs of characters than the list has words, so only the words whose first
    pair stands in it are looked for.
    """

    def __init__(self, words: Iterable[str]) -> None:
        known = sorted(set(words))
        self._by_pair: defaultdict[str, list[str]] = defaultdict(list)
        for word in known:
            self._by_pair[word[:2]].append(word)
        self._longer = _longer_words(known)

    def count(self, paired: PairedText) -> dict[str, int]:
        """Give how often each word stands in a text; those that do not are left out."""
        found = {
            word: count
            for pair in self._by_pair.keys() & paired.pairs
            for word in self._by_pair[pair]
            if (count := paired.text.count(word))
        }
        alone = {
            word: count - sum(found.get(longer, 0) for longer in self._longer.get(word, ()))
            for word, count in found.items()
        }
        return {word: count for word, count in alone.items() if count > 0}


def _longer_words(words: list[str]) -> dict[str, list[str]]:
    """Say for each word which others hold it."""
    known, longer = set(words), defaultdict(list)
    for word in words:
        for start in range(len(word)):
            for end in range(start + 2, len(word) + 1):
                part = word[start:end]
                if part in known and part != word:
                    longer[part].append(word)
    return dict(longer)
