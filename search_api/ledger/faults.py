"""What is wrong in a row of a workbook: in which cell, what, and what may stand there."""

from collections.abc import Iterable
from dataclasses import dataclass

from search_api.ledger.book import BookSheet
from search_api.ledger.filed import F
from search_api.ledger.filing import FIRST_DAY, LAST_DAY
from search_api.ledger.sheet import SheetForm

_DAYS = f"{FIRST_DAY.year} 至 {LAST_DAY.year} 年的日期，写成 2026-10-08，或设成日期格式"


@dataclass(frozen=True, slots=True)
class Fault:
    """
    A fault of a row.

    Attributes:
        cell: As the office program names it, as `F3` or `答复!B3`; empty where it is the whole row.
        column: The column's name; empty where it is the whole row.
        reason: What is wrong, and what to do, without a full stop.
        allowed: What may stand there; empty where the reason says it.
    """

    cell: str
    column: str
    reason: str
    allowed: str = ""

    @property
    def words(self) -> str:
        """Say all of it in a line, without a full stop."""
        where = f"{self.cell} " if self.cell else ""
        return f"{where}{self.reason}" + (f"，应是：{self.allowed}" if self.allowed else "")


@dataclass(frozen=True, slots=True)
class Refusal:
    """
    A row that is not taken in.

    Attributes:
        sheet: In which it stands.
        row: As the office program counts it, from 1.
        serial: Of its entry; empty where it has none.
        faults: All that is wrong in it.
    """

    sheet: str
    row: int
    serial: str
    faults: tuple[Fault, ...]

    @property
    def reason(self) -> str:
        """Say all that is wrong in a line."""
        return "；".join(each.words for each in self.faults) + "。"


def in_order(sheet: BookSheet, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Order the faults of a row as they are met: the row, its cells, those of further sheets."""

    def place(fault: Fault) -> tuple[bool, int]:
        is_here = "!" not in fault.cell and fault.column in sheet.header
        return "!" in fault.cell, sheet.header.index(fault.column) if is_here else -1

    return tuple(sorted(faults, key=place))


def allowed_in(form: SheetForm[F], name: str) -> str:
    """Say what may stand in a field; empty where any text may."""
    if name in form.days:
        return _DAYS
    return "、".join((form.ledger.values(name) or {}).values())
