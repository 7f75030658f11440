"""A course as a page's form sends it: what was typed, put over the course as it is kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from search_api.study.course import CaseInLesson, Course, Lesson, Module, Quoted
from web.typed import texts_typed, with_typed

_LINES = frozenset({"objectives", "questions"})  # fields that hold one text a line


def typed_course(course: Course, given: Mapping[str, str]) -> Course:
    """
    Put what was typed over a course; what the form does not send stays as it is.

    Args:
        course: As it was when the page was made.
        given: `title`, `0-title` of a module, `0-2-title` of a lesson, `0-2-basis-3-note` of what
            it quotes.

    Raises:
        WrongValue: Something is too long, or no number.
    """
    modules = [_module(each, f"{at}-", given) for at, each in enumerate(course.modules)]
    values = _texts(given, "", ("title", "audience", "objectives"))
    return with_typed(course, {**values, "modules": modules}, _LABELS)


def _module(module: Module, lead: str, given: Mapping[str, str]) -> Module:
    lessons = [_lesson(each, f"{lead}{at}-", given) for at, each in enumerate(module.lessons)]
    values = _texts(given, lead, ("title",))
    return with_typed(module, {**values, "lessons": lessons}, _LABELS)


def _lesson(lesson: Lesson, lead: str, given: Mapping[str, str]) -> Lesson:
    values = _texts(given, lead, ("title", "objectives", "questions", "notes"))
    if minutes := given.get(f"{lead}minutes"):  # an empty field leaves what was there
        values["minutes"] = minutes
    for name in ("basis", "quotations", "cases"):
        values[name] = _noted(getattr(lesson, name), f"{lead}{name}-", given)
    return with_typed(lesson, values, _LABELS)


def _noted(
    items: Iterable[Quoted | CaseInLesson], lead: str, given: Mapping[str, str]
) -> list[Quoted | CaseInLesson]:
    return [
        with_typed(each, _texts(given, f"{lead}{at}-", ("title", "note")), _LABELS)
        for at, each in enumerate(items)
    ]


def _texts(given: Mapping[str, str], lead: str, names: Iterable[str]) -> dict[str, Any]:
    return texts_typed(given, lead, names, listed=_LINES)


_LABELS: Mapping[str, str] = {
    "title": "标题",
    "audience": "对象",
    "objectives": "学习目标",
    "questions": "讨论题",
    "notes": "讲稿",
    "note": "说明",
    "minutes": "时长",
}
