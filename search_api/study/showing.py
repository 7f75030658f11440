"""A course as it is shown: what became of every source that it quotes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.actor import Actor
from corpus.quotation import Quotation
from corpus.resolve.validity import AMENDED, EXPIRED, NOT_YET, REPEALED, Validity
from indexer.library import Library
from search_api.study.course import CaseInLesson, Course, Quoted
from search_api.study.editing import ITEM_LISTS, ItemList, ItemPlace, Place
from search_api.study.sources import SourceState, source_states, standings_today

_DOUBTFUL = (REPEALED, EXPIRED, NOT_YET, AMENDED)


@dataclass(frozen=True, slots=True)
class ShownCourse:
    """
    A course with what became of its sources.

    Attributes:
        course: The course.
        states: Of everything that is quoted, by where it stands.
        standings: Of the documents of its cases that can be seen, by id; None for those that
            have none.
    """

    course: Course
    states: Mapping[ItemPlace, SourceState]
    standings: Mapping[str, Validity | None]

    def state(self, module: int, lesson: int, of: ItemList, number: int) -> SourceState:
        """Give what became of the source of a quotation."""
        return self.states[ItemPlace(Place(module, lesson), of, number)]

    @property
    def doubtful(self) -> tuple[SourceState, ...]:
        """The sources that a trainer must look at before the lecture."""
        return tuple(each for each in self.states.values() if is_doubtful(each))


def show_course(library: Library, actor: Actor, course: Course) -> ShownCourse:
    """Look up what became of the sources of a course."""
    placed = dict(_quoted(course))
    states = source_states(library, actor, list(placed.values()))
    cases = [each.reference for lesson in course.lessons for each in lesson.cases]
    return ShownCourse(
        course=course,
        states=MappingProxyType(dict(zip(placed, states, strict=True))),
        standings=standings_today(library, actor, cases),
    )


def is_doubtful(state: SourceState) -> bool:
    """Tell whether a source has changed, is gone, or does not stand as it reads."""
    validity = state.validity
    return not state.is_sound or (validity is not None and validity.value in _DOUBTFUL)


def _quoted(course: Course) -> Iterator[tuple[ItemPlace, Quotation]]:
    for m, module in enumerate(course.modules):
        for number, lesson in enumerate(module.lessons):
            for of in ITEM_LISTS:
                items: tuple[Quoted | CaseInLesson, ...] = getattr(lesson, of)
                for at, each in enumerate(items):
                    if each.quotation is not None:
                        yield ItemPlace(Place(m, number), of, at), each.quotation
