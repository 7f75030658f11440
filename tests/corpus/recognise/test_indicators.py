"""The figures that a report gives for what was reached."""

import pytest

from corpus.document import Direction
from corpus.recognise.indicators import find_indicators
from tests.corpus.recognise.hostile import seconds_on

UP, DOWN, NONE = Direction.UP, Direction.DOWN, Direction.NONE


def told(text, **others):
    return [
        (each.name, each.value, each.unit, each.year, each.direction)
        for each in find_indicators(text, **others)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2024年，公司关键设备综合效率提升到81.7%，比2021年高出23.4个百分点。",
            [
                ("关键设备综合效率", "81.7", "%", "2024", UP),
                ("关键设备综合效率", "23.4", "个百分点", "2024", UP),
            ],
        ),
        (
            "2023年实现营业收入14.2亿元，同比增长11.6%；利润总额9,380万元。",
            [
                ("营业收入", "14.2", "亿元", "2023", NONE),
                ("营业收入", "11.6", "%", "2023", UP),
                ("利润总额", "9380", "万元", "2023", NONE),
            ],
        ),
        ("原料损耗率由14.2%下降到5.6%。", [("原料损耗率", "5.6", "%", None, DOWN)]),
        (
            "投产周期由2021年的78天下降到2024年的49天。",
            [("投产周期", "49", "天", "2024", DOWN)],
        ),
        ("全员劳动生产率提升到42.7万元/人。", [("全员劳动生产率", "42.7", "万元/人", None, UP)]),
        (
            "早期失效率由百万分之260下降到百万分之35。",
            [("早期失效率", "35", "百万分之", None, DOWN)],
        ),
        ("人均产值：由63.3万元提升到109.7万元。", [("人均产值", "109.7", "万元", None, UP)]),
        (
            "2022年亏损率9％。公司成本降低3％。",
            [("亏损率", "9", "%", "2022", NONE), ("成本", "3", "%", "2022", DOWN)],
        ),
    ],
)
def test_a_figure_has_name_value_unit_year_and_direction(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "公司有职工1126人，下设4所学校。",
        "研发投入强度不得低于2.2%。",
        "降本收益的30%返还一线团队。",
        "力争新签合同额占比超过25%。",
        "第七条第2款规定的办法。",
        "",
    ],
)
def test_counts_rules_and_plans_are_no_results(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("劳动生产率提高2.6倍。", [("劳动生产率", "2.6", "倍", None, UP)]),
        ("2023年综合成本下降四成。", [("综合成本", "4", "成", "2023", DOWN)]),
        ("夜间消费收入增长三成以上。", [("夜间消费收入", "3", "成", None, UP)]),
        ("能耗成本降低两成半，效益好转。", [("能耗成本", "2.5", "成", None, DOWN)]),
        ("设备利用率由七成提升到九成五。", [("设备利用率", "9.5", "成", None, UP)]),
        ("采购成本下降近三分之二。", [("采购成本", "2", "三分之", None, DOWN)]),
    ],
)
def test_times_tenths_and_fractions_are_figures_too(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "成本管控小组增加四成员。",
        "管理成本一成不变。",
        "生产率很高，设备还有八成新。",
        "销售收入七成来自外省。",
        "营业收入是2020年的2.6倍。",
        "三分之二的利润上交。",
        "负责人占三成，利润三成分红。",
        "工时节约成本六成归班组。",
        "收入差距由1.3倍拉大到2倍的情形不再有。",
    ],
)
def test_a_part_of_something_is_no_result(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年按《2021年行动方案》推进，成本下降5%。", [("成本", "5", "%", "2024", DOWN)]),
        ("落实《营业收入3亿元倍增计划》，成本下降5%。", [("成本", "5", "%", None, DOWN)]),
    ],
)
def test_what_stands_in_the_name_of_a_work_is_of_the_work(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize("stretch", ["三年来", "近三年", "2021—2023年", "五年累计", "过去两年间"])
def test_a_stretch_of_years_is_no_year(stretch):
    text = f"2024年利润总额1亿元，{stretch.replace('近三年', '近三年里')}节约成本300万元。"
    assert [each[3] for each in told(text)] == ["2024", None]


def test_a_year_behind_a_stretch_counts_again():
    text = "三年来成本下降5%，2024年成本下降2%。"
    assert [each[3] for each in told(text)] == [None, "2024"]


@pytest.mark.parametrize("bound", ["以上", "以内", "左右"])
def test_a_bound_belongs_to_the_words_of_its_figure(bound):
    text = f"续约率保持在95%{bound}，客户稳定。"
    (indicator,) = find_indicators(text)
    assert text[indicator.span.start : indicator.span.end] == f"保持在95%{bound}"


@pytest.mark.parametrize(
    "text",
    ["三年累计投入改造资金7350万元。", "获得补助资金收入186万元。", "一年分得改善奖金收入38万元。"],
)
def test_what_was_spent_or_given_is_no_result(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("研发投入2.96亿元。", [("研发投入", "2.96", "亿元", None, NONE)]),
        ("安全投入成本下降12%。", [("安全投入成本", "12", "%", None, DOWN)]),
        (
            "财政补助占总收入的比重由68%下降到37%。",
            [("财政补助占总收入的比重", "37", "%", None, DOWN)],
        ),
    ],
)
def test_what_went_somewhere_is_a_result_though_it_was_spent(text, expected):
    assert told(text) == expected


def test_of_a_row_with_before_and_after_the_later_value_counts():
    text = "平均交付周期\t183天\t109天\t缩短40.4%\n数控化率\t55%\t68%"
    assert [each[1:3] for each in told(text)] == [("109", "天"), ("40.4", "%"), ("68", "%")]


def test_the_year_of_a_paragraph_holds_to_its_end_and_the_title_s_where_none_is_told():
    text = "2019年营业收入3亿元。利润总额1亿元。\n成本下降2%。"
    assert [each[3] for each in told(text, year="2023")] == ["2019", "2019", "2023"]
    assert [each[3] for each in told(text)] == ["2019", "2019", None]


def test_sentence_and_span_are_verbatim():
    text = "做法很多。\n人工成本利润率由31%提升到64%，可喜可贺。还有别的。"
    (indicator,) = find_indicators(text[6:], 6)
    assert text[indicator.sentence.start : indicator.sentence.end] == (
        "人工成本利润率由31%提升到64%，可喜可贺。"
    )
    assert text[indicator.span.start : indicator.span.end] == "提升到64%"


@pytest.mark.parametrize(
    "unit",
    [
        "由1%下降到",
        "营业收入1亿元",
        "9",
        "2024年较2023年",
        "收入率率率",
        "营业收入由",
        "下降四成",
        "率近",
    ],
)
def test_hostile_texts_take_no_time(unit):
    assert seconds_on(unit, find_indicators) < 0.2
