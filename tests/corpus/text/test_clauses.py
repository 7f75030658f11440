"""Texts as sets of clauses: what a copy shares, and what tells another text from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.clauses import MARKS, MOST_COMPARED, clauses_by_hash, replaces, sketch, unpacked
from corpus.text.fold import fold
from tests.corpus.recognise.hostile import seconds_on

TEXT = "各单位要加强领导，落实责任。自2024年5月1日起施行；有效期5年。"


def clauses(text):
    return clauses_by_hash([fold(text)])


def test_a_clause_ends_at_punctuation_and_takes_its_figures_along():
    assert set(clauses(TEXT).values()) == {
        "各单位要加强领导",
        "落实责任",
        "自2024年5月1日起施行",
        "有效期5年",
    }


def test_layout_and_script_make_no_difference():
    wrapped = TEXT.replace("加强", "加\n 强").replace("，", ", ").replace("领导", "領導")
    assert sketch([fold(wrapped)]) == sketch([fold(TEXT)])


@given(st.lists(st.text("甲乙丙丁，。", max_size=30)))
def test_a_sketch_is_read_as_it_was_written(texts):
    made = sketch(texts)
    assert unpacked(made.packed()) == made.clauses
    assert set(made.marks) <= made.clauses
    assert len(made.marks) == min(MARKS, len(made.clauses))


def test_long_clauses_are_the_marks_of_a_text_that_has_enough_of_them():
    long = [f"第{number}项任务由各地区各部门分工负责" for number in range(20)]
    short = [f"特此通知{number}" for number in range(20)]
    made = sketch(["，".join([*short, *long])])
    assert set(made.marks) <= sketch(["，".join(long)]).clauses


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (TEXT, False),
        (TEXT.replace("落实责任", ""), False),  # left out
        (TEXT + "下载本文，合集下载。", False),  # added
        (TEXT.replace("领导，落实", "领导落实"), False),  # cut in another place
        (TEXT.replace("5月1日", "6月1日"), True),
        (TEXT.replace("各单位", "各企业"), True),
    ],
)
def test_a_copy_lacks_or_adds_and_another_text_says_something_else(other, expected):
    assert replaces(clauses(TEXT), clauses(other)) is expected
    assert replaces(clauses(other), clauses(TEXT)) is expected


@pytest.mark.parametrize("unit", ["甲，", "甲乙丙丁", "第1条，第2条。", "¦", "a1，", "（《“"])
def test_hostile_texts_are_sketched_and_compared_in_time(unit):
    assert seconds_on(unit, lambda text: sketch([fold(text)])) < 0.2


def test_texts_of_nothing_but_other_clauses_are_compared_in_time():
    many = {number: f"第{number}条" for number in range(5000)}
    few = {-number: f"各单位{number}" for number in range(1, MOST_COMPARED)}
    assert seconds_on("，", lambda _: replaces(many, few)) < 0.2
