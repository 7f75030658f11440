"""A document's text as it is set on a sheet: stretches of lines, each verbatim by its offsets."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import TypeVar

from corpus.document import Document, Gap, GapKind, Part, Passage, Section, Span
from corpus.recognise.enumerations import Point, find_points
from indexer.search.highlight import Needle, highlight
from search_api.citing import cited_number
from search_api.outlining import part_starts

T = TypeVar("T")

_BLANKS = " \t\r\u3000\xa0"
_AFTER_HEADING = "。：:．. 　"
_HEAD_FACTS = ("document_number", "issuer", "speaker", "written", "occasion_date")
_HEAD_LENGTH = 120  # characters behind the title in which number, date and speaker stand
_SHORT_LINE = 40
_SHORT_HEADING = 60  # characters; a longer title is a sentence that happens to open a section


class LineKind(StrEnum):
    """How a line is set."""

    TITLE = "title"
    CENTRED = "centred"
    SIGNED = "signed"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row"
    GAP = "gap"  # a site keeps text back here


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line of the text, without the blanks at its ends.

    Attributes:
        start: Offset of its first character in `Document.text`.
        end: Offset one past its last.
        kind: How it is set.
        level: Of its section, from 1; 0 where no section begins.
        strong_end: Offset up to which it is a heading that runs into the text.
        page: The page that begins here; None within a page.
        spans: Highlights, as offsets in `Document.text`.
        struck: Places at which a name was struck out.
        hidden: How many characters a site keeps back here; 0 where it does not say.
        links: Names of documents of the library, each with the document's id.
        is_part: Whether a part of a speech or report begins in it.
        points: Measures told in a row that begin in it.
    """

    start: int
    end: int
    kind: LineKind = LineKind.PARAGRAPH
    level: int = 0
    strong_end: int = 0
    page: int | None = None
    spans: tuple[Span, ...] = ()
    struck: tuple[Span, ...] = ()
    hidden: int = 0
    links: tuple[tuple[Span, str], ...] = ()
    is_part: bool = False
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    Lines that are quoted as one.

    Attributes:
        passage: Theirs; None for text between passages.
        lines: In reading order.
        at: How a citation names the passage: by annex, article or section; maybe not at all.
    """

    passage: Passage | None
    lines: tuple[Line, ...]
    at: str = ""


@dataclass(slots=True)
class _Layout:
    """What decides how a line is set."""

    document: Document
    sections: dict[int, Section] = field(default_factory=dict)
    pages: list[tuple[int, int]] = field(default_factory=list)  # those still to come, last first
    title: Span | None = None
    named: tuple[Span, ...] = ()  # who and when, as a head or a signature has it
    hidden: tuple[Gap, ...] = ()
    struck: tuple[Span, ...] = ()  # where a name stood
    parts: frozenset[int] = frozenset()  # where parts of a speech or report begin
    links: tuple[tuple[Span, str], ...] = ()
    points: tuple[Point, ...] = ()

    @classmethod
    def of(cls, document: Document, links: Mapping[Span, str]) -> "_Layout":
        sections: dict[int, Section] = {}
        for section in document.sections:
            sections.setdefault(section.start, section)
        pages = [(offset, number) for number, offset in enumerate(document.pages, start=1)]
        spans = {name: fact.span for name, fact in document.facts.items() if fact.span}
        named = tuple(spans[name] for name in _HEAD_FACTS if name in spans)
        hidden = tuple(gap for gap in document.gaps if gap.kind is GapKind.HIDDEN)
        struck = tuple(gap.span for gap in document.gaps if gap.kind is GapKind.SCRUBBED)
        return cls(
            document=document,
            sections=sections,
            pages=pages[::-1],
            title=spans.get("title"),
            named=named,
            hidden=hidden,
            struck=struck,
            parts=part_starts(document),
            links=tuple(sorted(links.items(), key=lambda each: each[0].start)),
            points=tuple(sorted(chain(*find_points(document.text)), key=_mark_start)),
        )


def lay_out(
    document: Document, needles: Iterable[Needle], links: Mapping[Span, str] = MappingProxyType({})
) -> tuple[Stretch, ...]:
    """Set a document, what *needles* find highlighted, and what *links* name to be clicked on."""
    layout = _Layout.of(document, links)
    wanted = tuple(needles)
    parts = {part.place: part for part in document.parts}
    stretches = (
        Stretch(passage, tuple(_lines(layout, start, end, wanted)), _cited(passage, parts))
        for passage, start, end in _borders(document)
    )
    return tuple(stretch for stretch in stretches if stretch.lines or stretch.passage)


def _cited(passage: Passage | None, parts: Mapping[int, Part]) -> str:
    return cited_number(passage, parts.get(passage.part or 0)) if passage else ""


def _borders(document: Document) -> Iterator[tuple[Passage | None, int, int]]:
    """Cut the text at the borders of its passages."""
    at = 0
    for passage in document.passages:
        if passage.start > at:
            yield None, at, passage.start
        yield passage, passage.start, passage.end
        at = max(at, passage.end)
    yield None, at, len(document.text)


def _lines(layout: _Layout, start: int, end: int, needles: tuple[Needle, ...]) -> Iterator[Line]:
    text = layout.document.text
    found = highlight(text[start:end], needles) if needles else ()
    spans = [Span(span.start + start, span.end + start) for span in found]
    hidden = [gap for gap in layout.hidden if start <= gap.span.start < end]
    at = start
    after_row = False
    while at < end:
        if hidden and hidden[0].span.start <= at:
            gap = hidden.pop(0)
            yield Line(gap.span.start, gap.span.end, LineKind.GAP, hidden=gap.hidden)
            at = gap.span.end
            continue
        border = _border(text, at, hidden[0].span.start if hidden else end)
        line = _trimmed(text, at, border)
        if line is not None and not _is_removed(layout.document, line):
            within = tuple(s for s in spans if s.start < line.end and s.end > line.start)
            struck = _begun(layout.struck, line, lambda span: span.start)
            links = _begun(layout.links, line, lambda link: link[0].start)
            shown = _set_line(layout, line, border, after_row=after_row)
            after_row = shown.kind is LineKind.ROW
            yield replace(
                shown,
                spans=within,
                struck=struck,
                links=links,
                is_part=line.start in layout.parts,
                points=_begun(layout.points, line, _mark_start),
            )
        at = border + (text[border : border + 1] == "\n")


def _mark_start(point: Point) -> int:
    return point.mark.start


def _begun(items: tuple[T, ...], line: Span, start_of: Callable[[T], int]) -> tuple[T, ...]:
    """Give those of *items*, which are in order, that begin in a line."""
    first = bisect_left(items, line.start, key=start_of)
    return items[first : bisect_left(items, line.end, lo=first, key=start_of)]


def _border(text: str, start: int, end: int) -> int:
    """Give the offset of the next line feed, *end* when there is none before it."""
    feed = text.find("\n", start, end)
    return feed if feed >= 0 else end


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return Span(start, end) if start < end else None


def _is_removed(document: Document, line: Span) -> bool:
    return any(r.start <= line.start and line.end <= r.end for r in document.removed)


def _set_line(layout: _Layout, line: Span, border: int, *, after_row: bool) -> Line:
    page = _page_begun(layout, border)
    if layout.title and _overlap(line, layout.title):
        return Line(line.start, line.end, LineKind.TITLE, page=page)
    furniture = _head_or_signature(layout, line)
    if furniture is not None:
        return Line(line.start, line.end, furniture, page=page)
    text = layout.document.text
    row_start = _row_start(text, line)
    if "\t" in text[line.start : line.end] or (after_row and row_start < line.start):
        return Line(row_start, line.end, LineKind.ROW, page=page)
    section = layout.sections.get(line.start)
    if section is None:
        return Line(line.start, line.end, page=page)
    strong_end = _heading_end(text, line, section)
    if not text[strong_end : line.end].strip(_AFTER_HEADING):
        return Line(line.start, line.end, LineKind.HEADING, section.level, page=page)
    return Line(line.start, line.end, level=section.level, strong_end=strong_end, page=page)


def _row_start(text: str, line: Span) -> int:
    """Give where a row begins whose first cells are empty, as below a cell over several rows."""
    start = line.start
    while start and text[start - 1] == "\t":
        start -= 1
    return start


def _head_or_signature(layout: _Layout, line: Span) -> LineKind | None:
    """Say whether a short line stands at the head (centred) or signs (to the right)."""
    title = layout.title
    if title is None or line.end - line.start > _SHORT_LINE:
        return None
    if line.end <= title.start:
        return LineKind.CENTRED
    document = layout.document
    is_named = any(_overlap(line, span) for span in layout.named)
    if not is_named and document.text[line.start : line.end] not in document.values("issuer"):
        return None
    is_near = line.start - title.end <= _HEAD_LENGTH
    return LineKind.CENTRED if is_near else LineKind.SIGNED


def _page_begun(layout: _Layout, border: int) -> int | None:
    page = None
    while layout.pages and layout.pages[-1][0] <= border:
        page = layout.pages.pop()[1]
    return page


def _heading_end(text: str, line: Span, section: Section) -> int:
    """Give the offset at which a heading ends that begins *line*."""
    end = line.start
    for part in (section.number, section.title):
        at = end
        while at < line.end and text[at] in _BLANKS:
            at += 1
        if part and len(part) <= _SHORT_HEADING and text.startswith(part, at):
            end = at + len(part)
    return min(end, line.end)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
