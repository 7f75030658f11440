"""Plain text: one line a block, or hard-wrapped lines joined to paragraphs."""

import re
from collections.abc import Iterable, Iterator

from corpus.read.compose import Piece, compose
from corpus.read.encoding import decode
from corpus.read.extracted import Extracted
from corpus.read.lines import glue, han_count, is_closed, is_opening

_LINE_END = re.compile("\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029")

_FULL_LINE_HAN = 20  # what a line that was broken by its width holds at least
_LEAST_LINES = 6
_WRAPPED_SHARE = 0.6
_RAGGED = 3  # characters by which full lines differ, as punctuation must not begin a line


def read_text(raw: bytes) -> Extracted:
    """
    Read a plain text file; every line is a block, unless the lines are evidently hard-wrapped.

    Raises:
        DamagedFile: No encoding fits.
        NoText: Blanks only.
    """
    text, encoding = decode(raw)
    lines = _LINE_END.split(text)
    paragraphs = joined(lines) if is_hard_wrapped(lines) else lines
    return compose((Piece(line) for line in paragraphs), file_format="txt", encoding=encoding)


def is_hard_wrapped(lines: Iterable[str]) -> bool:
    """
    Say whether lines end where the page was full, and not where a paragraph ends.

    So it is where most of the longer lines stop short of a sentence's end and are equally long.
    """
    longer = [line.rstrip() for line in lines if han_count(line) >= _FULL_LINE_HAN]
    if len(longer) < _LEAST_LINES:
        return False
    width = _width(longer)
    full = sum(abs(len(line) - width) <= _RAGGED for line in longer)
    broken = sum(not is_closed(line) for line in longer)
    return min(full, broken) >= len(longer) * _WRAPPED_SHARE


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Join hard-wrapped lines: one that is full and unfinished goes on in the next."""
    lines = [line.rstrip() for line in lines]
    width = _width([line for line in lines if han_count(line) >= _FULL_LINE_HAN])
    paragraph = ""
    goes_on = False
    for line in lines:
        text = line.strip()
        if paragraph and not (goes_on and text and not _begins(line)):
            yield paragraph
            paragraph = ""
        paragraph = glue(paragraph, text)
        # A sentence that ends with the line may still go on in the next one.
        unfinished = han_count(line) >= _FULL_LINE_HAN and not is_closed(line)
        goes_on = unfinished or len(line) >= width - 1
    if paragraph:
        yield paragraph


def _width(lines: list[str]) -> int:
    """Give the length that nine of ten lines do not exceed."""
    return sorted(map(len, lines))[len(lines) * 9 // 10] if lines else 0


def _begins(line: str) -> bool:
    return line.startswith(("　　", "    ", "\t")) or is_opening(line)
