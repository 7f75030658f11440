"""A course as it is shown: what became of every source that it quotes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.actor import Actor
from corpus.quotation import Quotation
from corpus.resolve.validity import AMENDED, EXPIRED, NOT_YET, REPEALED
from indexer.library import Library
from search_api.study.course import CaseInLesson, Course, Quoted
from search_api.study.editing import ITEM_LISTS, ItemList, ItemPlace, Place
from search_api.study.paper_sources import quotation_of_no_words
from search_api.study.sources import SourceState, source_states

_DOUBTFUL = (REPEALED, EXPIRED, NOT_YET, AMENDED)


@dataclass(frozen=True, slots=True)
class ShownCourse:
    """
    A course with what became of its sources.

    Attributes:
        course: The course.
        states: Of everything that is quoted and of its cases, by where it stands.
    """

    course: Course
    states: Mapping[ItemPlace, SourceState]

    def state(self, module: int, lesson: int, of: ItemList, number: int) -> SourceState:
        """Give what became of the source of a quotation or a case."""
        return self.states[ItemPlace(Place(module, lesson), of, number)]

    @property
    def doubtful(self) -> tuple[SourceState, ...]:
        """The sources that a trainer must look at before the lecture."""
        return tuple(each for each in self.states.values() if is_doubtful(each))


def show_course(library: Library, actor: Actor, course: Course) -> ShownCourse:
    """Look up what became of the sources of a course."""
    placed = dict(_sources(course))
    states = source_states(library, actor, list(placed.values()))
    return ShownCourse(course, MappingProxyType(dict(zip(placed, states, strict=True))))


def is_doubtful(state: SourceState) -> bool:
    """Tell whether a source has changed, is gone, or does not stand as it reads."""
    validity = state.validity
    return not state.is_sound or (validity is not None and validity.value in _DOUBTFUL)


def _sources(course: Course) -> Iterator[tuple[ItemPlace, Quotation]]:
    for m, module in enumerate(course.modules):
        for number, lesson in enumerate(module.lessons):
            for of in ITEM_LISTS:
                items: tuple[Quoted | CaseInLesson, ...] = getattr(lesson, of)
                for at, each in enumerate(items):
                    yield ItemPlace(Place(m, number), of, at), _quotation(each)


def _quotation(item: Quoted | CaseInLesson) -> Quotation:
    """Give what is quoted; a case of which nothing is told is a quotation of no words."""
    if isinstance(item, CaseInLesson):
        return item.quotation or quotation_of_no_words(item.reference)
    return item.quotation
