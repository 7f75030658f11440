"""The cells of a workbook, read in a walled-off process: what stands where, what is merged."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

from xlsxwriter.utility import xl_col_to_name

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
        merged: The ranges of merged cells that reach into it, as `C3:C5`; what stands in
            their columns is in no `cells`.
    """

    number: int
    cells: Mapping[str, Cell]
    merged: tuple[str, ...] = ()


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

    def cell(self, row: BookRow, column: str) -> str:
        """Name a cell as the office program does, as `F3`; empty where there is no such column."""
        if column not in self.header:
            return ""
        return f"{xl_col_to_name(self.header.index(column))}{row.number}"


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
    merged = _merged_by_row(sheet, header)
    found = (
        BookRow(number, _cells(header, row, merged.get(number, {})), tuple(merged.get(number, ())))
        for number, row in enumerate(rows, 2)
    )
    kept = tuple(each for each in found if each.merged or any(map(_is_told, each.cells.values())))
    return BookSheet(sheet.title, header, kept)  # type: ignore[attr-defined]


def _merged_by_row(
    sheet: "object", header: tuple[str, ...]
) -> Mapping[int, Mapping[str, tuple[str, ...]]]:
    """Give row -> the ranges of merged cells that reach into it -> the columns of each."""
    found: defaultdict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for cells in sheet.merged_cells.ranges:  # type: ignore[attr-defined]
        columns = header[cells.min_col - 1 : cells.max_col]
        for number in range(cells.min_row, cells.max_row + 1):
            found[number][str(cells)] = columns
    return found


def _cells(
    header: tuple[str, ...], row: tuple[object, ...], merged: Mapping[str, tuple[str, ...]]
) -> Mapping[str, Cell]:
    """Give column -> what stands in it, without the columns that are merged."""
    doubtful = {column for columns in merged.values() for column in columns}
    return {
        column: _cell(value)
        for column, value in zip(header, row, strict=False)
        if column not in doubtful
    }


def _is_told(cell: Cell) -> bool:
    return cell not in (None, "")


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    return str(value)
