"""Changes of a course, each a function from a course to a course."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeVar

from corpus.quotation import Quotation, is_same
from search_api.study.course import CaseInLesson, Course, Lesson, Module, Quoted
from search_api.study.items import changed_at, item_at, moved_at, without_at
from search_api.study.values import Value

V = TypeVar("V", bound=Value)
Lessons = tuple[Lesson, ...]

QuotedList = Literal["basis", "quotations"]
ItemList = Literal["basis", "quotations", "cases"]
QUOTED_LISTS: tuple[QuotedList, ...] = ("basis", "quotations")
ITEM_LISTS: tuple[ItemList, ...] = (*QUOTED_LISTS, "cases")


class Place(NamedTuple):
    """
    Where a lesson stands.

    Attributes:
        module: From 0.
        lesson: Within the module, from 0.
    """

    module: int
    lesson: int


class ItemPlace(NamedTuple):
    """
    Where a quotation or a case stands.

    Attributes:
        lesson: The lesson.
        of: Which of its lists.
        number: In that list, from 0.
    """

    lesson: Place
    of: ItemList
    number: int


def lesson_at(course: Course, place: Place) -> Lesson | None:
    """Give a lesson; None where none stands."""
    module = item_at(course.modules, place.module)
    return None if module is None else item_at(module.lessons, place.lesson)


def change_module(course: Course, number: int, change: Callable[[Module], Module]) -> Course:
    """Put what *change* makes of a module in its place."""
    return _updated(course, modules=changed_at(course.modules, number, change))


def change_lesson(course: Course, place: Place, change: Callable[[Lesson], Lesson]) -> Course:
    """Put what *change* makes of a lesson in its place."""

    return _change_lessons(
        course, place.module, lambda each: changed_at(each, place.lesson, change)
    )


def add_module(course: Course) -> Course:
    """Add a module of one lesson."""
    return _updated(course, modules=(*course.modules, Module(lessons=(Lesson(),))))


def add_lesson(course: Course, number: int) -> Course:
    """Add a lesson to a module."""
    return _change_lessons(course, number, lambda each: (*each, Lesson()))


def remove_module(course: Course, number: int) -> Course:
    """Take a module out."""
    return _updated(course, modules=without_at(course.modules, number))


def remove_lesson(course: Course, place: Place) -> Course:
    """Take a lesson out."""
    return change_module(
        course,
        place.module,
        lambda each: _updated(each, lessons=without_at(each.lessons, place.lesson)),
    )


def remove_item(course: Course, place: ItemPlace) -> Course:
    """Take a quotation or a case out of its lesson."""
    return _change_list(course, place, lambda items: without_at(items, place.number))


def quoted_at(course: Course, place: ItemPlace) -> Quoted | None:
    """Give a quotation; None where none stands."""
    lesson = lesson_at(course, place.lesson)
    if lesson is None or place.of not in QUOTED_LISTS:
        return None
    items: tuple[Quoted, ...] = getattr(lesson, place.of)
    return item_at(items, place.number)


def quote_anew(course: Course, place: ItemPlace, quotation: Quotation) -> Course:
    """Quote other words, or the same from elsewhere, in the place of a quotation."""

    def changed(items: tuple[Quoted, ...]) -> tuple[Quoted, ...]:
        return changed_at(items, place.number, lambda each: _updated(each, quotation=quotation))

    return _change_list(course, place, changed)


def move_module(course: Course, number: int, by: int) -> Course:
    """Move a module among the others."""
    return _updated(course, modules=moved_at(course.modules, number, by))


def move_lesson(course: Course, place: Place, by: int) -> Course:
    """Move a lesson within its module, and beyond its end into the next one."""
    lesson, to = lesson_at(course, place), place.module + by
    module = item_at(course.modules, place.module)
    if lesson is None or module is None:
        return course
    if 0 <= place.lesson + by < len(module.lessons):
        return _change_lessons(course, place.module, lambda each: moved_at(each, place.lesson, by))
    if not 0 <= to < len(course.modules):
        return course

    def received(lessons: Lessons) -> Lessons:
        return (lesson, *lessons) if by > 0 else (*lessons, lesson)

    return _change_lessons(remove_lesson(course, place), to, received)


def move_item(course: Course, place: ItemPlace, by: int) -> Course:
    """Move a quotation or a case within its list."""
    return _change_list(course, place, lambda items: moved_at(items, place.number, by))


def add_item(course: Course, place: Place, of: ItemList, item: Quoted | CaseInLesson) -> Course:
    """Add a quotation or a case to a list of a lesson, unless it is there."""
    return change_lesson(course, place, lambda each: with_item(each, of, item))


def with_item(lesson: Lesson, of: ItemList, item: Quoted | CaseInLesson) -> Lesson:
    """Give a lesson with one more quotation or case, unless it is there."""
    if has_item(lesson, item):
        return lesson
    return _updated(lesson, **{of: (*getattr(lesson, of), item)})


def has_item(lesson: Lesson, item: Quoted | CaseInLesson) -> bool:
    """Tell whether a lesson quotes the same words, or tells of the same case."""
    if isinstance(item, Quoted):
        return any(is_same(each.quotation, item.quotation) for each in lesson.quoted)
    return any(_is_same_case(each, item) for each in lesson.cases)


def _is_same_case(one: CaseInLesson, other: CaseInLesson) -> bool:
    if (one.reference.document_id, one.place) != (other.reference.document_id, other.place):
        return False
    if one.quotation is None or other.quotation is None:
        return one.quotation is other.quotation
    return is_same(one.quotation, other.quotation)


def _change_lessons(course: Course, number: int, change: Callable[[Lessons], Lessons]) -> Course:
    return change_module(course, number, lambda each: _updated(each, lessons=change(each.lessons)))


def _change_list(
    course: Course, place: ItemPlace, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]
) -> Course:
    return change_lesson(
        course,
        place.lesson,
        lambda each: _updated(each, **{place.of: change(getattr(each, place.of))}),
    )


def _updated(value: V, **changed: object) -> V:
    return value.model_copy(update=changed)
