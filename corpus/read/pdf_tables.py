"""Ruled tables of a PDF page: found by their lines, read cell by cell."""

import ctypes
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

import pdfplumber
import pypdfium2.raw as pdfium

from corpus.errors import DamagedFile
from corpus.read.compose import without_controls
from corpus.read.lines import glue
from corpus.read.pdf_page import Line

_LONG = 8.0  # points: a path so long may be the side of a cell
_MOST_PATHS = 5_000  # beyond, it is a drawing
_LEAST_RULES = 2  # in each direction


def has_rules(page: Any) -> bool:
    """Say whether the page may hold a ruled table: rules, or boxes, in both directions."""
    across = down = 0
    for width, height in islice(_paths(page), _MOST_PATHS):
        across += width >= _LONG
        down += height >= _LONG
        if across >= _LEAST_RULES and down >= _LEAST_RULES:
            return True
    return False


def _paths(page: Any) -> Iterator[tuple[float, float]]:
    """Give width and height of the page's paths; pypdfium2 wraps every object, which is slow."""
    edges = [ctypes.c_float() for _ in range(4)]
    pending = [
        pdfium.FPDFPage_GetObject(page, place)
        for place in range(pdfium.FPDFPage_CountObjects(page))
    ]
    while pending:
        found = pending.pop()
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_PATH and pdfium.FPDFPageObj_GetBounds(found, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            yield right - left, top - bottom
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(pending) < _MOST_PATHS:
            count = min(pdfium.FPDFFormObj_CountObjects(found), _MOST_PATHS)
            pending += [pdfium.FPDFFormObj_GetObject(found, place) for place in range(count)]


def with_tables(lines: list[Line], raw: bytes, ordinal: int) -> list[Line]:
    """Put the rows of the page's tables in the place of the lines that stand in them."""
    for box, rows in _tables(raw, ordinal):
        inside = [line for line in lines if _is_inside(line, box)]
        if not inside:
            continue
        size = inside[0].size
        made = [
            Line(text, ordinal, box[0], box[2], box[1], box[3], size, is_row=True) for text in rows
        ]
        # Where the first line of the table stood; lines of cells may stand apart in pdfium's order.
        place = lines.index(inside[0])
        rest = [line for line in lines[place:] if not _is_inside(line, box)]
        before = [line for line in lines[:place] if not _is_inside(line, box)]
        lines = before + made + rest
    return lines


def _tables(raw: bytes, ordinal: int) -> list[tuple[tuple[float, float, float, float], list[str]]]:
    """Read the tables of a page: (left, top, right, bottom) and the rows that hold text."""
    try:
        with pdfplumber.open(BytesIO(raw), pages=[ordinal + 1]) as document:
            tables = [(table.bbox, table.extract()) for table in document.pages[0].find_tables()]
    except Exception as error:  # pdfminer lets whatever a broken file provokes through
        raise DamagedFile(
            f"PDF 第 {ordinal + 1} 页的表格无法读取，文件可能已损坏。请另存后再导入。"
        ) from error
    found = []
    for box, rows in tables:
        texts = ["\t".join(_cell(cell) for cell in row) for row in rows]
        if max((len(row) for row in rows), default=0) > 1:
            found.append((box, [text.rstrip() for text in texts if text.strip()]))
    return found


def _cell(cell: str | None) -> str:
    """Write a cell as one line; what a merged cell covers is None."""
    text = ""
    for line in (cell or "").split("\n"):
        text = glue(text, " ".join(without_controls(line).split()))
    return text


def _is_inside(line: Line, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    across, down = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return left <= across <= right and top <= down <= bottom
