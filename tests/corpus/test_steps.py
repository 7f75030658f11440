"""What lies under what."""

import pytest

from corpus.steps import steps_of


@pytest.mark.parametrize(
    ("name", "value", "steps"),
    [
        ("region", "浙江省/杭州市/西湖区", ("浙江省", "浙江省/杭州市", "浙江省/杭州市/西湖区")),
        ("topic", "科技、教育\\科技", ("科技、教育", "科技、教育\\科技")),
        ("topic", "其他", ("其他",)),
        ("subject", "国资\\企业改革", ("国资", "国资\\企业改革")),
        ("industry", "C34 通用设备制造业", ("C 制造业", "C34 通用设备制造业")),
        ("industry", "C 制造业", ("C 制造业",)),
        ("kind", "通知", ("通知",)),
    ],
)
def test_a_value_is_found_by_all_that_it_lies_under(name, value, steps):
    assert steps_of(name, value) == steps
