"""Tables as CSV that office programs open as they are."""

import csv
import io
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from starlette.responses import Response

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.csv"}
    content = _BYTE_ORDER_MARK + written.getvalue()
    return Response(content, headers=headers, media_type="text/csv; charset=utf-8")


def _cell(value: object) -> object:
    """Let no cell be a formula, whatever a document says."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
