import pytest

from corpus.recognise.enumerations import find_points
from tests.corpus.recognise.hostile import seconds_on
from tests.corpus.recognise.vectors import vectors
from tests.shared import needs_shared


def rows(text):
    return [[text[each.span.start : each.span.end] for each in row] for row in find_points(text)]


@needs_shared
@pytest.mark.parametrize(("text", "expected"), vectors("enumeration"))
def test_points_as_the_rules_have_them(text, expected):
    assert [point for row in rows(text) for point in row] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主要做法：一是建章。二是立制。成效明显。", [["一是建章。", "二是立制。"]]),
        ("一是建章。有人管。\n二是立制。有人查。", [["一是建章。有人管。", "二是立制。有人查。"]]),
        ("首先，统一思想；其次，压实责任；最后，严格考核。结束。",
         [["首先，统一思想；", "其次，压实责任；", "最后，严格考核。"]]),
        ("第一，改机制。第二，改作风。", [["第一，改机制。", "第二，改作风。"]]),
        ("其一，常学。其二，常敲。", [["其一，常学。", "其二，常敲。"]]),
        ("一方面要放，另一方面要管。", [["一方面要放，", "另一方面要管。"]]),
        ("一是甲。二是乙。一是丙；二是丁。", [["一是甲。", "二是乙。"], ["一是丙；", "二是丁。"]]),
        ("第一，学。一是读；二是讲。第二，做。",
         [["一是读；", "二是讲。"], ["第一，学。一是读；二是讲。", "第二，做。"]]),
    ],
)  # fmt: skip
def test_points_in_a_row_are_found(text, expected):
    assert sorted(rows(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    ["这是一是一、二是二的问题", "一是一，二是二", "第一条规定的情形，第二条的规定", "一是建章。",
     "二是甲。三是乙。", "一是甲。三是丙。", "统一要求，十要素", "", "十五要事"],
)  # fmt: skip
def test_what_is_no_row_is_none(text):
    assert rows(text) == []


@pytest.mark.parametrize(
    "unit", ["一是", "，一是二是", "\n第一，第二，", "首先，其次，", "一方面，", "。一是甲", "　"]
)
def test_a_hostile_text_costs_little(unit):
    assert seconds_on(unit, find_points) < 0.2


def test_the_word_that_begins_a_point_is_its_mark():
    text = "要求：一是建章，二是立制。"
    (row,) = find_points(text)
    assert [text[each.mark.start : each.mark.end] for each in row] == ["一是", "二是"]
