import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.numerals import chinese, integer, year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("廿一", 21),
        ("卅", 30),
        ("元", 1),
        ("一百零五", 105),
        ("一百二十", 120),
        ("一千二百六十", 1260),
        ("一千零一十二", 1012),
        ("三万五千", 35000),
        ("二四", 24),
        ("贰拾叁", 23),
        ("７０３", 703),
        ("007", 7),
        ("〇", 0),
    ],
)
def test_an_ordinal_is_read_in_any_writing(text, expected):
    assert integer(text) == expected


@pytest.mark.parametrize("text", ["", "号", "第一", "1.5", "一亿", "一百号"])
def test_what_is_no_number_is_none(text):
    assert integer(text) is None


@pytest.mark.parametrize("zero", "〇○◯零OＯoОΟ0０")
def test_a_year_is_read_whatever_zero_it_is_written_with(zero):
    assert year(f"二{zero}二四") == "2024"


def test_a_year_with_a_foreign_character_is_none():
    assert year("二千二四") is None
    assert year("") is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "零"),
        (5, "五"),
        (10, "十"),
        (12, "十二"),
        (54, "五十四"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
        (1260, "一千二百六十"),
    ],
)
def test_a_number_is_written_as_an_article_has_it(number, expected):
    assert chinese(number) == expected


@given(st.integers(min_value=0, max_value=9999))
def test_what_is_written_reads_as_it_was(number):
    assert integer(chinese(number)) == number


@pytest.mark.parametrize("number", [-1, 10_000])
def test_a_number_that_ordinals_do_not_reach_is_refused(number):
    with pytest.raises(ValueError, match="not between"):
        chinese(number)
