"""A theme as it is shown: what became of every source, and what a reader may see of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.actor import Actor
from corpus.quotation import Quotation
from indexer.library import Library
from search_api.study.paper_sources import quotation_of_no_words
from search_api.study.showing import is_doubtful
from search_api.study.sources import Change, SourceState, source_states
from search_api.themes.arriving import Arrival, arrivals
from search_api.themes.theme import PART_LABELS, PartName, Theme, ThemeItem


@dataclass(frozen=True, slots=True)
class ShownItem:
    """
    A document of a theme, with what became of it.

    Attributes:
        item: As it is kept.
        document: What became of the document.
        quotations: What became of each of its quotations.
    """

    item: ThemeItem
    document: SourceState
    quotations: tuple[SourceState, ...]

    @property
    def is_doubtful(self) -> bool:
        """Tell whether something has changed, is gone, or does not stand as it reads."""
        return any(map(is_doubtful, (self.document, *self.quotations)))

    @property
    def is_there(self) -> bool:
        """Tell whether the library has the document, for who asks."""
        return self.document.change is not Change.GONE


@dataclass(frozen=True, slots=True)
class ShownPart:
    """
    A part of a theme.

    Attributes:
        name: Which it is.
        items: In order.
    """

    name: PartName
    items: tuple[ShownItem, ...]

    @property
    def label(self) -> str:
        """What it is called in Chinese."""
        return PART_LABELS[self.name]


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """
    A theme with what became of its sources.

    Attributes:
        theme: As it is kept.
        parts: All of them, also those without items.
        since: From when on what comes in is new; None where nothing is looked for.
        arrivals: What its search finds of that, what came in last first.
        left_out: How many documents the reader may not see, or are gone.
    """

    theme: Theme
    parts: tuple[ShownPart, ...]
    since: datetime | None = None
    arrivals: tuple[Arrival, ...] = ()
    left_out: int = 0

    @property
    def items(self) -> tuple[ShownItem, ...]:
        """All that is shown, part by part."""
        return tuple(each for part in self.parts for each in part.items)

    @property
    def doubtful(self) -> tuple[ShownItem, ...]:
        """What must be looked at before it is used."""
        return tuple(each for each in self.items if each.is_doubtful)

    def part(self, name: PartName) -> ShownPart:
        """Give a part."""
        return next(each for each in self.parts if each.name is name)


def show_theme(
    library: Library, actor: Actor, theme: Theme, *, since: datetime | None = None
) -> ShownTheme:
    """
    Look up what became of the sources of a theme.

    Args:
        library: Where they lie.
        actor: Who asks.
        theme: It.
        since: From when on what its search finds is new; None to look for nothing.
    """
    states = iter(source_states(library, actor, list(_looked_at(theme))))
    parts = tuple(
        ShownPart(
            name,
            tuple(
                ShownItem(each, next(states), tuple(next(states) for _ in each.quotations))
                for each in theme.part(name)
            ),
        )
        for name in PartName
    )
    if theme.search is None or since is None:
        return ShownTheme(theme, parts)
    return ShownTheme(theme, parts, since, arrivals(library, actor, theme, since))


def only_seen(shown: ShownTheme) -> ShownTheme:
    """Leave out the documents that are not there for the reader, and what is quoted of them."""
    parts = tuple(
        replace(part, items=tuple(each for each in part.items if each.is_there))
        for part in shown.parts
    )
    left = sum(len(part.items) for part in parts)
    return replace(shown, parts=parts, left_out=len(shown.items) - left)


def _looked_at(theme: Theme) -> Iterator[Quotation]:
    for each in theme.items:
        yield quotation_of_no_words(each.reference)
        yield from each.quotations
