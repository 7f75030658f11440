"""From the pieces that a reader finds to the text with its blocks."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from corpus.errors import NoText
from corpus.read.extracted import Block, Extracted

# NUL and the other controls but tab and line feed, and halves of surrogate pairs.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Piece(NamedTuple):
    """
    A block before it has its place.

    Attributes:
        text: One line, or several that become a block each.
        kind, level, centred, bold, size: As in `Block`.
        marks: For each page that begins within the text: (page ordinal from 0, offset in `text`).
    """

    text: str
    kind: str = "paragraph"
    level: int | None = None
    centred: bool = False
    bold: bool = False
    size: float | None = None
    marks: tuple[tuple[int, int], ...] = ()


def without_controls(text: str) -> str:
    """Drop what no text holds: controls but tab and line feed, lone surrogates."""
    return _CONTROL.sub("", text)


def compose(
    pieces: Iterable[Piece],
    *,
    file_format: str,
    page_count: int = 0,
    declared: tuple[tuple[str, str], ...] = (),
    encoding: str | None = None,
) -> Extracted:
    """
    Join the pieces, one line feed between two, and note where each stands.

    White space at the ends of a line is dropped (of a table row only at its right, so that
    its columns stay), and lines without text with it; the inside of a line is not touched.

    Raises:
        NoText: Nothing is left.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    starts: dict[int, int] = {}
    offset = 0
    for piece in pieces:
        for page, mark in piece.marks:
            starts.setdefault(page, offset + mark)
        for text in _lines(piece):
            end = offset + len(text)
            blocks.append(
                Block(offset, end, piece.kind, piece.level, piece.centred, piece.bold, piece.size)
            )
            texts.append(text)
            offset = end + 1
    if not texts:
        raise NoText("文件里没有文字。请确认内容不是图片；如是扫描件，请先做文字识别再导入。")
    return Extracted(
        text="\n".join(texts),
        blocks=tuple(blocks),
        format=file_format,
        pages=_pages(starts, page_count, offset - 1),
        declared=declared,
        encoding=encoding,
    )


def _lines(piece: Piece) -> Iterable[str]:
    """Give the lines that hold text; those of a reader of pages are clean and marked already."""
    if piece.marks:
        return (piece.text,)
    text = without_controls(piece.text)
    strip = str.rstrip if piece.kind == "row" else str.strip
    if "\n" not in text:
        text = strip(text)
        return (text,) if text and not text.isspace() else ()
    return tuple(strip(line) for line in text.split("\n") if line and not line.isspace())


def _pages(starts: dict[int, int], page_count: int, end: int) -> tuple[int, ...]:
    """Give every page a start; one without text starts where the next one does."""
    pages: list[int] = []
    following = end
    for page in reversed(range(page_count)):
        following = starts.get(page, following)
        pages.append(following)
    return tuple(reversed([*pages[:-1], 0] if pages else pages))
