"""
What stands in several versions of a text, or in copies of it, takes one place in an answer.

In a list of documents one of each text is shown, and the others stand behind it; every number that
is told counts texts. In a list of passages the same article of all versions takes one place.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from corpus.document import PLACE_BITS
from indexer.engine.query import Question
from indexer.engine.weighing import Scored

FacetCounts: TypeAlias = Mapping[str, tuple[tuple[str, int], ...]]
Values: TypeAlias = Mapping[int, Mapping[str, Sequence[str]]]  # ordinal -> field -> values


@dataclass(frozen=True, slots=True)
class FoldedTexts:
    """
    The texts of which several documents match.

    Attributes:
        several: The document that is shown -> all of its text that match, itself the first.
        behind: A document that is not shown -> the one of its text that is.
    """

    several: Mapping[int, tuple[int, ...]]
    behind: Mapping[int, int]

    def shown(self, ordinal: int) -> int:
        """Give the document that is shown for one that matches."""
        return self.behind.get(ordinal, ordinal)

    def behind_of(self, ordinal: int) -> tuple[int, ...]:
        """Give the documents behind one that is shown."""
        return self.several.get(ordinal, ())[1:]

    def count_behind(self, ordinals: Iterable[int]) -> int:
        """Count those of the documents that are not shown."""
        return sum(each in self.behind for each in ordinals)


def fold_texts(
    levels: Iterable[Iterable[int]], same_text: Mapping[int, tuple[int, ...]]
) -> FoldedTexts:
    """
    Say which document of each text is shown.

    Args:
        levels: The documents that match, those of each level before those of the next.
        same_text: Ordinal -> all documents that are one text with it, the first to be shown first.
    """
    texts: dict[tuple[int, ...], list[int]] = {}
    for level in levels:
        matching = frozenset(level) & same_text.keys()
        for group in dict.fromkeys(map(same_text.__getitem__, matching)):
            texts.setdefault(group, []).extend(each for each in group if each in matching)
    several = {text[0]: tuple(text) for text in texts.values() if len(text) > 1}
    return FoldedTexts(several, {each: text[0] for text in several.values() for each in text[1:]})


def counted_once(
    counted: FacetCounts, texts: Iterable[tuple[int, ...]], values: Values
) -> FacetCounts:
    """Count a value that several documents of a text have once for all of them."""
    repeated: dict[str, Counter[str]] = {name: Counter() for name in counted}
    for text in texts:
        for name, counter in repeated.items():
            own = Counter(value for each in text for value in values.get(each, {}).get(name, ()))
            counter.update({value: count - 1 for value, count in own.items()})
    return {
        name: tuple(
            sorted(
                ((value, count - repeated[name][value]) for value, count in counts),
                key=lambda each: (-each[1], each[0]),
            )
        )
        for name, counts in counted.items()
    }


def folded(scored: Sequence[Scored], question: Question) -> list[Scored]:
    """
    Keep one of the passages that are the same in several versions.

    It stands where the best of them stood, and is that of the version that is to be shown first.

    Args:
        scored: Passages, best first.
        question: Tells what are versions of one text, and which of their passages are the same.
    """
    same = question.same_text
    several = [key for key, _ in scored if key >> PLACE_BITS in same]
    if question.named is None or not several:
        return list(scored)
    named = question.named(several)
    kept: list[Scored] = []
    places: dict[tuple[int, str], int] = {}  # of what is shown, by text and name
    for key, score in scored:
        if key not in named:
            kept.append((key, score))
            continue
        versions = same[key >> PLACE_BITS]
        place = places.setdefault((versions[0], named[key]), len(kept))
        if place == len(kept):
            kept.append((key, score))
            continue
        shown = kept[place]
        if shown[0] >> PLACE_BITS == key >> PLACE_BITS:
            kept.append((key, score))  # one version has two of that name
        else:
            first = min(key, shown[0], key=lambda each: versions.index(each >> PLACE_BITS))
            kept[place] = first, shown[1]
    return kept
