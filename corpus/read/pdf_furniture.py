"""What stands around the text of every page: page numbers, running headers and footers."""

import re
from collections import Counter

from corpus.read.pdf_page import Line

_PAGE_NUMBER = re.compile(
    "[—–－\\-─·•\\s]*\\d{1,4}[—–－\\-─·•\\s]*"
    "|第?\\s*\\d{1,4}\\s*页?\\s*(?:[/／,，]|共)?\\s*(?:共\\s*)?\\d{1,4}\\s*页?"
    "|第\\s*[\\d一二三四五六七八九十百]{1,5}\\s*页"
    "|[Pp]age\\s*\\d{1,4}(?:\\s*of\\s*\\d{1,4})?"
    "|[IVXivx]{1,6}"
)
_DIGITS = re.compile("\\d+")
_MARGIN_SHARE = 0.12  # of the page's height, at its top and bottom
_REPEATED_SHARE = 0.6
_LEAST_PAGES = 3
_MOST_LINES = 3  # that a header or footer has


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Leave out page numbers, and lines that most pages have at the same edge."""
    repeated = _repeated(pages)
    return [
        [
            line
            for place, line in enumerate(lines)
            if not _is_furniture(line, _edges(place, len(lines)), height, repeated)
        ]
        for lines, height in zip(pages, heights, strict=True)
    ]


def _is_furniture(
    line: Line, edges: set[str], height: float, repeated: set[tuple[str, str]]
) -> bool:
    in_margin = line.bottom < height * _MARGIN_SHARE or line.top > height * (1 - _MARGIN_SHARE)
    if not in_margin or line.is_row:
        return False
    if any((edge, _masked(line)) in repeated for edge in edges):
        return True
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _edges(place: int, count: int) -> set[str]:
    edges = set()
    if place < _MOST_LINES:
        edges.add("top")
    if place >= count - _MOST_LINES:
        edges.add("bottom")
    return edges


def _masked(line: Line) -> str:
    """Make lines equal that differ in their page number only."""
    return _DIGITS.sub("0", "".join(line.text.split()))


def _repeated(pages: list[list[Line]]) -> set[tuple[str, str]]:
    filled = [lines for lines in pages if lines]
    if len(filled) < _LEAST_PAGES:
        return set()
    counts: Counter[tuple[str, str]] = Counter()
    for lines in filled:
        counts.update(
            {
                (edge, _masked(line))
                for place, line in enumerate(lines)
                if not line.is_row
                for edge in _edges(place, len(lines))
            }
        )
    return {key for key, count in counts.items() if count >= len(filled) * _REPEATED_SHARE}
