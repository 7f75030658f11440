"""Cases side by side as files for office programs."""

from collections.abc import Iterator
from datetime import datetime

from search_api.cases.comparing import CaseTable
from search_api.export.word_file import WordFile
from search_api.export.word_page import (
    BODY,
    MARK,
    add_heading,
    add_lines,
    add_title,
    new_document,
    saved,
)
from search_api.export.word_table import add_table

NAME = "案例并排比较"
_NOTE = "本表由程序从原文摘出，引用请核对原文。"


def comparison_rows(table: CaseTable) -> Iterator[tuple[str, ...]]:
    """Give the rows of a comparison, its sources last; `comparison_header` names the columns."""
    for row in table.rows:
        yield (row.label, *("\n".join(line.text for line in cell) for cell in row.cells))
    yield ("来源", *(each.source for each in table.cases))


def comparison_header(table: CaseTable) -> tuple[str, ...]:
    """Give the names of the columns."""
    return ("", *(each.case.title for each in table.cases))


def comparison_file(table: CaseTable, made_at: datetime) -> WordFile:
    """Write a comparison as a Word file to be saved."""
    return WordFile(f"{NAME}.docx", comparison_word(table, made_at))


def comparison_word(table: CaseTable, made_at: datetime) -> bytes:
    """Write a comparison as a Word file: a table on pages that lie on their side, then sources."""
    document = new_document(NAME, made_at, landscape=True)
    add_title(document, NAME)
    rows = [row for row in comparison_rows(table) if row[0] != "来源" and any(row[1:])]
    add_table(document, comparison_header(table), rows, (0.5, *(2 for _ in table.cases)))
    add_heading(document, "来源", 1)
    for number, each in enumerate(table.cases, 1):
        add_lines(document, f"{number}．{each.source}", BODY)
    add_lines(document, _NOTE, MARK)
    return saved(document)
