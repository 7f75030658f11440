"""How much text a slide holds, and where a text is split that does not fit on one."""

import math
import re
import unicodedata
from collections.abc import Callable, Sequence

LINE = 1.45  # height of a line, in the size of its letters
BETWEEN = 0.3  # below a paragraph, so too

_NARROW = 0.62  # a Latin letter, in the size of letters
_TAB = 3.0  # at most
_KEPT_FREE = 1.5  # of a line, in letters: no line begins with 。 or within a word

_SENTENCES = re.compile(r"[^。！？；\n]*[。！？；\n]+[”’）〉》」』】]*|[^。！？；\n]+")
_CLAUSES = re.compile(r"[^，、：,]*[，、：,]+|[^，、：,]+")


def height_of(paragraphs: Sequence[str], size: float, width: float) -> float:
    """Give the height of paragraphs in points; *size* of their letters and *width* too."""
    room = letters_of(size, width)
    parts = [part for each in paragraphs for part in each.split("\n")]
    lines = sum(max(math.ceil(_length(part) / room), 1) for part in parts)
    return (lines * LINE + len(parts) * BETWEEN) * size


def letters_of(size: float, width: float) -> float:
    """Give how many letters surely stand on a line."""
    return max(width / size - _KEPT_FREE, 1)


def largest(paragraphs: Sequence[str], sizes: Sequence[int], width: float, height: float) -> int:
    """Give the first of *sizes*, the largest first, at which paragraphs fit; else the last."""
    fitting = (size for size in sizes if height_of(paragraphs, size, width) <= height)
    return next(fitting, sizes[-1])


def split(text: str, size: float, width: float, height: float) -> list[str]:
    """Split a text at ends of sentences, so that each part fits; joined they are the text."""

    def fits(part: str) -> bool:
        return height_of((part.strip("\n"),), size, width) <= height

    return _split(text, fits, (_SENTENCES, _CLAUSES))


def paged(
    paragraphs: Sequence[str], size: float, width: float, height: float
) -> list[tuple[str, ...]]:
    """Spread paragraphs over pages; one that fits on no page is split."""
    pages: list[tuple[str, ...]] = []
    for paragraph in paragraphs:
        for part in split(paragraph, size, width, height):
            if pages and height_of((*pages[-1], part), size, width) <= height:
                pages[-1] = (*pages[-1], part)
            else:
                pages.append((part,))
    return pages


def _split(
    text: str, fits: Callable[[str], bool], borders: tuple[re.Pattern[str], ...]
) -> list[str]:
    """Fill parts one after the other; what fits alone in none is split at the next borders."""
    if fits(text):
        return [text]
    parts: list[str] = []
    for piece in borders[0].findall(text) if borders else text:
        if parts and fits(parts[-1] + piece):
            parts[-1] += piece
        elif not borders or fits(piece):
            parts.append(piece)
        else:
            parts.extend(_split(piece, fits, borders[1:]))
    return parts


def _length(text: str) -> float:
    """Give the length of a line in letters."""
    wide = sum(1 for each in text if unicodedata.east_asian_width(each) in "WFA")
    tabs = text.count("\t")
    return wide + tabs * _TAB + (len(text) - wide - tabs) * _NARROW
