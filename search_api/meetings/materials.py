"""The material of a meeting as it is shown: what became of every document."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.quotation import Reference
from indexer.library import Library
from search_api.meetings.meeting import Material, Meeting
from search_api.study.paper_sources import quotation_of_no_words
from search_api.study.showing import is_doubtful
from search_api.study.sources import SourceState, source_states


@dataclass(frozen=True, slots=True)
class ShownMaterial:
    """
    A document that is read for a meeting, with what became of it.

    Attributes:
        material: As it is kept.
        state: What became of the document.
    """

    material: Material
    state: SourceState

    @property
    def is_doubtful(self) -> bool:
        """Tell whether it has changed, is gone, or does not stand as it reads."""
        return is_doubtful(self.state)


def show_materials(library: Library, actor: Actor, meeting: Meeting) -> tuple[ShownMaterial, ...]:
    """Look up what became of the material of a meeting, in order."""
    states = show_documents(library, actor, [each.reference for each in meeting.materials])
    return tuple(map(ShownMaterial, meeting.materials, states))


def show_documents(
    library: Library, actor: Actor, documents: Iterable[Reference]
) -> tuple[SourceState, ...]:
    """Look up what became of documents that are only named, in order."""
    return source_states(library, actor, [quotation_of_no_words(each) for each in documents])
