"""
Minutes as a Word file in the form that GB/T 9704 gives them (纪要格式).

The mark in red, number, issuer and day above a red rule; the text; who came; whom they are sent to
between two rules at the end. Minutes bear no seal.
"""

from datetime import datetime

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from corpus.actor import Actor
from indexer.library import Library
from search_api.export.blocks import Block, BlockKind
from search_api.export.file_names import file_name
from search_api.export.word_elements import new_element
from search_api.export.word_file import WordFile
from search_api.export.word_page import (
    BODY,
    MARK,
    TITLE,
    add_heading,
    add_lines,
    new_document,
    saved,
)
from search_api.meetings.minutes import DRAFT, MINUTES, Minutes, minutes_of

_RED = RGBColor(0xE6, 0x00, 0x12)
_WIDTH_MM = 156  # of the text
_LETTER_POINTS = 16
_LETTER_MM = 5.6
_MARK_POINTS = (24, 42)  # the smallest and the largest letters of the mark
_FOOT_POINTS = 14  # 四号
_NAME_FONT = "黑体"


def minutes_file(library: Library, actor: Actor, number: int) -> WordFile:
    """
    Write the minutes of a meeting as a Word file.

    Raises:
        PaperNotFound: There is none of this number, or it was removed.
    """
    minutes = minutes_of(library, actor, number)
    written = minutes_word(minutes, library.clock())
    return WordFile(file_name(minutes.name, "docx", MINUTES), written)


def minutes_word(minutes: Minutes, made_at: datetime) -> bytes:
    """Write minutes."""
    document = new_document(minutes.name, made_at)
    _add_head(document, minutes)
    for block in minutes.body:
        _add_block(document, block)
    _add_attendance(document, minutes)
    _add_foot(document, minutes)
    return saved(document)


def _add_head(document: Document, minutes: Minutes) -> None:
    """Write what stands above the red rule (版头)."""
    mark = document.add_paragraph(style=TITLE)
    size = _mark_size(minutes.mark)
    mark.paragraph_format.line_spacing = Pt(size * 1.4)
    run = mark.add_run(minutes.mark)
    run.font.size, run.font.color.rgb = Pt(size), _RED
    if minutes.is_draft:
        _centred(document, DRAFT)
    if minutes.number:
        _centred(document, minutes.number)
    last = _at_both_sides(document, minutes.issuer, minutes.issued_on)
    last.paragraph_format.space_after = Pt(28)
    _underline(last)


def _mark_size(mark: str) -> float:
    """Give the size at which the mark fills a line, within bounds."""
    smallest, largest = _MARK_POINTS
    return max(smallest, min(largest, int(Mm(_WIDTH_MM).pt / max(len(mark), 1))))


def _centred(document: Document, text: str) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_block(document: Document, block: Block) -> None:
    if block.kind is BlockKind.HEADING:
        add_heading(document, block.text, block.level)
    else:
        add_lines(document, block.text, MARK if block.kind is BlockKind.MARK else BODY)


def _add_attendance(document: Document, minutes: Minutes) -> None:
    """Name who came: under a blank line, further lines below the first letter of the names."""
    for number, (label, names) in enumerate(minutes.attendance):
        paragraph = document.add_paragraph()
        if number == 0:
            paragraph.paragraph_format.space_before = Pt(28)
        lead = paragraph.add_run(f"{label}：")
        lead.font.name = _NAME_FONT
        lead._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _NAME_FONT)
        paragraph.add_run(names)
        paragraph.paragraph_format.keep_with_next = number == len(minutes.attendance) - 1
        _hang(paragraph, before=2, hanging=len(label) + 1)


def _hang(paragraph: Paragraph, *, before: int, hanging: int) -> None:
    """Indent by characters: the first line by *before*, the others by *hanging* more."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, count in (("left", before + hanging), ("hanging", hanging)):
        indent.set(qn(f"w:{name}Chars"), str(count * 100))
        indent.set(qn(f"w:{name}"), str(count * _LETTER_POINTS * 20))


def _add_foot(document: Document, minutes: Minutes) -> None:
    """Write what stands between rules at the end (版记): whom it is sent to, who printed it."""
    issued = f"{minutes.issued_on}印发" if minutes.issued_on else ""
    sent = f"分送：{minutes.sent_to}。" if minutes.sent_to else ""
    printed = f"{minutes.issuer}\t{issued}" if minutes.issuer or issued else ""
    lines = [line for line in (sent, printed) if line]
    if not lines:
        return
    document.add_paragraph().paragraph_format.keep_with_next = True
    table = document.add_table(len(lines), 1)
    _rule_rows(table)
    for row, line in zip(table.rows, lines, strict=True):
        (paragraph,) = row.cells[0].paragraphs
        paragraph.add_run(line).font.size = Pt(_FOOT_POINTS)
        paragraph.paragraph_format.keep_with_next = line is not lines[-1]
        if line is sent:
            _hang(paragraph, before=1, hanging=3)
        else:
            _hang(paragraph, before=1, hanging=0)
            _stop_at_right(paragraph, _WIDTH_MM - _LETTER_MM)
    document.add_paragraph().paragraph_format.line_spacing = Pt(1)  # a file ends with a paragraph


def _rule_rows(table: Table) -> None:
    """Make a table as wide as the text, with lines above, between and below its rows alone."""
    table.autofit = False
    table.columns[0].width = Mm(_WIDTH_MM)
    for cell in table.columns[0].cells:
        cell.width = Mm(_WIDTH_MM)
    properties = table._tbl.tblPr
    borders = new_element("w:tblBorders")
    for side, eighths in (("top", 12), ("bottom", 12), ("insideH", 6)):
        line = {"w:val": "single", "w:sz": str(eighths), "w:space": "0", "w:color": "000000"}
        borders.append(new_element(f"w:{side}", line))
    margins = new_element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(new_element(f"w:{side}", {"w:w": "0", "w:type": "dxa"}))
    (layout,) = properties.findall(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)


def _at_both_sides(document: Document, left: str, right: str) -> Paragraph:
    """Write a line with words at either side."""
    paragraph = document.add_paragraph(f"{left}\t{right}" if right else left)
    _stop_at_right(paragraph, _WIDTH_MM)
    return paragraph


def _stop_at_right(paragraph: Paragraph, width_mm: float) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width_mm), WD_TAB_ALIGNMENT.RIGHT)


def _underline(paragraph: Paragraph) -> None:
    """Draw the red rule below a paragraph."""
    borders = new_element("w:pBdr")
    attributes = {"w:val": "single", "w:sz": "18", "w:space": "4", "w:color": str(_RED)}
    borders.append(new_element("w:bottom", attributes))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )
