"""The lines of what a reader gave, with the hints of their layout."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.document import Span
from corpus.read.extracted import Block, Extracted
from corpus.recognise.cleaning import parted

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"  # what web pages leave in lines that look blank


class Line(NamedTuple):  # not a dataclass: a library has millions of them, made twice as fast so
    """
    A line of text that is not blank.

    Attributes:
        start: Offset of its first character that is no white space.
        end: Offset one past its last.
        text: What stands between.
        block: The block that holds it.
    """

    start: int
    end: int
    text: str
    block: Block


def read_lines(extracted: Extracted, cut: Sequence[Span] = ()) -> tuple[Line, ...]:
    """Give the lines of all blocks in reading order, without blanks and without *cut* ranges."""
    text = parted(extracted.text, cut)
    found: list[Line] = []
    for block in extracted.blocks:
        piece = text[block.start : block.end]
        if "\n" in piece:
            found.extend(_split(piece, block))
        elif bare := _bare(piece):
            start = block.start + len(piece) - len(piece.lstrip())
            found.append(Line(start, start + len(bare), bare, block))
    return tuple(found)


def parted_at_notes(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Part the lines at the first foot- or endnote; notes stand behind everything else."""
    places = (place for place, line in enumerate(lines) if line.block.kind == "note")
    begin = next(places, len(lines))
    return lines[:begin], lines[begin:]


def _bare(piece: str) -> str:
    """Give a line without the blanks around it; nothing of one in which nothing shows."""
    bare = piece.strip()
    return bare if bare.strip(_INVISIBLE) else ""


def _split(piece: str, block: Block) -> list[Line]:
    found = []
    offset = block.start
    for part in piece.split("\n"):
        if bare := _bare(part):
            start = offset + len(part) - len(part.lstrip())
            found.append(Line(start, start + len(bare), bare, block))
        offset += len(part) + 1
    return found
