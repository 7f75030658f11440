"""Tables as CSV and .xlsx that office programs open as they are."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, TextIO
from urllib.parse import quote

import xlsxwriter
from starlette.responses import Response, StreamingResponse

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_000  # characters; Excel takes 32,767
_WIDE = 36  # of a column, in characters
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """
    Write a table.

    Args:
        name: Of the file, without its ending.
        header: Names of the columns.
        rows: In the order of the columns.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    content = _BYTE_ORDER_MARK + written.getvalue()
    return Response(content, headers=_saved_as(name, "csv"), media_type="text/csv; charset=utf-8")


def csv_stream(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingResponse:
    """Write a table as `csv_response` does, its rows as they come."""
    lines = (line.encode() for line in csv_lines(header, rows))
    return StreamingResponse(
        lines, headers=_saved_as(name, "csv"), media_type="text/csv; charset=utf-8"
    )


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write a table line by line; the first begins with the mark that Excel looks for."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    yield _BYTE_ORDER_MARK + _taken(written)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        yield _taken(written)


def xlsx_response(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Write a table as a workbook, in which every cell is text."""
    written = io.BytesIO()
    write_xlsx(written, header, rows)
    return Response(written.getvalue(), headers=_saved_as(name, "xlsx"), media_type=_XLSX)


def write_xlsx(file: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a workbook of one sheet; rows go to the disk as they come."""
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(header) - 1, _WIDE / 2)
        sheet.set_column(0, 0, _WIDE)
        for column, value in enumerate(header):
            sheet.write_string(0, column, value, bold)
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                sheet.write_string(at, column, value[:_LONGEST_CELL])


def _taken(written: TextIO) -> str:
    """Take out what was written."""
    written.seek(0)
    line = written.read()
    written.seek(0)
    written.truncate()
    return line


def _saved_as(name: str, ending: str) -> dict[str, str]:
    """Give the headers under which a browser saves a file by a Chinese name."""
    named = f"filename=\"list.{ending}\"; filename*=UTF-8''{quote(name, safe='')}.{ending}"
    return {"Content-Disposition": f"attachment; {named}", "Cache-Control": "private, no-cache"}


def _cell(value: object) -> object:
    """Let no cell be a formula, whatever a document says."""
    if not isinstance(value, str):
        return value
    return f"'{value}"[:_LONGEST_CELL] if value.startswith(_FORMULA) else value[:_LONGEST_CELL]
