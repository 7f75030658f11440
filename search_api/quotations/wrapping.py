"""Lines that were cut at a column, as in what is copied out of a PDF file."""

import re
from itertools import pairwise

WIDEST = 80  # characters of a line that was cut at a column
NARROWEST = 16
FEWEST = 2  # lines that are as wide as the widest, or nothing tells of a column

_ENDED = tuple("。！？；：;:!?.…”’」』")
_BEGINS = re.compile(
    r"[\s　]|第[一二三四五六七八九十百千零\d]{1,8}[编章节条]"
    r"|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]"
)


def unwrapped(text: str) -> str:
    """Give a text with blanks where a column ended within a sentence; every offset stays."""
    lines = text.split("\n")
    full = [each for each in map(len, lines) if each]
    widest = max(full, default=0)
    wide = sum(each >= widest - 1 for each in full)
    if not NARROWEST <= widest <= WIDEST or wide < FEWEST:
        return text
    borders = (
        " " if len(line) >= widest - 1 and _goes_on(line, below) else "\n"
        for line, below in pairwise(lines)
    )
    written = [lines[0]]
    for border, line in zip(borders, lines[1:], strict=True):
        written += [border, line]
    return "".join(written)


def _goes_on(line: str, below: str) -> bool:
    if line.endswith(_ENDED) or "\t" in line or not below:
        return False
    return _BEGINS.match(below) is None
