"""The size of an enterprise, by what its text says and the standard of its trade."""

import pytest

from corpus.recognise.enterprise_size import recognise_enterprise_size


@pytest.mark.parametrize(
    ("text", "industry", "size"),
    [
        ("现有职工1860人，全年营业收入14.2亿元。", "C34 通用设备制造业", "大型"),
        ("公司员工2260人，去年营业收入3.9亿元。", "C 制造业", "中型"),
        ("如今在册62人，营业收入7350万元。", "C 制造业", "小型"),
        ("我们是一家15人的小厂。", "C 制造业", "微型"),
        ("员工1016人，营业收入2.78亿元。", "H61 住宿业", "大型"),
        ("在册员工8915人，营业收入5亿元，资产总额9亿元。", "E47 房屋建筑业", "中型"),
        ("用工538人。", "I65 软件和信息技术服务业", "大型"),
    ],
)
def test_every_bound_of_the_trade_must_be_reached(text: str, industry: str, size: str) -> None:
    found = recognise_enterprise_size(text, (industry,))
    assert found is not None
    assert found.value == size


def test_the_words_that_tell_are_given() -> None:
    text = "公司有三家厂，现有职工1860人。"
    found = recognise_enterprise_size(text, ())
    assert found is not None
    assert [text[span.start : span.end] for span in found.evidence] == ["职工1860人"]


@pytest.mark.parametrize(
    "text",
    ["公司规模不大。", "访谈员工63人。", "管理外派员工6.7万人。", "全村217户、803人。"],
)
def test_figures_of_others_tell_nothing(text: str) -> None:
    assert recognise_enterprise_size(text, ("C 制造业",)) is None


def test_a_trade_that_the_standard_leaves_out_has_no_size() -> None:
    assert recognise_enterprise_size("员工402人。", ("J66 货币金融服务",)) is None
