"""Dates of a document that cannot all be true."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from corpus.errors import WrongValue
from corpus.metadata import DATES, LABELS
from corpus.partial_dates import first_day, last_day

# What comes first, and what cannot come before it. A text may well apply before it was written.
_ORDER = (
    ("effective", "expires"),
    ("written", "expires"),
    ("published", "expires"),
    ("written", "revised"),
)
_PAST = ("written", "published", "revised", "occasion_date")
_AHEAD = timedelta(days=366)  # so long before its day a document may be kept


def dates_in(given: Mapping[str, object]) -> dict[str, str]:
    """Give the dates among what is given for fields."""
    return {name: value for name in DATES if (value := given.get(name)) and isinstance(value, str)}


def refuse_contradictions(values: Mapping[str, str], said: Collection[str], today: date) -> None:
    """
    Refuse a date that contradicts another one.

    Args:
        values: Field name -> value of a document's dates, as they shall be, and of its title.
        said: The fields that a person gives.
        today: The day on which it is said.

    Raises:
        WrongValue: There is such a date.
    """
    for words in contradictions(values, said, today):
        raise WrongValue(f"《{values.get('title', '')}》的{words}")


def contradictions(dates: Mapping[str, str], said: Collection[str], today: date) -> Iterator[str]:
    """
    Say in Chinese what cannot be, and how to mend it.

    Args:
        dates: Field name -> ISO date, perhaps partial; empty or absent where there is none.
        said: The fields that a person gives; what rules found alone is not questioned.
        today: The day on which it is said.
    """
    for name in _PAST:
        value = dates.get(name, "")
        if value and name in said and first_day(value) > (today + _AHEAD).isoformat():
            yield f"{LABELS[name]} {value} 还在一年以后，不会已经有这样的文件。请检查年份。"
    for earlier, later in _ORDER:
        before, after = dates.get(earlier, ""), dates.get(later, "")
        if earlier == "published" and dates.get("written"):
            continue  # a site may put a text up when it is no longer valid
        if not (before and after) or not {earlier, later} & set(said):
            continue
        if last_day(after) < first_day(before):
            yield (
                f"{LABELS[later]} {after} 早于{LABELS[earlier]} {before}，两者矛盾。"
                "请改正其中一个，或一起改正。"
            )
