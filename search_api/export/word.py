"""A handout as a Word file."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from types import MappingProxyType

from docx.document import Document
from docx.shared import Pt

from search_api.export import word_page
from search_api.export.blocks import TITLE_ROOM, Block, BlockKind, NoteKind, blocks
from search_api.export.handout import Handout
from search_api.export.word_contents import add_contents, bookmark
from search_api.export.word_notes import WordNotes

_STYLES: Mapping[BlockKind, str] = MappingProxyType(
    {
        BlockKind.TITLE: word_page.TITLE,
        BlockKind.SUBTITLE: word_page.SUBTITLE,
        BlockKind.TEXT: word_page.BODY,
        BlockKind.ITEM: word_page.BODY,
        BlockKind.QUOTE: word_page.QUOTE,
        BlockKind.CASE: word_page.BODY,
        BlockKind.MARK: word_page.MARK,
    }
)
_APART = Pt(8)  # what has a source, from what stands above it


def write_word(handout: Handout, made_at: datetime, kind: NoteKind) -> bytes:
    """Write a handout with its citations as notes of a kind."""
    return write_word_blocks(handout.title, tuple(blocks(handout, TITLE_ROOM)), made_at, kind)


def write_word_blocks(
    title: str, printed: Sequence[Block], made_at: datetime, kind: NoteKind
) -> bytes:
    """Write blocks; what has a table of contents begins on a page of its own behind it."""
    document = word_page.new_document(title, made_at)
    notes = WordNotes(document, kind)
    has_contents = any(each.kind is BlockKind.CONTENTS for each in printed)
    headings = [each for each in printed if each.kind is BlockKind.HEADING]
    count = 0
    for block, following in zip_longest(printed, printed[1:]):
        if block.kind is BlockKind.CONTENTS:
            add_contents(document, headings)
        elif block.kind is BlockKind.HEADING:
            count += 1
            heading = word_page.add_heading(document, block.text, block.level)
            heading.paragraph_format.page_break_before = has_contents and count == 1
            bookmark(heading, count)
        elif block.kind is BlockKind.LABEL:
            word_page.add_heading(document, block.text, block.level)
        else:
            is_marked = following is not None and following.kind is BlockKind.MARK
            _add(document, notes, block, stays=block.stays or is_marked)
    return word_page.saved(document)


def _add(document: Document, notes: WordNotes, block: Block, *, stays: bool) -> None:
    """Add a block; one that *stays* is on the page of what stands below it."""
    lines = word_page.add_lines(document, block.text, _STYLES[block.kind])
    if block.note is not None:
        lines[0].paragraph_format.space_before = _APART
        notes.add(lines[-1], block.note)
    if stays:
        lines[-1].paragraph_format.keep_with_next = True
