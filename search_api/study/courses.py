"""The courses of an actor, and what goes into them from elsewhere."""

from collections.abc import Iterable, Sequence
from typing import Literal

from corpus.actor import Actor
from corpus.catalogue.papers import PaperKind
from corpus.errors import WrongValue
from corpus.quotation import Quotation
from indexer.library import Library
from search_api.study.course import MOST_QUOTATIONS, Course, Lesson, Module, Quoted
from search_api.study.editing import Place, change_lesson, lesson_at
from search_api.study.shelf import Opened, Shelf

COURSES = Shelf(PaperKind.COURSE, Course)

BASIS_CLASSES = frozenset({"policy", "regulation", "plan"})  # of documents that a lesson rests on
ListName = Literal["basis", "quotations"]


def start_course(
    library: Library, actor: Actor, quotations: Iterable[Quotation] = (), title: str = ""
) -> Opened[Course]:
    """Make a course of one lesson that holds quotations."""
    lesson = _with_quotations(Lesson(), quotations)
    course = Course(title=title, modules=(Module(lessons=(lesson,)),))
    return COURSES.make(library, actor, course)


def put_into_lesson(
    library: Library, actor: Actor, number: int, place: Place, quotations: Sequence[Quotation]
) -> Opened[Course]:
    """
    Put quotations into a lesson: policy under its basis, the rest under its quotations.

    Raises:
        PaperNotFound: There is no such course.
        WrongValue: There is no such lesson, or there are too many quotations.
    """

    def put(course: Course) -> Course:
        if lesson_at(course, place) is None:
            raise WrongValue("没有这一课：可能已经移除。请刷新页面再试。")
        changed = change_lesson(course, place, lambda each: _with_quotations(each, quotations))
        if len(changed.quoted) > MOST_QUOTATIONS:
            raise WrongValue(f"一门课程最多 {MOST_QUOTATIONS} 条引文。请分成几门，或移出不用的。")
        return changed

    return COURSES.edit(library, actor, number, put)


def list_of(quotation: Quotation) -> ListName:
    """Say in which list of a lesson a quotation belongs."""
    return "basis" if quotation.reference.document_class in BASIS_CLASSES else "quotations"


def _with_quotations(lesson: Lesson, quotations: Iterable[Quotation]) -> Lesson:
    """Add those that a lesson does not have yet."""
    for quotation in quotations:
        name = list_of(quotation)
        known: tuple[Quoted, ...] = getattr(lesson, name)
        if all(each.quotation != quotation for each in known):
            lesson = lesson.model_copy(update={name: (*known, Quoted(quotation=quotation))})
    return lesson
