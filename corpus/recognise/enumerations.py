"""Measures told in a row within a text: 一是…二是…三是…, 首先…其次…最后…."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Span
from corpus.text.numerals import integer

_CN = "[一二三四五六七八九十]"
_MARK = re.compile(
    r"(?:^|(?<=[\n。；;，,：:！!？?、…”）)\s　—]))"
    f"(?:(?P<spoken>{_CN}{{1,2}})(?P<verb>[是要])(?!(?P=spoken))"
    f"|第(?P<counted>{_CN}{{1,2}})(?=[，,、是要：:])"
    f"|其(?P<named>{_CN}{{1,2}})(?=[，,、：:是])"
    "|(?P<order>首先|其次|再次|最后)"
    "|(?P<side>一方面|另一方面))"
)
_ORDER = {"首先": 1, "其次": 2, "再次": 3}
_SIDES = {"一方面": 1, "另一方面": 2}
_FARTHEST = 3000  # characters from one point to the next
_FEWEST = 2
_SENTENCE_END = re.compile("[。！？!?][”’）)]*")
_BLANKS = " \t\r\n　\xa0"


@dataclass(frozen=True, slots=True)
class Point:
    """
    A measure told in a row with others.

    Attributes:
        mark: The word that begins it: 一是, 其次.
        span: All of it.
    """

    mark: Span
    span: Span


@dataclass(frozen=True, slots=True)
class _Mark:
    """What begins a point: in which form, and the how manieth it is; 0 for the last one."""

    form: str
    number: int
    start: int
    end: int

    def follows(self, held: "_Mark") -> bool:
        return (
            self.form == held.form
            and (self.number == held.number + 1 or (self.number == 0 and held.number > 0))
            and self.start - held.start <= _FARTHEST
        )


def find_points(text: str) -> tuple[tuple[Point, ...], ...]:
    """
    Find the rows of points in *text*, each with two points at least.

    A row begins with the first of its form, at the start of a sentence or a clause, and goes on in
    order. A point ends where the next begins; the last with its sentence, or with its paragraph
    where the others are paragraphs or have several sentences.
    """
    return tuple(_points(row, text) for row in _rows(text))


def _rows(text: str) -> Iterator[list[_Mark]]:
    open_rows: dict[str, list[_Mark]] = {}  # by form, for rows may lie within each other
    for mark in _marks(text):
        row = open_rows.get(mark.form)
        if row and mark.follows(row[-1]):
            row.append(mark)
            if mark.number == 0:
                yield open_rows.pop(mark.form)
            continue
        if row and len(row) >= _FEWEST:
            yield row
        open_rows.pop(mark.form, None)
        if mark.number == 1:
            open_rows[mark.form] = [mark]
    yield from (row for row in open_rows.values() if len(row) >= _FEWEST)


def _marks(text: str) -> Iterator[_Mark]:
    for match in _MARK.finditer(text):
        form = match["verb"] or match.lastgroup or ""
        if match["order"]:
            number = _ORDER.get(match["order"], 0)
        elif match["side"]:
            number = _SIDES[match["side"]]
        else:
            number = integer(match["spoken"] or match["counted"] or match["named"]) or -1
        yield _Mark(form, number, match.start(), match.end())


def _points(row: Sequence[_Mark], text: str) -> tuple[Point, ...]:
    starts = [mark.start for mark in row]
    ends = [*starts[1:], _end_of_last(starts, text)]
    return tuple(
        Point(
            mark=Span(mark.start, mark.end),
            span=Span(mark.start, mark.start + len(text[mark.start : end].rstrip(_BLANKS))),
        )
        for mark, end in zip(row, ends, strict=True)
    )


def _end_of_last(starts: Sequence[int], text: str) -> int:
    begin = starts[-1]
    feed = text.find("\n", begin)
    paragraph = feed if feed >= 0 else len(text)
    before = text[starts[-2] : begin]
    if "\n" in before or len(_SENTENCE_END.findall(before)) > 1:
        return paragraph
    sentence = _SENTENCE_END.search(text, begin, paragraph)
    return sentence.end() if sentence else paragraph
