"""The passages: a text cut into the units that people read and quote."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from corpus.document import Part, Passage, Section, Span, page_at
from corpus.recognise.lines import Line

TINY = 100  # characters; a leaf below it is joined with the next
SHORT = 200  # the rest of a leaf below it stays with what stands before
LONG = 800  # beyond, a leaf is cut
LONGEST = 1200  # beyond, a paragraph is cut within
JOINT = " › "
NOTES = "注释"  # the section of foot- and endnotes
_SENTENCE = re.compile("[。！？；!?;…][”’」』）)》】]*")
_CLOSED = tuple("。！？；：!?;:…”）)")


@dataclass(frozen=True, slots=True)
class _Leaf:
    """Lines that stand under one section, and under none of its own."""

    lines: Sequence[Line]
    section: Section | None
    is_joined: bool = False  # with leaves of the same parent

    @property
    def length(self) -> int:
        return self.lines[-1].end - self.lines[0].start

    @property
    def is_article(self) -> bool:
        return self.section is not None and self.section.kind == "tiao"

    @property
    def is_notes(self) -> bool:
        return self.lines[0].block.kind == "note"


def cut_passages(
    lines: Sequence[Line],
    sections: Sequence[Section],
    *,
    text: str,
    head: int,
    endings: Sequence[int] = (),
    pages: Sequence[int] = (),
    borders: Sequence[Span] = (),
    parts: Sequence[Part] = (),
) -> tuple[Passage, ...]:
    """
    Cut a document into passages that cover all of its lines, in order.

    The first *head* lines make a passage of their own; an article is one passage, however long;
    other sections are cut between paragraphs, and short neighbours joined. A heading belongs to
    the passage that follows it. What stands from one of the offsets *endings* on, as a signature
    or notes, is no part of the section before it. No passage goes across *borders*, where text is
    missing. A part of the document begins a passage of its own.
    """
    if not lines:
        return (Passage(place=0, start=0, end=0),)
    held = {part.start: part.place for part in parts}
    titles = _Titles(sections, text, held)
    found: list[Passage] = []
    for leaf in _parted(_joined(_leaves(lines, sections, head, endings), held), borders):
        article = leaf.section.number if leaf.section and leaf.is_article else None
        holder = titles.holder(leaf)
        path, numbers = titles.path(holder), None if article else titles.numbers(holder)
        if leaf.is_notes:
            path = numbers = NOTES
        for start, end in [_whole(leaf)] if article else _pieces(leaf.lines, text):
            page = page_at(pages, start)
            part = titles.part(leaf.section)
            found.append(
                Passage(len(found), start, end, path, article, page, numbers or None, part)
            )
    return tuple(found)


class _Titles:
    """The heading paths of the sections, each made once."""

    def __init__(self, sections: Sequence[Section], text: str, parts: Mapping[int, int]) -> None:
        self._text = text
        self._parts = parts  # start -> place
        self._sections = {section.id: section for section in sections}
        self._paths: dict[str, str] = {}

    def holder(self, leaf: _Leaf) -> Section | None:
        """Give the deepest section that holds all of the leaf; an article is its own."""
        if leaf.section and (leaf.is_joined or leaf.is_article):
            return self._parent(leaf.section)
        return leaf.section

    def path(self, section: Section | None) -> str:
        """Give the titles from the top to *section*; an article's own is not among them."""
        if section is None:
            return ""
        if section.id not in self._paths:
            above = self.path(self._parent(section))
            own = "" if section.kind == "tiao" else self._written(section)
            self._paths[section.id] = JOINT.join(filter(None, (above, own)))
        return self._paths[section.id]

    def numbers(self, section: Section | None) -> str:
        """Give the numbers down to *section*, as they are written; those of its part only."""
        if section is None or section.start in self._parts:
            return ""
        return self.numbers(self._parent(section)) + section.number

    def part(self, section: Section | None) -> int | None:
        """Give the place of the innermost part that holds *section*."""
        while section is not None and section.start not in self._parts:
            section = self._parent(section)
        return self._parts[section.start] if section else None

    def _parent(self, section: Section) -> Section | None:
        return self._sections.get(section.parent or "")

    def _written(self, section: Section) -> str:
        """Give number and title as they stand in the text; no bracket around a title alone."""
        room = len(section.number) + len(section.title) + 16  # blanks between them, at most
        line = self._text[section.start : section.start + room].partition("\n")[0]
        at = line.find(section.title, len(section.number)) if section.title else -1
        if at >= 0:
            return line[0 if section.number else at : at + len(section.title)]
        return " ".join(filter(None, (section.number, section.title)))


