"""What a person types for a field is checked, and brought into its form."""

import pytest

from corpus.errors import WrongValue
from corpus.given_values import field_named, read_value


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("title", " 关于 改革的意见 ", "关于 改革的意见"),
        ("written", "2024年3月5日", "2024-03-05"),
        ("written", "２０２４-3", "2024-03"),
        ("written", "二〇二四年", "2024"),
        ("written", "", ""),
        ("document_class", "领导讲话", "speech"),
        ("document_class", "policy", "policy"),
        ("document_number", "国发[2024] 1号", "国发〔2024〕1号"),
        ("issuer", "甲厅、乙局；丙委\n甲厅", ("甲厅", "乙局", "丙委")),
        ("issuer", " ", ()),
        ("speaker", "李　强", "李强"),
        ("topic", "科技、教育\\科技；工业、交通/铁路", ("科技、教育\\科技", "工业、交通\\铁路")),
        ("subject", "国资\\企业改革", ("国资\\企业改革",)),
        ("industry", "c34；制造业", ("C34 通用设备制造业", "C 制造业")),
        ("region", "浙江省杭州市、云陵省/霁川市", ("浙江省/杭州市", "云陵省/霁川市")),
        ("enterprise_type", "民营企业；双百企业", ("民营企业", "双百企业")),
        ("issuer_level", "省", "省"),
    ],
)
def test_a_value_takes_the_form_of_its_field(name, typed, expected):
    assert read_value(name, typed) == expected


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("written", "2024年13月", "没有这样的日期"),
        ("written", "2024-02-30", "没有这样的日期"),
        ("written", "昨天", "没有这样的日期"),
        ("expires", "3024-01-01", "应在 1900 年到 2099 年之间"),
        ("written", "３０２４年1月", "应在 1900 年到 2099 年之间"),
        ("document_class", "小说", "可选：政策文件"),
        ("document_number", "改革", "不像发文字号"),
        ("title", "", "“标题”不能为空。请填写一个值；"),
        ("topic", "科技", "请写成 科技、教育"),
        ("industry", "飞行汽车业", "没有“飞行汽车业”这个行业"),
        ("enterprise_type", "好企业", "可选：中央企业"),
        ("issuer_level", "乡", "可选：中央、国务院"),
        ("title", "题" * 301, "最多 300"),
    ],
)
def test_what_cannot_be_is_told_with_the_mend(name, typed, told):
    with pytest.raises(WrongValue, match=told):
        read_value(name, typed)


def test_a_field_is_named_in_both_languages():
    assert field_named("成文日期") == field_named("written") == "written"
    with pytest.raises(WrongValue, match="可以更正的有：索引号"):
        field_named("页数")
