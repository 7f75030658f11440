"""Dates that cannot all be true are told; what only looks odd is not."""

from datetime import date

import pytest

from corpus.contradictions import contradictions

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"effective": "2024-05-01", "expires": "2020-01-01"}, "失效日期 2020-01-01 早于施行"),
        ({"written": "2024", "expires": "2023-12"}, "失效日期 2023-12 早于成文日期 2024"),
        ({"published": "2024-03", "expires": "2024-02-29"}, "早于发布日期 2024-03"),
        ({"written": "2024-03-05", "revised": "2023"}, "修改日期 2023 早于成文日期 2024-03-05"),
        ({"written": "2029-01-01"}, "成文日期 2029-01-01 还在一年以后"),
        ({"occasion_date": "2094"}, "活动日期 2094 还在一年以后"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(dates: dict[str, str], told: str) -> None:
    (words,) = contradictions(dates, tuple(dates), TODAY)
    assert told in words


@pytest.mark.parametrize(
    "dates",
    [
        {"effective": "2024-05-01", "expires": "2024"},
        {"effective": "2024", "expires": "2024-01-01"},
        {"written": "2024-05-01", "effective": "2024-01-01"},
        {"effective": "2030-01-01", "expires": "2035-12-31"},
        {"written": "2018-01-05", "published": "2024-03-01", "expires": "2023-01-04"},
        {"written": "2027-02-01"},
        {"written": "", "expires": "2020"},
        {},
    ],
)
def test_what_can_be_is_let_be(dates: dict[str, str]) -> None:
    assert list(contradictions(dates, tuple(dates), TODAY)) == []


def test_what_rules_found_alone_is_not_questioned() -> None:
    dates = {"effective": "2024-05-01", "expires": "2020", "written": "2024"}
    assert list(contradictions(dates, ("published",), TODAY)) == []
    assert len(list(contradictions(dates, ("effective",), TODAY))) == 1
