"""The lines that may be headings: by the file's own level, by their number, by their looks."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.recognise.bare_headings import bare_headings, is_bracketed
from corpus.recognise.body_name import is_body_name
from corpus.recognise.enclosures import title_lines
from corpus.recognise.headings import LEGAL, Heading, heading, ordinal
from corpus.recognise.kind import kind_of_title
from corpus.recognise.lines import Line

ANNEX = "annex"  # 附件1, or the title of a text that a notice prints
CENTRED = "centred"  # a centred heading without a number
BARE = "bare"  # a heading that only stands alone, or in brackets
BOLD = "bold"
STYLES = (ANNEX, CENTRED, BOLD, BARE)  # that no number of a row makes headings

_TITLE_LENGTH_MAX = 60
_STYLED_LENGTH_MAX = 120
_LEADING = ("part", *LEGAL, BARE, "h1", "h2", BOLD)  # where they stand, bare lines are text
_ROWS = ("h1", "h2")  # of which a sentence may be the first
_ANNEX_LINE = re.compile(r"附\s*[件表录]?\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：.．、]?$")
_ANNEX_MARKS = ":：.．、"
_ARTICLE_TITLE = re.compile(
    r"[【〔［(（](?P<bracketed>[^】〕］)）]{1,30})[】〕］)）]|(?P<whole>[^，。；：、]{1,20})$"
)
_SENTENCE_END = tuple("。；：，！？;:,!?")
_BYLINE = re.compile("[^：:]{0,6}(?:单位|作者|供稿|撰稿|执笔|来源|时间|日期)[：:]")


@dataclass(slots=True)
class Candidate:
    """
    A line that may be a heading.

    Attributes:
        kind: What numbers it, as a section has it, or one of STYLES.
        number: As it is written; empty without one.
        title: The heading without its number.
        line: The line.
        level: The file's own; None without one.
        is_sentence: Whether it is too long for a heading: then it has a number only.
        begins_row: Of such a sentence, whether the next number of its kind follows.
        before: Where the line before ends; of the title of an annex only.
    """

    kind: str
    number: str
    title: str
    line: Line
    level: int | None = None
    is_sentence: bool = False
    begins_row: bool = False
    before: int = 0

    def continues(self, title: "Candidate") -> bool:
        """Tell whether this line goes on with the title of an annex."""
        return self.kind == CENTRED and len(title.title) < _TITLE_LENGTH_MAX

    def after(self, title: "Candidate | None", previous_end: int) -> "Candidate":
        """Join this line to the title of an annex that it continues, or begin one."""
        if title is None:
            return replace(self, before=previous_end)
        return replace(title, title=title.title + self.title)


def heading_lines(lines: Sequence[Line], printed: Collection[str]) -> list[Candidate | None]:
    """
    Read each line as a heading; None where it is text.

    Bare lines are headings only in a text that has no others to lead it.

    Args:
        lines: After the head of a document.
        printed: Titles, bare, of texts that a notice prints.
    """
    found = [_candidate(line) for line in lines]
    if not any(each and (each.level is not None or each.kind in _LEADING) for each in found):
        for place, title in bare_headings(lines).items():
            found[place] = found[place] or Candidate(BARE, "", title, lines[place])
    for begin, end in title_lines(lines, printed):
        above = found[begin - 1] if begin else None
        kind = CENTRED if above and above.kind == ANNEX else ANNEX  # else it is named 附件
        for place in range(begin, end):
            found[place] = Candidate(kind, "", lines[place].text, lines[place])
            kind = CENTRED
    return _with_rows(_with_titles(lines, found))


def _with_rows(found: list[Candidate | None]) -> list[Candidate | None]:
    """Tell the sentences 一、 and （一） that another follows: they begin a row."""
    following: dict[str, int] = {}
    for place in reversed(range(len(found))):
        candidate = found[place]
        if candidate and candidate.kind in _ROWS:
            position = ordinal(candidate.number)
            if candidate.is_sentence and position == 1 and following.get(candidate.kind) == 2:
                found[place] = replace(candidate, begins_row=True)
            following[candidate.kind] = position
    return found


def _with_titles(lines: Sequence[Line], found: list[Candidate | None]) -> list[Candidate | None]:
    """Take the short line below 附件 for its title where no style shows one."""
    for place, (candidate, below) in enumerate(pairwise(found)):
        if candidate and candidate.kind == ANNEX and candidate.number and below is None:
            line = lines[place + 1]
            if _may_be_title(line):
                found[place + 1] = Candidate(CENTRED, "", line.text, line)
    return found


def _may_be_title(line: Line) -> bool:
    text = line.text
    if line.block.kind != "paragraph" or not 3 < len(text) <= _TITLE_LENGTH_MAX:
        return False
    is_cut_off = text.startswith("关于") and kind_of_title(text) is None
    goes_on = text.endswith((*_SENTENCE_END, "、")) or "\t" in text
    return not (goes_on or is_cut_off or is_body_name(text))


def _candidate(line: Line) -> Candidate | None:
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


def _styled(line: Line, found: Heading | None) -> Candidate:
    if _ANNEX_LINE.match(line.text):
        return Candidate(ANNEX, line.text.rstrip(_ANNEX_MARKS), "", line, line.block.level)
    kind = found.kind if found else "style"
    number = found.number if found else ""
    title = _article_title(found.title) if found and kind == "tiao" else line.text[len(number) :]
    return Candidate(kind, number, title.strip().removesuffix("。"), line, line.block.level)


def _numbered(line: Line, found: Heading) -> Candidate:
    if found.kind == "tiao":
        return Candidate("tiao", found.number, _article_title(found.title), line)
    title = found.title.partition("。")[0]  # a run-in heading: （一）加强领导。各级党委……
    if len(found.number) + len(title) <= _TITLE_LENGTH_MAX:
        return Candidate(found.kind, found.number, title, line)
    return Candidate(found.kind, found.number, "", line, is_sentence=True)


def _by_looks(line: Line) -> Candidate | None:
    text, block = line.text, line.block
    if len(text) > _TITLE_LENGTH_MAX or block.kind != "paragraph":
        return None
    if _ANNEX_LINE.match(text):
        return Candidate(ANNEX, text.rstrip(_ANNEX_MARKS), "", line)
    if text.endswith(_SENTENCE_END) and not text.endswith(("？", "?")):
        return None
    if block.centred and (block.bold or (block.size or 0) >= 15) and len(text) > 3:
        return Candidate(CENTRED, "", text, line)
    if is_bracketed(text):
        return Candidate(BARE, "", text.strip("【】"), line)
    return Candidate(BOLD, "", text, line) if block.bold and not _BYLINE.match(text) else None


def _article_title(body: str) -> str:
    match = _ARTICLE_TITLE.match(body)
    return (match["bracketed"] or match["whole"]) if match else ""
