"""The cells of a workbook, read in a walled-off process: what stands where, what is merged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

from corpus.errors import DamagedFile, KnowledgeBaseError, UnsupportedFormat, WrongValue
from corpus.settings import Settings
from search_api.quotations.walled import walled_off

LARGEST_BOOK = 20_000_000  # bytes
MOST_ROWS = 20_000  # of a sheet
MOST_COLUMNS = 60

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class BookRow:
    """
    A row below the header.

    Attributes:
        number: As the office program counts it, from 1.
        cells: Column -> what stands in it; a day without its time.
        merged: The range of merged cells that reaches into it, as `C3:C5`; None for none.
    """

    number: int
    cells: Mapping[str, Cell]
    merged: str | None = None


@dataclass(frozen=True, slots=True)
class BookSheet:
    """
    A sheet.

    Attributes:
        name: Its own.
        header: Its columns, in order.
        rows: Those in which something stands.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[BookRow, ...]


def read_book(settings: Settings, content: bytes) -> tuple[BookSheet, ...]:
    """
    Read the sheets of an .xlsx file.

    Args:
        settings: Limits of reading.
        content: The file.

    Raises:
        UnsupportedFormat: It is no .xlsx file.
        UnreadableFile: It is damaged, encrypted, or takes too much to read.
        WrongValue: It has too many rows or columns.
    """
    if not content.startswith(b"PK"):
        raise UnsupportedFormat("这不是 .xlsx 表格。请用 Excel 或 WPS 另存为 .xlsx 再导入。")
    if len(content) > LARGEST_BOOK:
        raise WrongValue(f"表格超过 {LARGEST_BOOK // 10**6} MB。请去掉图片，或分成几份导入。")
    return walled_off(settings, content, ".xlsx", _read, lambda path: path)


def _read(path: Path) -> tuple[BookSheet, ...]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, data_only=True)
        return tuple(_sheet(sheet) for sheet in book.worksheets)
    except KnowledgeBaseError:
        raise
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise DamagedFile(
            "表格打不开，可能不完整。请用 Excel 或 WPS 打开另存一次再导入。"
        ) from error


def _sheet(sheet: "object") -> BookSheet:
    rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:  # type: ignore[attr-defined]
        raise WrongValue(
            f"一张表最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列。请删去多余的，或分成几份。"
        )
    header = tuple(str(each).strip() if each is not None else "" for each in next(rows, ()))
    merged = {
        number: str(cells)
        for cells in sheet.merged_cells.ranges  # type: ignore[attr-defined]
        for number in range(cells.min_row, cells.max_row + 1)
    }
    found = (
        BookRow(number, dict(zip(header, map(_cell, row), strict=False)), merged.get(number))
        for number, row in enumerate(rows, 2)
    )
    kept = tuple(row for row in found if any(each not in (None, "") for each in row.cells.values()))
    return BookSheet(sheet.title, header, kept)  # type: ignore[attr-defined]


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    return str(value)
