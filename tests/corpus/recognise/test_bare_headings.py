import pytest

from corpus.recognise.bare_headings import bare_headings, is_bracketed
from corpus.recognise.lines import read_lines
from tests.corpus.recognise.extraction import extracted
from tests.corpus.recognise.hostile import seconds_on

PARAGRAPH = "公司原来什么都接，水质化验、河道清淤，年收入在三四百万元之间打转，账上只剩十一万元。"


def headings(*lines):
    return list(bare_headings(read_lines(extracted(*lines))).values())


def test_short_lines_between_paragraphs_are_headings():
    lines = ("窄到不能再窄", PARAGRAPH, "笨功夫做出巧设备", PARAGRAPH)
    assert headings(*lines) == ["窄到不能再窄", "笨功夫做出巧设备"]


def test_a_single_short_line_is_none():
    assert headings(PARAGRAPH, "窄到不能再窄", PARAGRAPH) == []


def test_names_of_the_parts_of_a_report_are_headings_whatever_follows():
    lines = ("主要措施：", "（1）船队换心。", "专家点评", "（点评人：某研究中心）", PARAGRAPH)
    assert headings(*lines) == ["主要措施", "专家点评"]


def test_a_table_of_contents_is_no_outline():
    assert headings("主要做法", "取得成效", "经验启示", PARAGRAPH) == []


@pytest.mark.parametrize(
    "line",
    [
        "他说，想好再动",
        "同志们：",
        "（综合部供稿）",
        "二〇二四年三月五日",
        "南屿省人民政府",
        "3.1 失败可以记功",
    ],
)
def test_what_else_stands_between_paragraphs_is_no_heading(line):
    lines = (PARAGRAPH.removesuffix("。"), line, PARAGRAPH, line, PARAGRAPH)
    assert headings(*lines) == []


def test_a_line_in_brackets_is_a_heading():
    assert is_bracketed("【主要做法】")
    assert not is_bracketed("【主要做法】公司建立了制度。")


@pytest.mark.parametrize("unit", ["【", "窄\n", "主要做法\n", "（）", "的"])
def test_a_hostile_text_costs_little(unit):
    assert seconds_on(unit, lambda text: headings(*text.split("\n")), is_bracketed) < 0.2
