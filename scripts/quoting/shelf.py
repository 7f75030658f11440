"""A library as sentences can be drawn from it, and looked for by plain search of its letters."""

import random
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from corpus.actor import LOCAL
from corpus.catalogue import documents
from corpus.catalogue.relations import Work
from corpus.catalogue.values import Card, PassageText
from corpus.metadata import SAMPLE_GRADE
from corpus.resolve.validity import AMENDED, EXPIRED, NOT_YET, REPEALED, Validity
from corpus.text.letters import letters
from indexer.library import Library

FEWEST, MOST = 14, 110  # letters of a sentence that is drawn
_SENTENCE = re.compile("[^。！？\n]+[。！？]")
_NUMERALS = "[一二三四五六七八九十百千零]"
_LEAD = re.compile(
    rf"^[\s　]*(?:第{_NUMERALS}+条(?:之{_NUMERALS}+)?|[（(]{_NUMERALS}+[)）]|\d+[.．、])?[\s　]*"
)
_UNLIKELY = re.compile(r"[\t|*#“”《》]|[a-zA-Z]{3}")
_NOT_STANDING = (REPEALED, EXPIRED, NOT_YET, AMENDED)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and where it was drawn: its document, and the article that it stands in."""

    text: str
    ordinal: int
    article: str | None


class Shelf:
    """What the drawing knows of a library."""

    def __init__(self, library: Library, seed: int) -> None:
        self._library = library
        self.random = random.Random(seed)
        with library.catalogue.read() as connection:
            texts = [(each[0], each[2]) for each in documents.texts(connection)]
            self.cards: dict[int, Card] = documents.cards(connection, [each[0] for each in texts])
            works = [Work.of_card(*each) for each in self.cards.items()]
            self.validity: dict[int, Validity] = dict(
                library.finder.standing(connection, works, LOCAL)
            )
        self._starts, parts, at = [], [], 0
        self.ordinals = [each[0] for each in texts]
        for _, text in texts:
            own = letters(text)
            self._starts.append(at)
            parts.append(own)
            at += len(own) + 1
        self._letters = "\n".join(parts)

    def holders(self, text: str) -> set[int]:
        """Give the documents in which the letters of a text stand."""
        wanted, found, at = letters(text), set(), -1
        while (at := self._letters.find(wanted, at + 1)) >= 0:
            place = bisect_right(self._starts, at) - 1
            found.add(self.ordinals[place])
            at = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._letters)
        return found

    def confirms(self, ordinal: int) -> bool:
        """Tell whether a document is whole and real."""
        card = self.cards[ordinal]
        return card.completeness == "完整" and card.source_grade != SAMPLE_GRADE

    def stands(self, ordinal: int) -> bool:
        """Tell whether nothing is known against the force of a document."""
        validity = self.validity.get(ordinal)
        return validity is None or validity.value not in _NOT_STANDING

    def shuffled(self, among: Collection[int] | None = None) -> list[int]:
        """Give documents in the order in which they are drawn from."""
        chosen = sorted(self.ordinals if among is None else among)
        self.random.shuffle(chosen)
        return chosen

    def sentences(self, ordinal: int) -> list[Sentence]:
        """Give the sentences of a document that can be drawn, in a drawn order."""
        found = [each for passage in self._passages(ordinal) for each in _cut(ordinal, passage)]
        self.random.shuffle(found)
        return found

    def one_of_each(self, among: Collection[int] | None = None) -> Iterator[Sentence]:
        """Give a sentence of each document, drawn."""
        for ordinal in self.shuffled(among):
            yield from self.sentences(ordinal)[:1]

    def _passages(self, ordinal: int) -> list[PassageText]:
        with self._library.catalogue.read() as connection:
            stored = documents.get(connection, ordinal)
            places = [(ordinal, each.place) for each in stored.document.passages] if stored else []
            return [*documents.passage_texts(connection, places).values()]


def _cut(ordinal: int, passage: PassageText) -> Iterator[Sentence]:
    for match in _SENTENCE.finditer(passage.text):
        text = _LEAD.sub("", match[0]).strip()
        if FEWEST <= len(letters(text)) <= MOST and not _UNLIKELY.search(text):
            yield Sentence(text, ordinal, passage.where.article)
