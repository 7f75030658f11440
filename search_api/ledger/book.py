"""The cells of a workbook, read in a walled-off process: what stands where, what is merged."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
        merged: The ranges of merged cells that reach into known columns of it, as `C3:C5`;
            what stands in their columns is in no `cells`.
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
        rows: Those in which something stands, or into which merged cells bring something.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[BookRow, ...]

    def cell(self, row: BookRow, column: str) -> str:
        """Name a cell as the office program does, as `F3`; empty where there is no such column."""
        if column not in self.header:
            return ""
        return f"{xl_col_to_name(self.header.index(column))}{row.number}"


@dataclass(frozen=True, slots=True)
class _Merged:
    """
    A range of merged cells.

    Attributes:
        name: As the office program has it, `C3:C5`.
        columns: Into which it reaches.
        is_told: Whether something stands in it, beside a header.
    """

    name: str
    columns: tuple[str, ...]
    is_told: bool


def read_book(settings: Settings, content: bytes, columns: frozenset[str]) -> tuple[BookSheet, ...]:
    """
    Read the sheets of an .xlsx file.

    Args:
        settings: Limits of reading.
        content: The file.
        columns: Those that are known; cells that are merged beside them do not matter.

    Raises:
        UnsupportedFormat: It is no .xlsx file.
        UnreadableFile: It is damaged, encrypted, or takes too much to read.
        WrongValue: It has too many rows or columns.
    """
    if not content.startswith(b"PK"):
        raise UnsupportedFormat("这不是 .xlsx 表格。请用 Excel 或 WPS 另存为 .xlsx 再导入。")
    if len(content) > LARGEST_BOOK:
        raise WrongValue(f"表格超过 {LARGEST_BOOK // 10**6} MB。请去掉图片，或分成几份导入。")
    return walled_off(settings, content, ".xlsx", _read, lambda path: (path, columns))


def _read(task: tuple[Path, frozenset[str]]) -> tuple[BookSheet, ...]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    path, columns = task
    try:
        book = openpyxl.load_workbook(path, data_only=True)
        return tuple(_sheet(sheet, columns) for sheet in book.worksheets)
    except KnowledgeBaseError:
        raise
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise DamagedFile(
            "表格打不开，可能不完整。请用 Excel 或 WPS 打开另存一次再导入。"
        ) from error


def _sheet(sheet: "object", columns: frozenset[str]) -> BookSheet:
    rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:  # type: ignore[attr-defined]
        raise WrongValue(
            f"一张表最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列。请删去多余的，或分成几份。"
        )
    header = tuple(str(each).strip() if each is not None else "" for each in next(rows, ()))
    merged = _merged_by_row(sheet, header, columns)
    found = (
        _row(header, number, row, merged.get(number, ())) for number, row in enumerate(rows, 2)
    )
    return BookSheet(sheet.title, header, tuple(filter(None, found)))  # type: ignore[attr-defined]


def _merged_by_row(
    sheet: "object", header: tuple[str, ...], columns: frozenset[str]
) -> Mapping[int, Sequence[_Merged]]:
    """Give row -> the ranges of merged cells that reach into known columns of it."""
    found: defaultdict[int, list[_Merged]] = defaultdict(list)
    for cells in sheet.merged_cells.ranges:  # type: ignore[attr-defined]
        within = header[cells.min_col - 1 : cells.max_col]
        if columns.isdisjoint(within):
            continue
        told = sheet.cell(cells.min_row, cells.min_col).value  # type: ignore[attr-defined]
        merged = _Merged(str(cells), within, cells.min_row > 1 and _is_told(told))
        for number in range(cells.min_row, cells.max_row + 1):
            found[number].append(merged)
    return found


def _row(
    header: tuple[str, ...], number: int, row: tuple[object, ...], merged: Sequence[_Merged]
) -> BookRow | None:
    """Read a row without the columns that are merged in it; None where nothing is told."""
    doubtful = {column for each in merged for column in each.columns}
    cells = {
        column: _cell(value)
        for column, value in zip(header, row, strict=False)
        if column not in doubtful
    }
    if not any(map(_is_told, cells.values())) and not any(each.is_told for each in merged):
        return None
    return BookRow(number, cells, tuple(each.name for each in merged))


def _is_told(cell: Cell) -> bool:
    return cell not in (None, "")


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    return str(value)
