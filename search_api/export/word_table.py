"""Tables in our Word files."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.shared import Mm
from docx.table import Table, _Cell

from search_api.export.word_elements import new_element
from search_api.export.word_page import CELL
from search_api.export.words import printable

LANDSCAPE_WIDTH_MM = 225  # of the text on a page that lies on its side


def add_table(
    document: Document,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    *,
    width_mm: float = LANDSCAPE_WIDTH_MM,
) -> Table:
    """
    Add a table with lines, whose header stands on every page.

    Args:
        document: To add to.
        header: Of the columns.
        rows: A line of text is a paragraph of its cell.
        shares: Of the columns in the width.
        width_mm: Of the whole.
    """
    written = (header, *rows)
    table: Table = document.add_table(len(written), len(header), style="Table Grid")
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(width_mm * share / sum(shares))
    for number, (row, texts) in enumerate(zip(table.rows, written, strict=True)):
        for cell, text, share in zip(row.cells, texts, shares, strict=True):
            cell.width = Mm(width_mm * share / sum(shares))
            _fill(cell, text, document.styles[CELL], bold=number == 0)
        if number == 0:
            properties = row._tr.get_or_add_trPr()
            properties.append(new_element("w:tblHeader", {"w:val": "true"}))
    return table


def _fill(cell: _Cell, text: str, style: Any, *, bold: bool) -> None:
    lines = printable(text).split("\n")
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(line).bold = bold or None
    properties = cell._tc.get_or_add_tcPr()
    properties.append(new_element("w:vAlign", {"w:val": "center" if bold else "top"}))
