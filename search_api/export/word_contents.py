"""The table of contents of a Word file: filled in, and counted anew by the office program."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from search_api.export.blocks import Block
from search_api.export.word_elements import add_field, begin_field, end_field, new_element
from search_api.export.word_page import SUBTITLE

_LINE = Pt(24)
_SIZE = Pt(14)
_INDENT = Pt(28)  # of the second level


def add_contents(document: Document, headings: Sequence[Block]) -> None:
    """Add the table of contents of headings, whose bookmarks are numbered from 1."""
    if not headings:
        return
    depth = max(each.level for each in headings)
    _add_styles(document, depth)
    _ask_for_pages(document)
    document.add_paragraph("目录", SUBTITLE)
    for number, heading in enumerate(headings, 1):
        line = document.add_paragraph(style=f"toc {heading.level}")
        if number == 1:
            begin_field(line, f'TOC \\o "1-{depth}" \\h \\z \\u')
        line.add_run(f"{heading.text}\t")
        add_field(line, f"PAGEREF {_name(number)} \\h")
        if number == len(headings):
            end_field(line)


def bookmark(heading: Paragraph, number: int) -> None:
    """Name a heading, so that the table of contents finds its page."""
    start = new_element("w:bookmarkStart", {"w:id": str(number), "w:name": _name(number)})
    heading._p.insert_element_before(start, "w:r")
    heading._p.append(new_element("w:bookmarkEnd", {"w:id": str(number)}))


def _add_styles(document: Document, depth: int) -> None:
    edge = document._block_width
    for level in range(1, depth + 1):
        style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, True)
        style.base_style = document.styles["Normal"]
        style.font.size = _SIZE
        form = style.paragraph_format
        form.line_spacing, form.left_indent = _LINE, _INDENT * (level - 1)
        form.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _ask_for_pages(document: Document) -> None:
    """Let the office program count the pages when it opens the file."""
    ask = new_element("w:updateFields", {"w:val": "true"})
    later = ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat")
    document.settings.element.insert_element_before(ask, *later)


def _name(number: int) -> str:
    return f"_Toc{number:08}"
