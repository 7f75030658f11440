"""Everything that can be suggested from one state of a library, laid out to be found at once."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from corpus.catalogue import Catalogue, naming
from corpus.catalogue.naming import Named
from corpus.catalogue.visibility import Groups
from indexer.analysis.terms import Analyser
from indexer.search.suggest.corrections import Corrections
from indexer.search.suggest.shelf import Cut, Match, Shelf
from indexer.search.suggest.words import Word, cut, neighbours, pairs_of, words_of

Order: TypeAlias = tuple[int, int, str]

_YEAR = re.compile("[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """
    Names of documents, and which documents bear them.

    Attributes:
        names: The names.
        shelf: The same, to be found.
        holders: For each name the ordinals that bear it and the groups that may see them.
    """

    names: tuple[str, ...]
    shelf: Shelf
    holders: tuple[tuple[tuple[int, frozenset[str]], ...], ...]

    @classmethod
    def of(
        cls, pairs: Iterable[tuple[str, Named]], order: Callable[[str], Order], cut: Cut
    ) -> "NamedPlaces":
        """Lay names out in their order."""
        held: defaultdict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for name, document in pairs:
            held[name].append((document.ordinal, document.groups))
        names = tuple(sorted(held, key=order))
        return cls(names, Shelf(names, cut), tuple(tuple(held[name]) for name in names))

    def find(self, typed: str, visible_to: Groups) -> Iterator[tuple[int, str, Match]]:
        """Give a document for each name that holds what is typed, of those that may be seen."""

        def holder(place: int) -> int | None:
            held = self.holders[place]
            return next((ordinal for ordinal, groups in held if may_see(visible_to, groups)), None)

        for match in self.shelf.find(typed, lambda place: holder(place) is not None):
            ordinal = holder(match.place)
            if ordinal is not None:
                yield ordinal, self.names[match.place], match


@dataclass(frozen=True, slots=True)
class Names:
    """
    What can be suggested.

    Attributes:
        titles: Of documents.
        numbers: Of documents.
        words: In the order of their shelf.
        word_shelf: The words, to be found.
        corrections: The words, by how they sound and look.
    """

    titles: NamedPlaces
    numbers: NamedPlaces
    words: tuple[Word, ...]
    word_shelf: Shelf
    corrections: Corrections

    def find_words(self, typed: str, visible_to: Groups) -> Iterator[tuple[Word, Match]]:
        """Give the words that hold what is typed, of those that may be told."""
        words = self.words
        for match in self.word_shelf.find(typed, lambda at: words[at].may_be_told(visible_to)):
            yield words[match.place], match


def gather(catalogue: Catalogue, analyser: Analyser) -> Names:
    """Make what can be suggested; a second for some thousands of documents."""
    with catalogue.read() as connection:
        documents = naming.named(connection)
        headed: defaultdict[int, list[str]] = defaultdict(list)
        for ordinal, heading in naming.headings(connection):
            headed[ordinal].append(heading)
    written = [
        ((each.title, each.speaker or "", *headed[each.ordinal]), each.groups) for each in documents
    ]
    segment = analyser.segmenter.cut
    words = words_of(((cut(texts, analyser), who) for texts, who in written), analyser.lexicon)
    pairs = pairs_of((neighbours(texts, analyser), who) for texts, who in written)
    shelf = Shelf([word.text for word in words], segment)
    return Names(
        titles=NamedPlaces.of(
            ((each.title, each) for each in documents if each.title), _shortest, segment
        ),
        numbers=NamedPlaces.of(
            ((each.document_number, each) for each in documents if each.document_number),
            _newest,
            segment,
        ),
        words=words,
        word_shelf=shelf,
        corrections=Corrections(words, shelf, analyser, pairs),
    )


def _shortest(title: str) -> Order:
    """Order titles: what is typed tells most of the short ones; of one length the newest first."""
    return len(title), -_year(title), title


def _newest(number: str) -> Order:
    """Order document numbers by year, the newest first."""
    return -_year(number), len(number), number


def _year(name: str) -> int:
    year = _YEAR.search(name)
    return int(year[0]) if year else 0


def may_see(visible_to: Groups, groups: frozenset[str]) -> bool:
    """Tell whether one who may see what is *visible_to* him sees what *groups* may see."""
    return visible_to is None or bool(groups & visible_to)
