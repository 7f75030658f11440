"""What a cell of a workbook says, in the form of a register."""

from datetime import date
from typing import Any

from corpus.recognise.dates import date_alone
from search_api.ledger.book import Cell
from search_api.ledger.filed import F
from search_api.ledger.sheet import SheetForm

_SHOWN = 20  # characters of a cell that is not understood


class CellRefused(Exception):
    """A cell cannot be understood; the text says why, without a full stop."""


def cell_value(form: SheetForm[F], name: str, label: str, cell: Cell) -> Any:
    """
    Give the value of a cell as JSON has it; None for a day that is not there.

    Raises:
        CellRefused: It is no value of the field.
    """
    if name in form.days:
        return _day(label, cell)
    words = form.ledger.values(name)
    if words is None:
        return cell_text(cell)
    typed = cell_text(cell).strip()
    if not typed:
        raise CellRefused(f"“{label}”是空的，请填上")
    for value, word in words.items():
        if typed in (word, str(value)) or word.startswith(f"{typed}（"):
            return str(value)
    raise CellRefused(f"“{label}”里的“{typed[:_SHOWN]}”不认识")


def _day(label: str, cell: Cell) -> str | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        raise CellRefused(f"“{label}”里是数字 {cell}，不是日期")
    found = date_alone(cell.strip().replace("/", "-").replace(".", "-"))
    try:
        return date.fromisoformat(found.value if found else "").isoformat()
    except ValueError as error:
        raise CellRefused(f"“{label}”里的“{cell[:_SHOWN]}”看不懂") from error


def cell_text(cell: Cell) -> str:
    """Write a cell as text; whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)
