import pytest

from corpus.partial_dates import first_day, last_day


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-03-05", "2024-03-05", "2024-03-05"),
    ],
)
def test_a_partial_date_means_its_first_day_up_to_its_last(value, first, last):
    assert (first_day(value), last_day(value)) == (first, last)
