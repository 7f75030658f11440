"""Where a long title is broken: between words, into lines of about one length."""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence

from indexer.analysis.segment import Segmenter

_RUNS = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+|.", re.DOTALL)
_NARROW = 0.62  # a Latin letter, in the size of letters
_OPENING = tuple("《〈“‘（([【「『")
_CLOSING = re.compile(r"[》〉”’）)\]】」』、，。：；！？—·…,.:;!?\s]|[的了]$")


def title_words(segmenter: Segmenter, title: str) -> tuple[str, ...]:
    """Cut a title into its words, which joined are the title."""
    runs = _RUNS.findall(title)
    return tuple(
        word
        for run in runs
        for word in (segmenter.cut(run) if "\u4e00" <= run[0] <= "\u9fff" else [run])
    )


def title_lines(words: Sequence[str], room: int) -> tuple[str, ...]:
    """
    Set a title in as few lines as hold it, the longest of them as short as can be.

    Args:
        words: Of the title; signs stay on the line of the words they belong to.
        room: Of a line, in letters. A line break in the title counts as typed on purpose.
    """
    if any("\n" in word for word in words):
        return ("".join(words),)
    pieces = tuple(_pieces(words, room))
    fewest = len(_filled(pieces, room))
    shortest = max(math.ceil(_length("".join(words)) / fewest), 1) if fewest else room
    limits = range(shortest, room + 1)
    return next(
        (lines for limit in limits if len(lines := _filled(pieces, limit)) == fewest),
        _filled(pieces, room),
    )


def _pieces(words: Sequence[str], room: int) -> Iterator[str]:
    """Give what is never broken: words with their signs; a last letter is never by itself."""
    glued: list[str] = []
    for number, word in enumerate(words, 1):
        is_last_letter = number == len(words) and len(word) == 1
        if glued and (glued[-1].endswith(_OPENING) or _CLOSING.match(word) or is_last_letter):
            glued[-1] += word
        else:
            glued.append(word)
    for piece in glued:
        yield from (piece,) if _length(piece) <= room else piece


def _filled(pieces: Sequence[str], limit: float) -> tuple[str, ...]:
    """Fill one line after the other."""
    lines: list[str] = []
    for piece in pieces:
        if lines and _length(lines[-1] + piece) <= limit:
            lines[-1] += piece
        else:
            lines.append(piece)
    return tuple(lines)


def _length(text: str) -> float:
    """Give the length of a line in letters."""
    wide = sum(unicodedata.east_asian_width(each) in "WFA" for each in text)
    return wide + (len(text) - wide) * _NARROW
