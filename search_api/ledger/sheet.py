"""Which columns a register has in a workbook, and writing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any, Generic

import xlsxwriter

from search_api.export.words import printable
from search_api.ledger.filed import F, Filed
from search_api.ledger.ledger import Ledger

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REVISION = "版次"
_WIDE = 36  # of a column of texts, in characters
_NARROW = 14
_LONG = frozenset({"title", "text", "words", "reason", "adoption", "effect", "commendation"})


@dataclass(frozen=True, slots=True)
class ListSheet:
    """
    A list of an entry as a sheet of its own, a row an item.

    Attributes:
        name: Of the sheet.
        labels: Field of the item -> its column.
    """

    name: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetForm(Generic[F]):
    """
    A register as a workbook.

    Attributes:
        ledger: The register.
        name: Of the first sheet, and of the file.
        days: The fields that are days, of entries and of items.
        lists: Field -> the sheet of its items.
        left_out: The fields that no workbook has.
        blank: An entry that holds nothing: what a row is judged by beside its faulty fields.
    """

    ledger: Ledger[F]
    name: str
    days: frozenset[str]
    blank: F
    lists: Mapping[str, ListSheet] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    def columns(self, *, names: bool) -> Mapping[str, str]:
        """Give field -> column of the first sheet; those of persons only with *names*."""
        hidden = self.left_out | self.lists.keys()
        private = frozenset() if names else self.ledger.form.private
        labels = self.ledger.labels.items()
        return {each: label for each, label in labels if each not in hidden | private}

    @property
    def all_columns(self) -> frozenset[str]:
        """All that it knows, of every sheet."""
        further = (label for each in self.lists.values() for label in each.labels.values())
        return frozenset((*self.columns(names=True).values(), REVISION, *further))


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that is made, ready to be saved."""

    name: str
    content: bytes
    media_type: str = XLSX


def write_register(
    form: SheetForm[F], filed: Iterable[Filed[F]], today: date, *, names: bool = False
) -> Workbook:
    """
    Write entries: the first sheet has a row for each, further ones the items of their lists.

    Args:
        form: Of the workbook.
        filed: The entries, in order.
        today: For the name of the file.
        names: Whether the columns of persons are there too.
    """
    written = BytesIO()
    chosen = list(filed)
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        _write_entries(book, form, chosen, names=names)
        for name, of in form.lists.items():
            _write_items(book, form, name, of, chosen)
    told = "，含姓名" if names else ""
    return Workbook(f"{form.name}（{today.isoformat()}{told}）.xlsx", written.getvalue())


def _write_entries(book: Any, form: SheetForm[F], chosen: list[Filed[F]], *, names: bool) -> None:
    columns = form.columns(names=names)
    sheet = _sheet(book, form.name, {**columns, "revision": REVISION})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, each in enumerate(chosen, 1):
        told = each.content.model_dump(mode="json")
        for column, name in enumerate(columns):
            _write(sheet, at, column, form, name, told[name], day)
        sheet.write_number(at, len(columns), each.entry.revision)


def _write_items(
    book: Any, form: SheetForm[F], name: str, of: ListSheet, chosen: list[Filed[F]]
) -> None:
    sheet = _sheet(book, of.name, {"serial": form.ledger.labels["serial"], **of.labels})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    items = (
        (each.content.serial, item)
        for each in chosen
        for item in each.content.model_dump(mode="json")[name]
    )
    for at, (serial, item) in enumerate(items, 1):
        sheet.write_string(at, 0, serial)
        for column, key in enumerate(of.labels, 1):
            _write(sheet, at, column, form, key, item[key], day)


def _write(
    sheet: Any, at: int, column: int, form: SheetForm[F], name: str, value: Any, day: Any
) -> None:
    """Write a cell: a day as one, all else as text, so that nothing is taken for a formula."""
    if value in (None, ""):
        return
    if name in form.days:
        sheet.write_datetime(at, column, date.fromisoformat(value), day)
        return
    sheet.write_string(at, column, printable(form.ledger.value_words(name, value)))


def _sheet(book: Any, name: str, labels: Mapping[str, str]) -> Any:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for column, (field_name, label) in enumerate(labels.items()):
        sheet.set_column(column, column, _WIDE if field_name in _LONG else _NARROW)
        sheet.write_string(0, column, label, bold)
    return sheet
