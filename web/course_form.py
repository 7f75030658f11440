"""A course as a page's form sends it: what was typed, put over the course as it is kept."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from corpus.errors import WrongValue
from search_api.study.course import CaseInLesson, Course, Lesson, Module, Quoted
from search_api.study.shelf import Value
from web.forms import number_in

V = TypeVar("V", bound=Value)

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
    return _valid(Course, {**_values(course), **values, "modules": modules})


def _module(module: Module, lead: str, given: Mapping[str, str]) -> Module:
    lessons = [_lesson(each, f"{lead}{at}-", given) for at, each in enumerate(module.lessons)]
    return _valid(
        Module, {**_values(module), **_texts(given, lead, ("title",)), "lessons": lessons}
    )


def _lesson(lesson: Lesson, lead: str, given: Mapping[str, str]) -> Lesson:
    values = _texts(given, lead, ("title", "objectives", "questions", "notes"))
    minutes = given.get(f"{lead}minutes")
    if minutes is not None:
        values["minutes"] = number_in(minutes) or 0
    return _valid(
        Lesson,
        {
            **_values(lesson),
            **values,
            "basis": _noted(lesson.basis, f"{lead}basis-", given),
            "quotations": _noted(lesson.quotations, f"{lead}quotations-", given),
            "cases": _noted(lesson.cases, f"{lead}cases-", given),
        },
    )


def _noted(
    items: Iterable[Quoted | CaseInLesson], lead: str, given: Mapping[str, str]
) -> list[Quoted | CaseInLesson]:
    return [
        _valid(type(each), {**_values(each), **_texts(given, f"{lead}{at}-", ("title", "note"))})
        for at, each in enumerate(items)
    ]


def _texts(given: Mapping[str, str], lead: str, names: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        text = given.get(lead + name)
        if text is not None:
            told = text.replace("\r\n", "\n")
            found[name] = _lines(told) if name in _LINES else told
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _values(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value).model_fields}


def _valid(form: type[V], values: dict[str, Any]) -> V:
    try:
        return form.model_validate(values)
    except ValidationError as error:
        complaint = error.errors()[0]
        label = _LABELS.get(str(complaint["loc"][0]), "内容")
        bounds = complaint.get("ctx", {})
        longest = bounds.get("max_length")
        reason = f"太长，最多 {longest} 个字" if longest else "不是可用的值"
        raise WrongValue(f"“{label}”{reason}。没有保存，请修改后再存。") from error


_LABELS: Mapping[str, str] = {
    "title": "标题",
    "audience": "对象",
    "objectives": "学习目标",
    "questions": "讨论题",
    "notes": "讲稿",
    "note": "说明",
    "minutes": "时长",
}
