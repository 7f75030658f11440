"""What a figure is worth, however it is written."""

import pytest

from corpus.text.figures import FIGURE, value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("74%", "百分之七十四"),
        ("74.5 ％", "百分之七十四点五"),
        ("3‰", "千分之三"),
        ("2,000", "2000"),
        ("2，000", "两千"),
        ("2000万", "两千万"),
        ("1.5亿", "15000万"),
        ("1亿5000万", "1.5亿"),
        ("3万亿", "30000亿"),
        ("二〇二四", "２０２４"),
        ("12000", "一万二千"),
        ("105", "一百零五"),
    ],
)
def test_one_figure_in_two_writings(one, other):
    assert value(one) == value(other) is not None
    assert FIGURE.fullmatch(other.replace("２０２４", "2024"))


@pytest.mark.parametrize(("one", "other"), [("74", "74%"), ("3%", "3‰"), ("2000", "2000万")])
def test_figures_of_different_worth(one, other):
    assert value(one) != value(other)


@pytest.mark.parametrize("text", ["", "万", "百分之", "点五", "二十届", "5万3亿", "%", "1.2.3"])
def test_what_is_no_figure_has_no_value(text):
    assert value(text) is None
