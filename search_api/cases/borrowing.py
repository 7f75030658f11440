"""The frozen values of a list of what is borrowed from cases (借鉴清单)."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from search_api.study.course import QuotationJson
from search_api.study.values import Content, Value

MOST_ROWS = 100

_Text = Annotated[str, StringConstraints(max_length=2000)]
_Line = Annotated[str, StringConstraints(max_length=200)]

# What is written beside a practice -> what it is called, in the order of the columns.
COLUMNS: Mapping[str, str] = {
    "ours": "我们的条件",
    "measure": "拟采取措施",
    "department": "责任部门",
    "deadline": "时限",
}
PRACTICE = "他们的做法"


class BorrowedRow(Value):
    """
    A practice, and what is made of it.

    Attributes:
        practice: Its words, and where they stand.
        ours: Under which conditions we are.
        measure: What we mean to do.
        department: Who does it.
        deadline: Until when.
    """

    practice: QuotationJson
    ours: _Text = ""
    measure: _Text = ""
    department: _Line = ""
    deadline: _Line = ""


class Borrowing(Content):
    """
    A list of what is borrowed.

    Attributes:
        rows: In order.
    """

    rows: tuple[BorrowedRow, ...] = Field((), max_length=MOST_ROWS)


def with_row(borrowing: Borrowing, place: int, **changed: str) -> Borrowing:
    """Give it with a row changed; as it is where there is none at *place*, from 0."""
    rows = [
        row.model_copy(update=changed) if at == place else row
        for at, row in enumerate(borrowing.rows)
    ]
    return borrowing.model_copy(update={"rows": tuple(rows)})


def without_row(borrowing: Borrowing, place: int) -> Borrowing:
    """Give it without a row."""
    rows = tuple(row for at, row in enumerate(borrowing.rows) if at != place)
    return borrowing.model_copy(update={"rows": rows})


def with_row_moved(borrowing: Borrowing, place: int, by: int) -> Borrowing:
    """Give it with a row *by* places further down, or up; at the ends as it is."""
    to = place + by
    rows = list(borrowing.rows)
    if not (0 <= place < len(rows) and 0 <= to < len(rows)):
        return borrowing
    rows.insert(to, rows.pop(place))
    return borrowing.model_copy(update={"rows": tuple(rows)})
