"""A course as a page's form sends it: what was typed, put over the course as it is kept."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from search_api.study.course import CaseInLesson, Course, Lesson, Module, Quoted
from search_api.study.editing import ITEM_LISTS
from search_api.study.values import Value
from web.typed import texts_typed, with_typed

_OWN = ("title", "audience", "lecturer", "organisation", "held_on", "objectives")
_OF_LESSON = ("title", "minutes", "objectives", "questions", "notes")
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
    values = _texts(given, "", _OWN)
    return with_typed(course, {**values, "modules": modules}, _LABELS)


def typed_in_vain(course: Course, given: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """
    Give what was typed and is not kept: what it is, the words typed, and those that are kept.

    Fields that say what the course says anyway are left out.
    """
    kept = dict(_fields(course))
    found = []
    for name, text in given.items():
        typed = text.replace("\r\n", "\n")
        if name not in ("revision", "act") and typed.strip() != kept.get(name, ("", ""))[1].strip():
            label, now = kept.get(name, (_LABELS.get(name.rpartition("-")[2], "内容"), ""))
            found.append((label, typed, now))
    return found


def _fields(course: Course) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give the fields of the form: name, what it is called, what stands in it."""
    yield from _named(course, "", "", _OWN)
    count = 0
    for m, module in enumerate(course.modules):
        yield from _named(module, f"{m}-", f"第{m + 1}单元 ", ("title",))
        for at, lesson in enumerate(module.lessons):
            count += 1
            lead, label = f"{m}-{at}-", f"第{count}课 "
            yield from _named(lesson, lead, label, _OF_LESSON)
            for of in ITEM_LISTS:
                for k, each in enumerate(getattr(lesson, of)):
                    yield from _named(each, f"{lead}{of}-{k}-", f"{label}引用{k + 1} ", ("note",))


def _named(
    value: Value, lead: str, label: str, names: Iterable[str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    for name in names:
        held = getattr(value, name)
        text = "\n".join(held) if isinstance(held, tuple) else str(held)
        yield lead + name, (label + _LABELS[name], text)


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
    "lecturer": "主讲",
    "organisation": "单位",
    "held_on": "时间",
    "objectives": "学习目标",
    "questions": "讨论题",
    "notes": "讲稿",
    "note": "说明",
    "minutes": "时长",
}
