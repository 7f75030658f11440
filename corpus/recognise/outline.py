"""The outline: which lines are headings, and which section holds which."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Section
from corpus.recognise.bare_headings import bare_headings, is_bracketed
from corpus.recognise.body_name import is_body_name
from corpus.recognise.enclosures import title_lines
from corpus.recognise.headings import ADMINISTRATIVE, LEGAL, Heading, heading, ordinal
from corpus.recognise.kind import kind_of_title
from corpus.recognise.lines import Line

_TITLE_LENGTH_MAX = 60
_STYLED_LENGTH_MAX = 120
_GAP_MAX = 2  # a number that jumps further is no heading
_ANNEX = "annex"  # 附件1, or the title of a text that a notice prints
_CENTRED = "centred"  # a centred heading without a number
_BARE = "bare"  # a heading that only stands alone, or in brackets
_RANKS = {
    kind: rank
    for rank, kind in enumerate((_ANNEX, _CENTRED, "part", *LEGAL, _BARE, *ADMINISTRATIVE[1:]))
}
_LEADING = ("part", *LEGAL, _BARE, "h1", "h2", "bold")  # where they stand, bare lines are text
_LOWEST = len(_RANKS)
_COUNTED = ADMINISTRATIVE[1:]  # numbers that also mark mere items, so they must follow in order
_STYLES = (_ANNEX, _CENTRED, "bold", _BARE)
_ANNEX_LINE = re.compile(r"附\s*[件表录]?\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：.．、]?$")
_ARTICLE_TITLE = re.compile(
    r"[【〔［(（](?P<bracketed>[^】〕］)）]{1,30})[】〕］)）]|(?P<whole>[^，。；：、]{1,20})$"
)
_SENTENCE_END = tuple("。；：，！？;:,!?")
_BYLINE = re.compile("[^：:]{0,6}(?:单位|作者|供稿|撰稿|执笔|来源|时间|日期)[：:]")
_NUMBER_MARKS = "、.．:： 　"


@dataclass(slots=True)
class _Candidate:
    """A line that may be a heading; `rank` orders the kinds, `level` is the file's own."""

    kind: str
    number: str
    title: str
    line: Line
    level: int | None = None
    before: int = 0  # end of the line before; of the title of an annex only

    def continues(self, title: "_Candidate") -> bool:
        """Tell whether this line goes on with the title of an annex."""
        return self.kind == _CENTRED and len(title.title) < _TITLE_LENGTH_MAX

    def after(self, title: "_Candidate | None", previous_end: int) -> "_Candidate":
        """Join this line to the title of an annex that it continues, or begin one."""
        if title is None:
            return replace(self, before=previous_end)
        return replace(title, title=title.title + self.title)

    @property
    def rank(self) -> int:
        return _RANKS.get(self.kind, _LOWEST)


