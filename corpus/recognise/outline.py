"""The outline: which lines are headings, and which section holds which."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.document import Section
from corpus.recognise.heading_lines import (
    ANNEX,
    BARE,
    BOLD,
    CENTRED,
    STYLES,
    Candidate,
    heading_lines,
)
from corpus.recognise.headings import ADMINISTRATIVE, LEGAL, ordinal
from corpus.recognise.lines import Line

_GAP_MAX = 2  # a number that jumps further is no heading
_RANKS = {
    kind: rank
    for rank, kind in enumerate((ANNEX, CENTRED, "part", *LEGAL, BARE, *ADMINISTRATIVE[1:]))
}
_LOWEST = len(_RANKS)
_COUNTED = ADMINISTRATIVE[1:]  # numbers that also mark mere items, so they must follow in order
_RUNNING_ON = (("h1", "h2"), ("zhang", "h1"), ("jie", "h1"))  # the second does not begin anew
_NUMBER_MARKS = "、.．:： 　"


@dataclass(slots=True)
class _Open:
    """A section that has begun: its heading, its place among all, and what it will be made of."""

    heading: Candidate
    index: int
    id: str
    path: str
    ordinal: int


def read_outline(
    lines: Sequence[Line], *, document_id: str, printed: Collection[str] = ()
) -> tuple[Section, ...]:
    """
    Build the outline from the lines after the head of a document.

    Levels that the file itself gives are trusted, as are the numbers of laws; other numbered lines
    must follow in order, else they stay text. Within an article `（一）` is an item of it. The
    titles of texts that a notice prints (*printed*, bare) begin sections at the top.
    """
    outline = _Outline(document_id)
    annex: Candidate | None = None  # the title of an annex, while its lines go on
    ends = (0, *(line.end for line in lines))
    for candidate, previous_end in zip(heading_lines(lines, printed), ends, strict=False):
        if annex and not (candidate and candidate.continues(annex)):
            outline.place(annex, previous_end=annex.before)
            annex = None
        if candidate and candidate.kind in (ANNEX, CENTRED):
            annex = candidate.after(annex, previous_end)
        elif candidate:
            outline.place(candidate, previous_end=previous_end)
    if annex:
        outline.place(annex, previous_end=annex.before)
    return outline.close(ends[-1])


class _Outline:
    """The sections so far, and the stack of those that are still open."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id
        self._sections: list[Section | None] = []  # in the order of their headings
        self._repeats: Counter[str] = Counter()  # of path and title
        self._stack: list[_Open] = []
        self._counted: dict[str, int] = {}  # by kind, the last number of its row

    def place(self, new: Candidate, *, previous_end: int) -> None:
        """Take a heading in, if it follows in order; *previous_end* ends the sections it closes."""
        depth = self._depth(new)
        position = ordinal(new.number) if new.kind in ADMINISTRATIVE else 0
        if not self._is_in_order(new, depth, position):
            return
        self._count(new.kind, position)
        if new.is_sentence and position == 1 and not new.begins_row:
            return
        self._close_from(depth, previous_end)
        above = f"{self._stack[-1].path}/" if self._stack else ""
        path = above + (new.number.strip(_NUMBER_MARKS) or _normal(new.title))
        section_id = self._id(f"{path}\n{_normal(new.title)}")
        self._stack.append(_Open(new, len(self._sections), section_id, path, position))
        self._sections.append(None)

    def close(self, end: int) -> tuple[Section, ...]:
        """End what is open, and give all sections."""
        self._close_from(0, end)
        return tuple(section for section in self._sections if section)

    def _depth(self, new: Candidate) -> int:
        """Tell how many of the open sections stay open."""
        for depth, held in enumerate(self._stack):
            if _takes_over(new, held.heading):
                return depth
        return len(self._stack)

    def _is_in_order(self, new: Candidate, depth: int, position: int) -> bool:
        if new.level is not None or new.kind not in (*_COUNTED, BOLD, BARE):
            return True
        if any(held.heading.kind == "tiao" for held in self._stack):
            return False
        if new.kind in STYLES:
            return True
        before = self._stack[depth].ordinal if depth < len(self._stack) else 0
        if position == 1:
            return before == 0 or (new.kind == "h1" and before > 1)
        counted = self._counted.get(new.kind, 0)
        return any(last and last < position <= last + _GAP_MAX for last in (before, counted))

    def _count(self, kind: str, position: int) -> None:
        """Note how far a kind has come; the numbers of （一） run on over 一、 and 二、."""
        lower = [each for each in self._counted if _RANKS[each] > _RANKS.get(kind, _LOWEST)]
        for each in lower:
            if (kind, each) not in _RUNNING_ON:
                del self._counted[each]
        if kind in _COUNTED:
            self._counted[kind] = position

    def _close_from(self, depth: int, end: int) -> None:
        while len(self._stack) > depth:
            held = self._stack.pop()
            new = held.heading
            self._sections[held.index] = Section(
                id=held.id,
                parent=self._stack[-1].id if self._stack else None,
                level=len(self._stack) + 1,
                kind="style" if new.kind in STYLES else new.kind,
                number=new.number,
                title=new.title,
                path=held.path,
                start=new.line.start,
                end=end,
            )

    def _id(self, place: str) -> str:
        """Hash document, path and title; of equal places the second is another section."""
        repeats = self._repeats[place]
        self._repeats[place] += 1
        name = f"{self._document_id}\n{place}" + (f"\n{repeats}" if repeats else "")
        return hashlib.sha256(name.encode()).hexdigest()[:12]


def _rank(candidate: Candidate) -> int:
    return _RANKS.get(candidate.kind, _LOWEST)


def _takes_over(new: Candidate, held: Candidate) -> bool:
    """Tell whether the new heading ends the open section *held*."""
    if held.kind == "tiao" or new.kind == held.kind != "style":
        return True  # an article holds no section
    if new.level is not None and held.level is not None:
        return held.level >= new.level
    if new.kind == "tiao":  # an article stands under whatever is open, 一、 included
        return False
    if new.level is not None or _rank(new) <= _RANKS["h1"]:
        return _rank(held) >= _rank(new)
    return False


def _normal(title: str) -> str:
    return re.sub(r"[\s\W]", "", title)
