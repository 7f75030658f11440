"""A course goes through JSON and back unchanged; what cannot be is refused."""

import pytest
from pydantic import ValidationError

from corpus.document import Span
from corpus.quotation import Quotation, Reference, quotation_values
from search_api.study.course import CaseInLesson, Course, Lesson, Module, Quoted

REFERENCE = Reference(
    "a" * 16, "题", "policy", "示例〔2024〕1号", ("甲", "乙"), "2024", "written", "示例", "完整"
)
QUOTATION = Quotation(REFERENCE, (Span(0, 2), Span(5, 7)), "甲😀\n乙", "第一条", "一 › 二", None, 0)
LESSON = Lesson(
    title="第一讲",
    minutes=30,
    basis=(Quoted(quotation=QUOTATION),),
    quotations=(Quoted(quotation=QUOTATION, note="说明"),),
    cases=(CaseInLesson(reference=REFERENCE, title="案例", place=3),),
    questions=("怎么看？",),
)
COURSE = Course(title="课程", modules=(Module(lessons=(LESSON, LESSON)), Module(title="二")))


def quoted_at(page):
    return {"quotation": {**quotation_values(QUOTATION), "page": page}}


def test_a_course_comes_back_from_json_as_it_was():
    assert Course.model_validate_json(COURSE.model_dump_json()) == COURSE
    assert Course.model_validate(COURSE.model_dump(mode="json")) == COURSE
    assert COURSE.model_dump(mode="json")["modules"][0]["lessons"][0]["basis"][0]["quotation"][
        "spans"
    ] == [[0, 2], [5, 7]]


def test_a_course_counts_its_minutes_and_what_it_quotes():
    assert COURSE.minutes == 60
    assert len(COURSE.quoted) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"title": "长" * 121},
        {"title": "题", "modules": [{"lessons": [{"minutes": -1}]}]},
        {"title": "题", "unknown": 1},
        {"title": "题", "modules": [{"lessons": [{"quotations": [{"quotation": {"spans": 3}}]}]}]},
        {"title": "题", "modules": [{"lessons": [{"quotations": [{"quotation": None}]}]}]},
        {"title": "题", "modules": [{"lessons": [{"quotations": [quoted_at(10**40)]}]}]},
        {"title": "题", "modules": [{"lessons": [{"quotations": [quoted_at(1)] * 251}] * 2}]},
    ],
)
def test_what_is_no_course_is_refused(wrong):
    with pytest.raises(ValidationError):
        Course.model_validate(wrong)
