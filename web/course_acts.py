"""
What the buttons of a course's page do, by their names.

`add:module`, `add:lesson:0`, `up:0.2`, `down:0.2.basis.1`, `remove:0`, and from suggestions
`take:0.2:basis:<stretch>`; where the source was replaced `renew:0.2.basis.1`.
"""

from collections.abc import Callable
from typing import Any

from search_api.access import ActorDep, LibraryDep
from search_api.study import editing
from search_api.study.course import Course, Quoted
from search_api.study.courses import case_of_quotation
from search_api.study.editing import ItemList, Place
from search_api.study.quoting import quote
from search_api.study.renewing import renewed
from web.collecting import read_stretch
from web.course_places import read_item, read_place
from web.forms import number_in


def act_on(library: LibraryDep, actor: ActorDep, course: Course, act: str) -> Course:
    """Do what a button says; a name that says nothing changes nothing."""
    verb, _, of = act.partition(":")
    match verb:
        case "add":
            return _added(course, of)
        case "up":
            return _moved(course, of, -1)
        case "down":
            return _moved(course, of, 1)
        case "remove":
            return _removed(course, of)
        case "take":
            return _taken(library, actor, course, of)
        case "renew":
            return _renewed(library, actor, course, of)
    return course


def _added(course: Course, of: str) -> Course:
    if of == "module":
        return editing.add_module(course)
    number = number_in(of.removeprefix("lesson:"))
    return course if number is None else editing.add_lesson(course, number)


def _moved(course: Course, of: str, by: int) -> Course:
    return _at(
        course,
        of,
        lambda number: editing.move_module(course, number, by),
        lambda place: editing.move_lesson(course, place, by),
        lambda item: editing.move_item(course, item, by),
    )


def _removed(course: Course, of: str) -> Course:
    return _at(
        course,
        of,
        lambda number: editing.remove_module(course, number),
        lambda place: editing.remove_lesson(course, place),
        lambda item: editing.remove_item(course, item),
    )


def _at(
    course: Course,
    of: str,
    module: Callable[[int], Course],
    lesson: Callable[[Place], Course],
    item: Callable[[Any], Course],
) -> Course:
    """Change what a name names: a module, a lesson, or what stands in one."""
    number = number_in(of)
    if number is not None:
        return module(number)
    found = read_item(of)
    return lesson(read_place(of)) if found is None else item(found)


def _taken(library: LibraryDep, actor: ActorDep, course: Course, of: str) -> Course:
    """Add what was suggested to the lesson."""
    lesson, _, rest = of.partition(":")
    name, _, value = rest.partition(":")
    stretch, place = read_stretch(value), read_place(lesson)
    lists: dict[str, ItemList] = {each: each for each in editing.ITEM_LISTS}
    if stretch is None or name not in lists or editing.lesson_at(course, place) is None:
        return course
    quotation = quote(library, actor, stretch.document_id, stretch.span)
    item = case_of_quotation(quotation) if name == "cases" else Quoted(quotation=quotation)
    return editing.add_item(course, place, lists[name], item)


def _renewed(library: LibraryDep, actor: ActorDep, course: Course, of: str) -> Course:
    """Quote the newer text, where it has the same words."""
    place = read_item(of)
    known = place and editing.quoted_at(course, place)
    if place is None or known is None:
        return course
    return editing.quote_anew(course, place, renewed(library, actor, known.quotation))


def anchor_after(course: Course, act: str) -> str:
    """Name the place on the page to show after an act: what was added, or where it has moved."""
    verb, _, of = act.partition(":")
    if act == "add:module":
        return f"m{len(course.modules) - 1}"
    if verb == "add" and (number := number_in(of.removeprefix("lesson:"))) is not None:
        module = course.modules[number] if number < len(course.modules) else None
        return f"l{number}.{len(module.lessons) - 1}" if module else ""
    by = {"up": -1, "down": 1}.get(verb, 0)
    if (number := number_in(of)) is not None:
        return f"m{min(max(number + by, 0), len(course.modules) - 1)}"
    item = read_item(of)
    place = item.lesson if item else read_place(of.partition(":")[0])
    if item is None and by:
        beside = Place(place.module, place.lesson + by)
        place = beside if editing.lesson_at(course, beside) else place
    return f"l{place.module}.{place.lesson}" if editing.lesson_at(course, place) else ""
