"""The outline: which lines are headings, and which section holds which."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Section
from corpus.recognise.headings import ADMINISTRATIVE, LEGAL, Heading, heading, ordinal
from corpus.recognise.lines import Line

_TITLE_LENGTH_MAX = 60
_STYLED_LENGTH_MAX = 120
_GAP_MAX = 2  # a number that jumps further is no heading
_RANKS = {kind: rank for rank, kind in enumerate(("top", "part", *LEGAL, *ADMINISTRATIVE[1:]))}
_BOLD_RANK = len(_RANKS)
_ANNEX = re.compile(r"附\s*[件表录]?\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：]?$")
_ARTICLE_TITLE = re.compile(r"[【〔［(（](?P<bracketed>[^】〕］)）]{1,30})[】〕］)）]|(?P<whole>[^，。；：、]{1,20})$")
_SENTENCE_END = tuple("。；：，！？;:,!?")
_NUMBER_MARKS = "、.．:： \u3000"


@dataclass(slots=True)
class _Open:
    """A heading on the stack; `children` counts the ids below it so that each is its own."""

    kind: str
    rank: int
    level: int | None
    ordinal: int
    section: Section


@dataclass(slots=True)
class _Candidate:
    """A line that may be a heading."""

    kind: str
    number: str
    title: str
    line: Line
    level: int | None = None
    rank: int = field(init=False)
    ordinal: int = field(init=False)

    def __post_init__(self) -> None:
        self.rank = _RANKS.get(self.kind, _BOLD_RANK)
        self.ordinal = ordinal(self.number) if self.number else 0


def read_outline(lines: Sequence[Line], *, document_id: str) -> tuple[Section, ...]:
    """
    Build the outline from the lines after the head of a document.

    Levels that the file itself gives are trusted, as are the numbers of laws; other numbered lines
    must follow in order, else they stay text. Within an article `（一）` is an item of it.
    """
    outline = _Outline(document_id)
    previous_end = 0
    for line in lines:
        candidate = _candidate(line)
        if candidate:
            outline.place(candidate, previous_end=previous_end)
        previous_end = line.end
    return outline.close(previous_end)


class _Outline:
    """The sections so far, and the stack of those that are still open."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id
        self._sections: list[Section] = []
        self._places: dict[str, int] = {}  # id -> index in `_sections`
        self._stack: list[_Open] = []

    def place(self, candidate: _Candidate, *, previous_end: int) -> None:
        depth = self._depth(candidate)
        if not self._is_in_order(candidate, depth):
            return
        self._end_from(depth, previous_end)
        section = self._section(candidate)
        self._places[section.id] = len(self._sections)
        self._sections.append(section)
        self._stack.append(
            _Open(candidate.kind, candidate.rank, candidate.level, candidate.ordinal, section)
        )

    def close(self, end: int) -> tuple[Section, ...]:
        self._end_from(0, end)
        return tuple(self._sections)

    def _depth(self, new: _Candidate) -> int:
        """Tell how many of the open sections stay open."""
        for depth, held in enumerate(self._stack):
            if _takes_over(new, held):
                return depth
        return len(self._stack)

    def _is_in_order(self, new: _Candidate, depth: int) -> bool:
        if new.level is not None or new.kind not in ADMINISTRATIVE[1:]:
            return True
        if any(held.kind == "tiao" for held in self._stack):
            return False
        before = self._stack[depth].ordinal if depth < len(self._stack) else 0
        restarts = new.kind == "h1" and new.ordinal == 1 and before > 1
        return restarts or before < new.ordinal <= before + _GAP_MAX

    def _end_from(self, depth: int, end: int) -> None:
        for held in self._stack[depth:]:
            self._sections[self._places[held.section.id]] = replace(held.section, end=end)
        del self._stack[depth:]

    def _section(self, new: _Candidate) -> Section:
        parent = self._stack[-1].section if self._stack else None
        kind = "style" if new.kind in ("top", "bold") else new.kind
        step = new.number.strip(_NUMBER_MARKS) or _normal(new.title)
        path = f"{parent.path}/{step}" if parent else step
        return Section(
            id=self._id(f"{path}\n{_normal(new.title)}"),
            parent=parent.id if parent else None,
            level=len(self._stack) + 1,
            kind=kind,
            number=new.number,
            title=new.title,
            path=path,
            start=new.line.start,
            end=new.line.end,
        )

    def _id(self, place: str) -> str:
        """Hash document, path and title; of equal places the second is another section."""
        count = 0
        while True:
            repeated = f"\n{count}" if count else ""
            name = f"{self._document_id}\n{place}{repeated}"
            section_id = hashlib.sha256(name.encode()).hexdigest()[:12]
            if section_id not in self._places:
                return section_id
            count += 1


def _takes_over(new: _Candidate, held: _Open) -> bool:
    """Tell whether the new heading ends the open section *held*."""
    if new.level is not None and held.level is not None:
        return held.level >= new.level
    if new.rank <= _RANKS["h1"]:  # nothing lower ever holds a chapter, an article or a 一、
        return held.rank >= new.rank
    return held.kind == new.kind


def _candidate(line: Line) -> _Candidate | None:
    """Read a line as a heading by the file's own level, by its number or by its looks."""
    found = heading(line.text)
    if found and found.kind == "item":
        found = None
    if line.block.level is not None and len(line.text) <= _STYLED_LENGTH_MAX:
        return _styled(line, found)
    if found:
        return _numbered(line, found)
    return _by_looks(line)


def _styled(line: Line, found: Heading | None) -> _Candidate:
    kind = found.kind if found else "style"
    number = found.number if found else ""
    title = _article_title(found.title) if found and kind == "tiao" else line.text[len(number) :]
    return _Candidate(kind, number, title.strip().removesuffix("。"), line, line.block.level)


def _numbered(line: Line, found: Heading) -> _Candidate | None:
    if found.kind == "tiao":
        return _Candidate("tiao", found.number, _article_title(found.title), line)
    title = found.title.partition("。")[0]  # a run-in heading: （一）加强领导。各级党委……
    if len(found.number) + len(title) > _TITLE_LENGTH_MAX:
        return None
    return _Candidate(found.kind, found.number, title, line)


def _by_looks(line: Line) -> _Candidate | None:
    text, block = line.text, line.block
    if len(text) > _TITLE_LENGTH_MAX or block.kind != "paragraph":
        return None
    if _ANNEX.match(text):
        return _Candidate("top", text.rstrip(":："), "", line)
    if text.endswith(_SENTENCE_END) and not text.endswith(("？", "?")):
        return None
    if block.centred and (block.bold or (block.size or 0) >= 15) and len(text) > 3:
        return _Candidate("top", "", text, line)
    return _Candidate("bold", "", text, line) if block.bold else None


def _article_title(body: str) -> str:
    match = _ARTICLE_TITLE.match(body)
    return (match["bracketed"] or match["whole"]) if match else ""


def _normal(title: str) -> str:
    return re.sub(r"[\s\W]", "", title)
