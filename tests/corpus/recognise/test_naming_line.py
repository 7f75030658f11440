"""Lines of lists that people keep: a title, a number, or both, in whatever manner."""

import pytest

from corpus.recognise.naming_line import read_naming
from tests.corpus.recognise.hostile import seconds_on


@pytest.mark.parametrize(
    ("line", "title", "number"),
    [
        ("关于深化国有企业改革的指导意见", "关于深化国有企业改革的指导意见", None),
        ("《关于深化国有企业改革的指导意见》", "关于深化国有企业改革的指导意见", None),
        ("关于改革的指导意见（中发〔2015〕22号）", "关于改革的指导意见", "中发〔2015〕22号"),
        ("国发[2024]7号 关于改革的通知", "关于改革的通知", "国发〔2024〕7号"),
        ("3. 《关于改革的通知》，国发〔2024〕7号；", "关于改革的通知", "国发〔2024〕7号"),
        ("（1）公司法", "公司法", None),
        ("三、中华人民共和国公司法", "中华人民共和国公司法", None),
        ("国务院令第703号", "", "国务院令第703号"),
        ("国发〔2024〕7号", "", "国发〔2024〕7号"),
        ("中华人民共和国公司法（主席令第15号）", "中华人民共和国公司法", "主席令第15号"),
        ("公司法(主席令第十五号)", "公司法", "主席令第15号"),
        ("关于改革的通知\t国发〔2024〕7号", "关于改革的通知", "国发〔2024〕7号"),
        (
            "《国务院关于印发〈十四五规划〉的通知》（国发〔2021〕1号）",
            "国务院关于印发〈十四五规划〉的通知",
            "国发〔2021〕1号",
        ),
        ("2024年政府工作报告", "2024年政府工作报告", None),
    ],
)
def test_a_line_is_read_as_title_and_number(line, title, number):
    assert read_naming(line) == (title, number)


@pytest.mark.parametrize("line", ["", "  ", "——", "《》", "；，"])
def test_a_line_without_words_names_nothing(line):
    assert read_naming(line) is None


@pytest.mark.parametrize("unit", ["《", "》", "（", "国发〔2024〕7号", "1.", "、", " "])
def test_hostile_lines_take_bounded_time(unit):
    assert seconds_on(unit, read_naming) < 0.2
