"""What looks like a sign of the query language and is none is told."""

import pytest

from corpus.settings import Settings
from indexer.analysis.terms import open_analyser
from indexer.search.parse import parse

ANALYSER = open_analyser(Settings())


def told(text, **options):
    return parse(text, ANALYSER, **options).hints


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("题目:改革", "没有“题目”这个字段，“题目:改革”按普通文字检索。可用的字段有标题、"),
        ("党建 -来源：新华社", "没有“来源”这个字段"),
        ("国企|央企", "“|”不是运算符，按普通文字检索。要找其中一个，请写成 国企 OR 央企。"),
        ("国企||央企", "请写成 国企 OR 央企。"),
        ("国企 || 央企", "请写成 国企 OR 央企。"),
        ("国企｜央企", "请写成 国企 OR 央企。"),
        ("国企 or 央企", "运算符要大写，“or”按普通文字检索。请写成 国企 OR 央企。"),
        ("改革 Not 试点", "请写成 改革 NOT 试点。"),
        ("改革 NOT 试点 or 示范", "请写成 试点 OR 示范。"),
        ("国企改革-试点", "要排除“试点”，请写成 国企改革 -试点。"),
        ("日期:2024~2018", "“日期:2024~2018”先写了后面的，已按从早到晚检索。"),
        ("改革 年份:2024-2020", "“年份:2024-2020”先写了后面的"),
        ("年份:2024至2020 OR 改革", "先写了后面的"),
    ],
)
def test_what_is_taken_as_words_is_told(text, hint):
    (said,) = told(text)
    assert hint in said


@pytest.mark.parametrize(
    "text",
    [
        "国企 OR 央企",
        "标题:改革 类型:法律法规 日期:2018~2024 年份:2018-",
        '"国企|央企" “国企 or 央企” "题目:改革" "改革-试点"',
        "关于某事的意见 | 某网",
        "2018-2020 甲类—乙类 PPR-9087 1:2",
        "what or that",
        "国发〔2024〕1号",
    ],
)
def test_nothing_is_told_of_what_is_taken_as_it_is_meant(text):
    assert told(text) == ()


def test_nothing_is_told_where_plain_words_are_asked_for():
    assert told("国企|央企", plain=True) == ()
