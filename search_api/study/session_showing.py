"""What is read in a study session as it is shown: what became of every source."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.quotation import Quotation
from indexer.library import Library
from search_api.study.paper_sources import quotation_of_no_words
from search_api.study.session import Reading, Session
from search_api.study.showing import is_doubtful
from search_api.study.sources import SourceState, source_states


@dataclass(frozen=True, slots=True)
class ShownReading:
    """
    What is to be read, with what became of it.

    Attributes:
        reading: As it is kept.
        document: What became of the document.
        quotations: What became of each of its quotations.
    """

    reading: Reading
    document: SourceState
    quotations: tuple[SourceState, ...]

    @property
    def is_doubtful(self) -> bool:
        """Tell whether something has changed, is gone, or does not stand as it reads."""
        return any(map(is_doubtful, (self.document, *self.quotations)))


def show_reading(library: Library, actor: Actor, session: Session) -> tuple[ShownReading, ...]:
    """Look up what became of the documents of a session, in order."""
    states = iter(source_states(library, actor, list(_looked_at(session))))
    return tuple(
        ShownReading(each, next(states), tuple(next(states) for _ in each.quotations))
        for each in session.reading
    )


def _looked_at(session: Session) -> Iterator[Quotation]:
    for each in session.reading:
        yield quotation_of_no_words(each.reference)
        yield from each.quotations