def _leaves(
    lines: Sequence[Line], sections: Sequence[Section], head: int, endings: Sequence[int]
) -> Iterator[_Leaf]:
    """Part the lines at the head's end and where sections begin; bare headings go with the next."""
    places = {line.start: place for place, line in enumerate(lines)}
    begins: dict[int, Section | None] = {0: None}  # of two that begin at one line the later counts
    if 0 < head < len(lines):
        begins[head] = None
    waiting: int | None = None  # where the bare headings began that wait for a section with text
    for section, following in pairwise([*sections, None]):
        if section is None:
            break
        place = places[section.start]
        begin = place if waiting is None else waiting
        holds_only_sections = (
            following is not None
            and following.parent == section.id
            and places[following.start] == place + 1
        )
        waiting = begin if holds_only_sections else None
        if not holds_only_sections:
            begins[begin] = section
    for ending in endings:
        begins.setdefault(places[ending], None)
    for (begin, leaf_section), (end, _) in pairwise([*sorted(begins.items()), (len(lines), None)]):
        yield _Leaf(lines[begin:end], leaf_section)


def _joined(leaves: Iterator[_Leaf], parts: Collection[int]) -> Iterator[_Leaf]:
    """Join short leaves of one parent that follow each other; articles and *parts* stay alone."""
    held: _Leaf | None = None
    for leaf in leaves:
        if held and _may_join(held, leaf, parts):
            held = replace(held, lines=(*held.lines, *leaf.lines), is_joined=True)
            continue
        if held:
            yield held
        held = leaf
    if held:
        yield held


def _parted(leaves: Iterator[_Leaf], borders: Sequence[Span]) -> Iterator[_Leaf]:
    for leaf in leaves:
        for _, lines in groupby(leaf.lines, lambda line: _borders_before(line, borders)):
            yield replace(leaf, lines=tuple(lines)) if borders else leaf


def _borders_before(line: Line, borders: Sequence[Span]) -> int:
    return sum(border.start <= line.start for border in borders)


def _may_join(held: _Leaf, leaf: _Leaf, parts: Collection[int]) -> bool:
    if leaf.section and leaf.section.start in parts:
        return False
    if held.section is None or leaf.section is None or held.is_article or leaf.is_article:
        return False
    siblings = held.section.parent is not None and held.section.parent == leaf.section.parent
    return siblings and held.length < TINY and held.length + leaf.length < LONG


def _whole(leaf: _Leaf) -> tuple[int, int]:
    return leaf.lines[0].start, leaf.lines[-1].end


def _pieces(lines: Sequence[Line], text: str) -> list[tuple[int, int]]:
    """Pack paragraphs, and sentences of huge ones, into pieces of about SHORT to LONG."""
    pieces: list[tuple[int, int]] = []
    for start, end in _stretches(lines, text):
        if pieces and end - pieces[-1][0] <= LONG:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    if len(pieces) > 1 and pieces[-1][1] - pieces[-1][0] < SHORT:
        start, end = pieces[-2][0], pieces[-1][1]
        if end - start <= LONGEST:
            pieces[-2:] = [(start, end)]
    return pieces


def _stretches(lines: Sequence[Line], text: str) -> Iterator[tuple[int, int]]:
    """Give what must not be parted: paragraphs, hard-wrapped lines joined, or sentences."""
    start = None
    for line, following in [*pairwise(lines), (lines[-1], None)]:
        start = line.start if start is None else start
        wrapped = following is not None and not line.text.endswith(_CLOSED)
        if wrapped and following is not None and following.end - start <= LONG:
            continue
        yield from (
            _sentences(start, line.end, text) if line.end - start > LONGEST else [(start, line.end)]
        )
        start = None


def _sentences(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    """Part a huge paragraph after sentences, or where it must be, into stretches up to LONG."""
    while end - start > LONG:
        ends = [match.end() for match in _SENTENCE.finditer(text, start + SHORT, start + LONG)]
        border = ends[-1] if ends else start + LONG
        yield start, border
        start = border
    if start < end:
        yield start, end
