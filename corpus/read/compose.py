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
    pieces = list(pieces)
    texts, blocks, starts = _joined(pieces)
    text = "\n".join(texts)
    if _CONTROL.search(text):  # rare; looked for once, in the whole
        pieces = [piece._replace(text=without_controls(piece.text)) for piece in pieces]
        texts, blocks, starts = _joined(pieces)
        text = "\n".join(texts)
    if not texts:
        raise NoText("文件里没有文字。请确认内容不是图片；如是扫描件，请先做文字识别再导入。")
    return Extracted(
        text=text,
        blocks=tuple(blocks),
        format=file_format,
        pages=_pages(starts, page_count, len(text)),
        declared=declared,
        encoding=encoding,
    )


def _joined(pieces: list[Piece]) -> tuple[list[str], list[Block], dict[int, int]]:
    """Give the blocks' texts, the blocks, and where each page starts that holds text."""
    texts: list[str] = []
    blocks: list[Block] = []
    starts: dict[int, int] = {}
    offset = 0
    for piece in pieces:
        whole, kind, level, centred, bold, size, marks = piece
        for page, mark in marks:
            starts.setdefault(page, offset + mark)
        for text in (whole,) if marks else _lines(whole, kind):
            end = offset + len(text)
            blocks.append(Block(offset, end, kind, level, centred, bold, size))
            texts.append(text)
            offset = end + 1
    return texts, blocks, starts


def _lines(text: str, kind: str) -> Iterable[str]:
    """Give the lines that hold text; those of a reader of pages are clean and marked already."""
    strip = str.rstrip if kind == "row" else str.strip
    if "\n" not in text:
        line = strip(text)
        return (line,) if line and not line.isspace() else ()
    return tuple(strip(line) for line in text.split("\n") if line and not line.isspace())


def _pages(starts: dict[int, int], page_count: int, end: int) -> tuple[int, ...]:
    """Give every page a start; one without text starts where the next one does."""
    pages: list[int] = []
    following = end
    for page in reversed(range(page_count)):
        following = starts.get(page, following)
        pages.append(following)
    return tuple(reversed([*pages[:-1], 0] if pages else pages))
