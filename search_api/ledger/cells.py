"""What a cell of a workbook says, in the form of a register."""

from datetime import date
from typing import Any

from corpus.recognise.dates import date_alone
from search_api.ledger.book import Cell
from search_api.ledger.ledger import F
from search_api.ledger.sheet import SheetForm


class RowRefused(Exception):
    """A row cannot be taken in; the text says why, without a full stop."""


def cell_value(form: SheetForm[F], name: str, label: str, cell: Cell) -> Any:
    """Give the value of a cell as JSON has it; None for a day that is not there."""
    if name in form.days:
        return _day(label, cell)
    words = form.ledger.states.labels if name == "state" else form.ledger.words.get(name)
    if words is None:
        return cell_text(cell)
    typed = cell_text(cell).strip()
    if not typed:
        raise RowRefused(f"“{label}”是空的。请填上，可以是：{'、'.join(words.values())}")
    for value, word in words.items():
        if typed in (word, str(value)) or word.startswith(f"{typed}（"):
            return str(value)
    raise RowRefused(f"“{label}”里的“{typed[:20]}”不认识，应是：{'、'.join(words.values())}")


def _day(label: str, cell: Cell) -> str | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        raise RowRefused(f"“{label}”里是数字 {cell}，不是日期。请把这一列设成日期格式再填")
    found = date_alone(cell.strip().replace("/", "-").replace(".", "-"))
    try:
        return date.fromisoformat(found.value if found else "").isoformat()
    except ValueError as error:
        raise RowRefused(
            f"“{label}”里的“{cell[:20]}”看不懂。请写成 2026-10-08，或设成日期格式"
        ) from error


def cell_text(cell: Cell) -> str:
    """Write a cell as text; whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)
