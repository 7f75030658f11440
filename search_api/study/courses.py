"""The courses of an actor, and what goes into them from elsewhere."""

from collections.abc import Iterable, Sequence

from corpus.actor import Actor
from corpus.catalogue.papers import PaperKind
from corpus.errors import WrongValue
from corpus.quotation import Quotation
from indexer.library import Library
from search_api.study.course import CaseInLesson, Course, Lesson, Module, Quoted
from search_api.study.editing import Place, change_lesson, lesson_at, with_item
from search_api.study.shelf import Opened, Shelf
from search_api.study.values import LONGEST_TITLE

COURSES = Shelf(PaperKind.COURSE, Course)

BASIS_CLASSES = ("policy", "regulation", "plan")  # of documents that a lesson rests on


def start_course(
    library: Library, actor: Actor, kept: Iterable[Quoted] = (), title: str = ""
) -> Opened[Course]:
    """Make a course of one lesson that holds quotations."""
    lesson = _with_quotations(Lesson(), kept)
    course = Course(title=title, modules=(Module(lessons=(lesson,)),))
    return COURSES.make(library, actor, course)


def put_into_lesson(
    library: Library, actor: Actor, number: int, place: Place, kept: Sequence[Quoted]
) -> Opened[Course]:
    """
    Put quotations into a lesson: policy under its basis, reports under its cases, the rest under
    its quotations. Those that it has already are left out.

    Raises:
        PaperNotFound: There is no such course.
        WrongValue: There is no such lesson, or there are too many quotations.
    """

    def put(course: Course) -> Course:
        if lesson_at(course, place) is None:
            raise WrongValue("没有这一课：可能已经移除。请刷新页面再试。")
        return change_lesson(course, place, lambda each: _with_quotations(each, kept))

    return COURSES.edit(library, actor, number, put)


def case_of_quotation(quotation: Quotation, note: str = "") -> CaseInLesson:
    """Make a case of what is quoted of a report."""
    reference = quotation.reference
    title = reference.title[:LONGEST_TITLE]
    return CaseInLesson(reference=reference, title=title, quotation=quotation, note=note)


def _with_quotations(lesson: Lesson, kept: Iterable[Quoted]) -> Lesson:
    """Add those that a lesson does not have yet."""
    for each in kept:
        match each.quotation.reference.document_class:
            case "experience":
                case = case_of_quotation(each.quotation, each.note)
                lesson = with_item(lesson, "cases", case)
            case name:
                lesson = with_item(lesson, "basis" if name in BASIS_CLASSES else "quotations", each)
    return lesson
