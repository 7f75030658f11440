"""A list of what is borrowed as a Word file."""

from collections.abc import Sequence
from datetime import datetime

from corpus.actor import Actor
from indexer.library import Library
from search_api.cases.borrowing import COLUMNS, PRACTICE, BorrowedRow, Borrowing
from search_api.cases.borrowings import BORROWINGS, states_of, warnings_of
from search_api.export.file_names import file_name
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
from search_api.study.sources import SourceState

UNTITLED = "借鉴清单"
_SHARES = (0.4, 3, 2, 2.4, 1.1, 1)


def borrowing_file(library: Library, actor: Actor, number: int) -> WordFile:
    """
    Write a list, its quotations compared with the library once more.

    Raises:
        PaperNotFound: There is none of this number, or it was removed.
    """
    content = BORROWINGS.open(library, actor, number).content
    written = borrowing_word(content, states_of(library, actor, content), library.clock())
    return WordFile(file_name(content.title, "docx", UNTITLED), written)


def borrowing_word(
    borrowing: Borrowing, rows: Sequence[tuple[BorrowedRow, SourceState]], made_at: datetime
) -> bytes:
    """Write a list: a table on pages that lie on their side, under it the sources by number."""
    title = borrowing.title or UNTITLED
    document = new_document(title, made_at, landscape=True)
    add_title(document, title)
    table = [
        (str(number), row.practice.text, *(getattr(row, name) for name in COLUMNS))
        for number, (row, _) in enumerate(rows, 1)
    ]
    add_table(document, ("序号", PRACTICE, *COLUMNS.values()), table, _SHARES)
    add_heading(document, "来源", 1)
    for number, (_, state) in enumerate(rows, 1):
        add_lines(document, f"{number}．{state.line}", BODY)
        for words in warnings_of(state):
            add_lines(document, words, MARK)
    return saved(document)
