import pytest

from corpus.recognise.lines import read_lines
from corpus.recognise.outline import read_outline
from corpus.recognise.section_roles import report_roles
from tests.corpus.recognise.extraction import extracted
from tests.corpus.recognise.hostile import seconds_on


def roles(*lines, document_class="experience"):
    given = extracted(*lines)
    sections = read_outline(read_lines(given), document_id="0123456789abcdef")
    return list(report_roles(document_class, sections, given.text))


def test_a_heading_that_names_its_part_has_its_role():
    headings = ("一、基本情况", "二、主要做法", "三、取得成效", "四、经验启示", "五、下一步打算")
    assert roles(*headings) == [
        "ex_basic",
        "ex_practice",
        "ex_result",
        "ex_insight",
        "ex_next",
    ]


def test_headings_that_name_no_part_are_told_by_verb_and_text():
    assert roles(
        "一、强化党建引领，筑牢“根”和“魂”",
        "公司建立联席会议，每月开展检查。",
        "二、聚焦主责主业，向精细要效益",
        "公司推行清单管理，设立专班。",
        "三、一年见分晓",
        "2024年营业收入增长到12亿元，净利润提升9%，成本下降4%，荣获省级表彰。",
    ) == ["ex_practice", "ex_practice", "ex_result"]


def test_problems_behind_results_are_problems():
    assert roles("一、工作成效", "二、存在的问题", "三、下一步工作打算") == [
        "ex_result",
        "ex_problem",
        "ex_next",
    ]


def test_a_section_within_a_part_has_no_role_of_its_own():
    assert roles("一、主要做法", "（一）成效怎样取得", "（二）问题在哪里", "二、取得成效") == [
        "ex_practice",
        "",
        "",
        "ex_result",
    ]


def test_what_is_no_report_has_no_roles():
    assert roles("一、总体要求", "二、保障措施", document_class="policy") == ["", ""]


def test_a_report_without_headings_has_none_to_tell():
    assert roles("公司成立于2010年。") == []


@pytest.mark.parametrize(
    "unit",
    ["增长", "问题", "一、把让以用", "提高了1", "由1，", "不是我", "实施的工作", "　", "【▍：】"],
)
def test_a_hostile_report_costs_little(unit):
    assert seconds_on(unit, lambda text: roles("一、" + text[:50], text)) < 0.2
    assert seconds_on(unit, lambda text: roles(text)) < 0.2
