import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.recognise.dates import date_alone, find_dates, parse_date
from tests.corpus.recognise.vectors import vectors
from tests.shared import needs_shared


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年1月1日", "2024-01-01"),
        ("２０２４年０１月０９日", "2024-01-09"),
        ("二〇二四年十二月三十一日", "2024-12-31"),
        ("二零二四年元月廿一日", "2024-01-21"),
        ("一九九六年十一月五日", "1996-11-05"),
        ("一九九八年十月", "1998-10"),
        ("2023 年 4 月 20 日", "2023-04-20"),
        ("2024-01-05", "2024-01-05"),
        ("2024/1/15", "2024-01-15"),
        ("2024．1．5", "2024-01-05"),
        ("2024年是关键之年", "2024"),
    ],
)
def test_a_date_is_read_in_any_writing(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年13月", "2024"),
        ("2024年2月30日", "2024-02"),
        ("2023年2月29日", "2023-02"),
        ("2024年1月32日", "2024-01"),
        ("2024年0月", "2024"),
        ("二〇二四年四月三十一日", "2024-04"),
    ],
)
def test_an_impossible_day_or_month_leaves_what_is_possible(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text", ["增长3.5万元", "1.2亿", "12024年", "20240101", "1848年", "今年", ""]
)
def test_what_is_no_date_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize("line", ["（2024年3月12日）", "2024年3月12日", "　2024年3月12日　"])
def test_a_line_of_a_date_alone_is_told(line):
    assert date_alone(line).value == "2024-03-12"


@pytest.mark.parametrize(
    "line", ["2024年3月12日印发", "自2024年3月12日起施行", "2024年1月32日", "讲话"]
)
def test_a_line_with_more_than_a_date_is_none(line):
    assert date_alone(line) is None


def test_all_dates_are_found_with_their_places():
    text = "自2024年1月1日起施行，2020年3月废止"
    found = [(date.value, text[date.span.start : date.span.end]) for date in find_dates(text)]
    assert found == [("2024-01-01", "2024年1月1日"), ("2020-03", "2020年3月")]


@needs_shared
def test_the_vectors_of_dates_hold():
    cases = vectors("date")
    assert len(cases) > 10
    for text, expected in cases:
        assert parse_date(text) == expected, text


@given(st.text(alphabet="12年月日02 3.-/二〇一十三廿卅元4", max_size=24))
def test_a_date_is_never_impossible(text):
    for found in find_dates(text):
        parts = [int(part) for part in found.value.split("-")]
        assert date(*parts, *[1] * (3 - len(parts)))


@pytest.mark.parametrize("unit", ["2024年", "2024 ", "二〇二四", "2024年1月", "1", " ", "2024年 "])
def test_hostile_repetition_costs_little(unit):
    text = unit * (20_000 // len(unit))
    begin = time.process_time()
    list(find_dates(text))
    assert time.process_time() - begin < 1
