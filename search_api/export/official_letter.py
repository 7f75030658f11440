"""
What an official letter has around its text by GB/T 9704: addressee above, signature below.

The signature is that of a sealed letter (加盖印章): the date ends four characters before the right
edge, and the issuer stands centred above it.
"""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from search_api.export.words import printable

_LETTER_POINTS = 16  # 三号
_LINE_POINTS = 28
_BEFORE_EDGE = 4  # characters between the date and the right edge


def add_addressee(document: Document, text: str) -> Paragraph:
    """Write to whom it goes (主送机关): one line below the title, flush left."""
    paragraph = document.add_paragraph(printable(text))
    paragraph.paragraph_format.space_before = Pt(_LINE_POINTS)
    return paragraph


def add_signature(document: Document, issuer: str, day: str) -> None:
    """
    Write who issues it and when (落款), below two blank lines.

    Args:
        document: Which ends so.
        issuer: Its name (发文机关署名).
        day: In running text: 2024年3月5日.
    """
    apart = (_width(day) - _width(issuer)) / 2
    date_edge = _BEFORE_EDGE - min(apart, 0)  # a longer issuer keeps the edge, the date moves in
    signed = _at_right(document, issuer, date_edge + apart)
    signed.paragraph_format.space_before = Pt(2 * _LINE_POINTS)
    signed.paragraph_format.keep_with_next = True
    _at_right(document, day, date_edge)


def _width(text: str) -> float:
    """Give how wide words are, in Chinese characters."""
    return sum(0.5 if each.isascii() else 1 for each in text)


def _at_right(document: Document, text: str, characters: float) -> Paragraph:
    """Write a line that ends so many characters before the right edge."""
    paragraph = document.add_paragraph(printable(text))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:rightChars"), str(round(characters * 100)))
    indent.set(qn("w:right"), str(round(characters * _LETTER_POINTS * 20)))
    return paragraph