@dataclass(slots=True)
class _Open:
    """A section that has begun: its heading, its place among all, and what it will be made of."""

    heading: _Candidate
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
    annex: _Candidate | None = None  # the title of an annex, while its lines go on
    ends = (0, *(line.end for line in lines))
    for candidate, previous_end in zip(_candidates(lines, printed), ends, strict=False):
        if annex and not (candidate and candidate.continues(annex)):
            outline.place(annex, previous_end=annex.before)
            annex = None
        if candidate and candidate.kind in (_ANNEX, _CENTRED):
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

    def place(self, new: _Candidate, *, previous_end: int) -> None:
        """Take a heading in, if it follows in order; *previous_end* ends the sections it closes."""
        depth = self._depth(new)
        position = ordinal(new.number) if new.kind in ADMINISTRATIVE else 0
        if not self._is_in_order(new, depth, position):
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

    def _depth(self, new: _Candidate) -> int:
        """Tell how many of the open sections stay open."""
        for depth, held in enumerate(self._stack):
            if _takes_over(new, held.heading):
                return depth
        return len(self._stack)

    def _is_in_order(self, new: _Candidate, depth: int, position: int) -> bool:
        if new.level is not None or new.kind not in (*_COUNTED, "bold", _BARE):
            return True
        if any(held.heading.kind == "tiao" for held in self._stack):
            return False
        if new.kind in _STYLES:
            return True
        before = self._stack[depth].ordinal if depth < len(self._stack) else 0
        restarts = new.kind == "h1" and position == 1 and before > 1
        farthest = before + _GAP_MAX if before else 1
        return restarts or before < position <= farthest

    def _close_from(self, depth: int, end: int) -> None:
        while len(self._stack) > depth:
            held = self._stack.pop()
            new = held.heading
            self._sections[held.index] = Section(
                id=held.id,
                parent=self._stack[-1].id if self._stack else None,
                level=len(self._stack) + 1,
                kind="style" if new.kind in _STYLES else new.kind,
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


def _takes_over(new: _Candidate, held: _Candidate) -> bool:
    """Tell whether the new heading ends the open section *held*."""
    if held.kind == "tiao" or new.kind == held.kind != "style":
        return True  # an article holds no section
    if new.level is not None and held.level is not None:
        return held.level >= new.level
    if new.kind == "tiao":  # an article stands under whatever is open, 一、 included
        return False
    if new.level is not None or new.rank <= _RANKS["h1"]:
        return held.rank >= new.rank
    return False


def _candidates(lines: Sequence[Line], printed: Collection[str]) -> list[_Candidate | None]:
    """Read each line as a heading; bare lines only in a text that has no others to lead it."""
    found = [_candidate(line) for line in lines]
    if not any(each and (each.level is not None or each.kind in _LEADING) for each in found):
        for place, title in bare_headings(lines).items():
            found[place] = found[place] or _Candidate(_BARE, "", title, lines[place])
    for begin, end in title_lines(lines, printed):
        above = found[begin - 1] if begin else None
        kind = _CENTRED if above and above.kind == _ANNEX else _ANNEX  # else it is named 附件
        for place in range(begin, end):
            found[place] = _Candidate(kind, "", lines[place].text, lines[place])
            kind = _CENTRED
    return _with_titles(lines, found)


def _with_titles(lines: Sequence[Line], found: list[_Candidate | None]) -> list[_Candidate | None]:
    """Take the short line below 附件 for its title where no style shows one."""
    for place, (candidate, below) in enumerate(pairwise(found)):
        if candidate and candidate.kind == _ANNEX and candidate.number and below is None:
            line = lines[place + 1]
            if _may_be_title(line):
                found[place + 1] = _Candidate(_CENTRED, "", line.text, line)
    return found


def _may_be_title(line: Line) -> bool:
    text = line.text
    if line.block.kind != "paragraph" or not 3 < len(text) <= _TITLE_LENGTH_MAX:
        return False
    is_cut_off = text.startswith("关于") and kind_of_title(text) is None
    goes_on = text.endswith((*_SENTENCE_END, "、")) or "\t" in text
    return not (goes_on or is_cut_off or is_body_name(text))


def _candidate(line: Line) -> _Candidate | None:
    """Read a line as a heading by the file's own level, by its number or by its looks."""
    if line.block.kind == "row":
        return None  # a table of crimes begins its rows with 第163条
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
    if _ANNEX_LINE.match(text):
        return _Candidate(_ANNEX, text.rstrip(":：.．、"), "", line)
    if text.endswith(_SENTENCE_END) and not text.endswith(("？", "?")):
        return None
    if block.centred and (block.bold or (block.size or 0) >= 15) and len(text) > 3:
        return _Candidate(_CENTRED, "", text, line)
    if is_bracketed(text):
        return _Candidate(_BARE, "", text.strip("【】"), line)
    return _Candidate("bold", "", text, line) if block.bold and not _BYLINE.match(text) else None


def _article_title(body: str) -> str:
    match = _ARTICLE_TITLE.match(body)
    return (match["bracketed"] or match["whole"]) if match else ""


def _normal(title: str) -> str:
    return re.sub(r"[\s\W]", "", title)
