"""Changes of a course are functions from a course to a course, and lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.study import editing
from search_api.study.course import CaseInLesson, Course, Lesson, Module, Quoted
from search_api.study.editing import ItemPlace, Place
from tests.search_api.study.test_course import QUOTATION, REFERENCE

QUOTED = Quoted(quotation=QUOTATION)


def course_of(*modules):
    """Make a course of modules, each given by the letters of its lessons."""
    return Course(
        title="题",
        modules=tuple(
            Module(title=letters, lessons=tuple(Lesson(title=letter) for letter in letters))
            for letters in modules
        ),
    )


def letters(course):
    return ["".join(lesson.title for lesson in module.lessons) for module in course.modules]


@pytest.mark.parametrize(
    ("place", "by", "expected"),
    [
        (Place(0, 0), 1, ["ba", "cd"]),
        (Place(0, 1), 1, ["a", "bcd"]),
        (Place(1, 0), -1, ["abc", "d"]),
        (Place(0, 0), -1, ["ab", "cd"]),
        (Place(1, 1), 1, ["ab", "cd"]),
        (Place(7, 7), 1, ["ab", "cd"]),
        (Place(-1, -1), 1, ["ab", "cd"]),
    ],
)
def test_a_lesson_moves_within_its_module_and_into_the_next_one(place, by, expected):
    assert letters(editing.move_lesson(course_of("ab", "cd"), place, by)) == expected


MOVES = st.tuples(st.integers(-2, 4), st.integers(-2, 4), st.sampled_from([-1, 1]))


@given(st.lists(MOVES, max_size=12))
def test_moves_lose_no_lesson_and_add_none(moves):
    course = course_of("abc", "", "de")
    for module, lesson, by in moves:
        course = editing.move_lesson(course, Place(module, lesson), by)
        course = editing.move_module(course, module, by)
    assert sorted("".join(letters(course))) == list("abcde")
    assert len(course.modules) == 3


def test_modules_and_lessons_come_and_go():
    course = editing.add_lesson(editing.add_module(course_of("a")), 1)
    assert letters(course) == ["a", ""]
    assert [len(module.lessons) for module in course.modules] == [1, 2]
    assert letters(editing.remove_module(course, 0)) == [""]
    assert letters(editing.remove_lesson(course_of("ab"), Place(0, 0))) == ["b"]
    assert editing.remove_module(course, 9) == course


def test_the_same_words_and_the_same_case_stand_in_a_lesson_once():
    place, course = Place(0, 0), course_of("a")
    noted = QUOTED.model_copy(update={"note": "说明"})
    course = editing.add_item(course, place, "basis", QUOTED)
    assert editing.add_item(course, place, "quotations", noted) == course
    case = CaseInLesson(reference=REFERENCE, title="案例", place=3)
    course = editing.add_item(course, place, "cases", case)
    again = case.model_copy(update={"title": "别的名称"})
    assert editing.add_item(course, place, "cases", again) == course
    told = case.model_copy(update={"quotation": QUOTATION})
    assert len(editing.add_item(course, place, "cases", told).modules[0].lessons[0].cases) == 2
    gone = editing.remove_item(course, ItemPlace(place, "basis", 0))
    assert gone.modules[0].lessons[0].basis == ()
