"""The lines of a PDF page with their places, as pypdfium2 sees them."""

import ctypes
import re
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from corpus.read.compose import without_controls
from corpus.read.lines import WIDE

_LINE_END = re.compile("[\r\n]+")
# Between Han and what is narrow, or between Han, a blank that pdfium made from a gap is no blank.
_BLANK = re.compile(f"(?<=[{WIDE}]) +(?=\\S)|(?<=\\S) +(?=[{WIDE}])")
_WIDE_GAP = 0.9  # of the font size: such a gap between Han was meant as a blank
_WORD_GAP = 0.15  # of the font size: a blank between Latin words
_BASELINE_SLACK = 0.3  # of the font size
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(b"bold|black|heavy|simhei", re.IGNORECASE)
_SOFT_HYPHEN = "\ufffe"  # what pdfium gives for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line of a page, in points from the left and the top of the page.

    Attributes:
        text: Without white space at its ends.
        page: Ordinal of the page, from 0.
        left, right: Where its ink begins and ends, in full character cells.
        top, bottom: Likewise.
        size: Font size of its first character.
        bold: Whether its first and last characters are bold.
        is_row: Whether it is a row of a ruled table.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    is_row: bool = False


def lines_of(page: Any, textpage: Any, ordinal: int) -> list[Line]:
    """Give the lines of a page in the order in which pdfium reads them."""
    text = textpage.get_text_range()
    height = page.get_height()
    lines = []
    start = 0
    for end in [match.start() for match in _LINE_END.finditer(text)] + [len(text)]:
        raw = text[start:end]
        lead = len(raw) - len(raw.lstrip())
        stripped = raw.strip()
        if stripped:
            lines.append(_line(textpage, stripped, start + lead, ordinal, height))
        start = end
        while start < len(text) and text[start] in "\r\n":
            start += 1
    return merged([line for line in lines if line.text])


def merged(lines: list[Line]) -> list[Line]:
    """Put together what stands side by side on one baseline: pdfium parts some writers' lines."""
    whole: list[Line] = []
    for line in lines:
        if whole and _is_beside(whole[-1], line):
            left = whole.pop()
            narrow = left.text[-1].isascii() and line.text[0].isascii()
            blank = " " if narrow and line.left - left.right > _WORD_GAP * left.size else ""
            line = replace(
                left,
                text=left.text + blank + line.text,
                right=line.right,
                top=min(left.top, line.top),
                bottom=max(left.bottom, line.bottom),
                bold=left.bold and line.bold,
            )
        whole.append(line)
    return whole


def _is_beside(left: Line, right: Line) -> bool:
    gap = right.left - left.right
    on_baseline = abs(left.bottom - right.bottom) < _BASELINE_SLACK * left.size
    return on_baseline and -_BASELINE_SLACK * left.size < gap < _WIDE_GAP * left.size


def _line(textpage: Any, text: str, start: int, ordinal: int, height: float) -> Line:
    first = _index(textpage, start)
    last = _index(textpage, start + len(text) - 1)
    left, _, _, top = _box(textpage, first)
    _, bottom, right, last_top = _box(textpage, last)
    size = _size(textpage, first)
    return Line(
        text=without_controls(_without_made_blanks(textpage, text, start, size))
        .replace(_SOFT_HYPHEN, "-")
        .strip(),
        page=ordinal,
        left=left,
        right=right,
        top=height - max(top, last_top),
        bottom=height - bottom,
        size=size,
        bold=_is_bold(textpage, first) and _is_bold(textpage, last),
    )


def _index(textpage: Any, place: int) -> int:
    index: int = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, place)
    return place if index < 0 else index


def _box(textpage: Any, index: int) -> tuple[float, float, float, float]:
    """Give left, bottom, right, top of the character's cell, from the page's lower left."""
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage, index, rectangle)
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def _size(textpage: Any, index: int) -> float:
    """Give the font size as it is shown: many writers scale a font of size 1."""
    matrix = pdfium.FS_MATRIX()
    size: float = pdfium.FPDFText_GetFontSize(textpage, index)
    if pdfium.FPDFText_GetMatrix(textpage, index, matrix):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5
    return round(size, 1) or 1.0


def _is_bold(textpage: Any, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    return _BOLD_NAME.search(name.value) is not None


def _without_made_blanks(textpage: Any, text: str, start: int, size: float) -> str:
    """Drop the blanks that pdfium put where the writer only left a little room."""
    if " " not in text:
        return text
    kept: list[str] = []
    place = 0
    for match in _BLANK.finditer(text):
        if not _is_made(textpage, start + match.start(), start + match.end(), size):
            continue
        kept.append(text[place : match.start()])
        place = match.end()
    return "".join(kept) + text[place:]


def _is_made(textpage: Any, start: int, end: int, size: float) -> bool:
    """Say whether pdfium made the blank, and of a gap too small to be meant."""
    if any(
        pdfium.FPDFText_IsGenerated(textpage, _index(textpage, at)) != 1 for at in range(start, end)
    ):
        return False
    before = _box(textpage, _index(textpage, start - 1))
    after = _box(textpage, _index(textpage, end))
    return after[0] - before[2] < size * _WIDE_GAP
