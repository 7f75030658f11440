import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import NoText
from corpus.read.markdown import read_markdown
from corpus.read.markdown_inline import unwrapped
from tests.corpus.read.blocks import is_consistent, texts


def read_lines(*lines):
    extracted = read_markdown("\n".join(lines).encode())
    assert is_consistent(extracted)
    return extracted


def test_headings_have_levels_and_lose_their_signs():
    extracted = read_lines("# 总  则", "正文", "", "### 小节 ###", "题目", "====", "副题", "---")
    assert texts(extracted) == ["总  则", "正文", "小节", "题目", "副题"]
    assert [block.level for block in extracted.blocks] == [1, None, 3, 1, 2]


def test_lines_of_a_paragraph_are_joined_without_a_blank_between_han():
    extracted = read_lines("为深入贯彻", "党中央决策，", "use the", "force", "", "下一段")
    assert texts(extracted) == ["为深入贯彻党中央决策，use the force", "下一段"]


def test_paragraphs_without_empty_lines_between_them_stay_apart():
    lines = [
        "第一条 为了规范工作，制定本办法。",
        "第二条 本办法适用于全市。",
        "国务院",
        "2024年1月5日",
    ]
    assert texts(read_lines(*lines)) == lines


def test_numbers_stay_and_bullets_go():
    lines = ["1. 甲", "2. 乙", "- 丙", "* 丁", "（一）戊", "- [ ] 己"]
    assert texts(read_lines(*lines)) == ["1. 甲", "2. 乙", "丙", "丁", "（一）戊", "己"]


def test_tables_become_rows():
    lines = [
        "| 指标 | 2024 |",
        "| --- | ---: |",
        r"| a\|b | **46%** |",
        "",
        "甲 | 乙",
        "---|---",
        "1 | 2",
    ]
    extracted = read_lines(*lines)
    assert texts(extracted, "row") == ["指标\t2024", "a|b\t46%", "甲\t乙", "1\t2"]


def test_comments_go_and_fenced_code_stays():
    extracted = read_lines(
        "甲<!-- INFO", "END -->", "", "```", "# 不是标题", "  **x**", "```", "乙"
    )
    assert texts(extracted) == ["甲", "# 不是标题", "**x**", "乙"]


def test_a_comment_that_is_never_closed_is_text():
    assert read_lines("甲<!-- 乙 -->丙<!-- 丁").text == "甲丙<!-- 丁"


def test_openers_without_end_take_no_endless_time():
    assert read_lines("<!-- a " * 50_000).text.startswith("<!-- a")


def test_front_matter_is_declared():
    extracted = read_lines("---", "title: '关于某事'", "文号：某发〔2024〕1号", "---", "正文")
    assert extracted.declared == (("标题", "关于某事"), ("文号", "某发〔2024〕1号"))
    assert extracted.text == "正文"


def test_a_rule_at_the_top_is_no_front_matter():
    assert texts(read_lines("---", "这是一段话。", "---", "正文")) == ["这是一段话。", "正文"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("**一、总则。**后文", "一、总则。后文"),
        ("*斜*与__粗__与~~删~~", "斜与粗与删"),
        ("[国务院](http://www.gov.cn/a_(b).htm)令", "国务院令"),
        ("![图](a.png)与<http://a.cn/?x=*y*>", "图与http://a.cn/?x=*y*"),
        ("`a*b*c` 与 \\*不是\\*", "a*b*c 与 *不是*"),
        ("甲&nbsp;&lt;乙&gt;", "甲\xa0<乙>"),
        ("<font color=red>红</font>头<br>次行", "红头\n次行"),
        ("国发[2024](5号)", "国发[2024](5号)"),
        ("3*4*5 与 a_b_c", "3*4*5 与 a_b_c"),
        ("<国务院>《通知》", "<国务院>《通知》"),
        ("**未闭合", "**未闭合"),
        ("\U000f0000*甲*", "\U000f0000*甲*"),
    ],
)
def test_marks_inside_a_line(marked, expected):
    assert unwrapped(marked) == expected


def test_a_line_that_is_bold_as_a_whole_is_told():
    whole, partly = read_lines("**一、总则**", "", "**甲**乙**丙**").blocks
    assert (whole.bold, partly.bold) == (True, False)


def test_a_file_of_marks_only_has_no_text():
    with pytest.raises(NoText):
        read_lines("---", "", "```", "```")


@given(st.text(st.sampled_from("第一条甲乙。，、（）0123abc XY\n　"), min_size=1))
def test_no_character_of_plain_text_is_lost(text):
    kept = "".join(text.split())
    if kept:
        assert "".join(read_lines(*text.split("\n")).text.split()) == kept


@given(st.text())
def test_any_text_is_read_or_has_none(text):
    with contextlib.suppress(NoText):
        assert is_consistent(read_markdown(text.encode("utf-8", "ignore")))
