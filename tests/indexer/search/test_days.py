"""Days as they are typed."""

import pytest

from corpus.errors import QuerySyntaxError
from indexer.search.days import read_days


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2023年3月", ("2023-03-01", "2023-03-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-03-05~2024", ("2023-03-05", "2024-12-31")),
        ("2023.3.5至2024年6月", ("2023-03-05", "2024-06-30")),
        ("２０２３～２０２４", ("2023-01-01", "2024-12-31")),
        ("2023~", ("2023-01-01", "9999-12-31")),
        ("~2024-06-30", ("1000-01-01", "2024-06-30")),
        ("2024~2023", ("2023-01-01", "2024-12-31")),
        ("2023-03~2023", ("2023-03-01", "2023-12-31")),
        ("2020—2024", ("2020-01-01", "2024-12-31")),
    ],
)
def test_days_are_read(typed, expected):
    assert read_days(typed) == expected


@pytest.mark.parametrize("typed", ["", "~", "去年", "2024-13", "2024-02-30", "20240301", "12-2024"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(QuerySyntaxError, match="不是日期"):
        read_days(typed)
