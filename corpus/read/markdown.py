"""Markdown: one pass over the lines, quick enough for a whole collection of statutes."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from corpus.read.compose import Piece, compose
from corpus.read.encoding import decode
from corpus.read.extracted import Extracted
from corpus.read.lines import glue, is_closed, is_opening
from corpus.read.markdown_inline import has_marks, unwrapped

_HEADING = re.compile("(#{1,6})(?:[ \t　]+(.*)$|(?=[^#\\s])(?<=##)(.*)$|$)")
_BULLET = re.compile("[-*+•][ \t　]+(?:\\[[ xX]\\][ \t]+)?")
_NUMBERED = re.compile("\\d{1,9}[.)](?:[ \t]|$)")
_RULE = re.compile("(?:[-*_][ \t]*){3,}$")
_UNDERLINE = re.compile("(?:=+|-+)$")
_FENCE = re.compile("(`{3,}|~{3,})")
_DELIMITER = re.compile("\\|?[ \t]*:?-+:?[ \t]*(?:\\|[ \t]*:?-+:?[ \t]*)*\\|?$")
_CELL_BORDER = re.compile("(?<!\\\\)\\|")
_SPECIAL = frozenset("#>|`~-*+_=•0123456789")
_DATE_LINE = re.compile("(?:\\d{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日$")
_FIELD = re.compile("([^\\s:#\\-][^:]{0,30}):[ \t]+(.*)$|([^\\s:：]{1,10})：(.*)$")
_FIELD_LABELS = {"title": "标题", "author": "作者", "date": "发布日期", "source": "来源"}
_MOST_FIELDS = 60


def read_markdown(raw: bytes) -> Extracted:
    """
    Read a Markdown file: marks of emphasis, links and bullets go, numbers and words stay.

    A paragraph's lines are joined; a line that ends a sentence ends the paragraph too, since
    documents turned into Markdown often have no empty lines between their paragraphs.

    Raises:
        DamagedFile: No encoding fits.
        NoText: Marks only.
    """
    text, encoding = decode(raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    declared, text = _front_matter(text)
    text = _without_comments(text)
    pieces = _Lines(has_marks=has_marks(text)).pieces(text.split("\n"))
    return compose(pieces, file_format="md", declared=declared, encoding=encoding)


def _front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Split off the fields between two lines `---` at the top; leave what is no such list."""
    if not text.startswith("---\n"):
        return (), text
    head, found, rest = text[4:].partition("\n---\n")
    lines = [line for line in head.split("\n") if line.strip()]
    if not found or len(lines) > _MOST_FIELDS:
        return (), text
    fields = []
    for line in lines:
        match = _FIELD.match(line)
        if match is None:
            return (), text
        label, value = (match[1], match[2]) if match[1] else (match[3], match[4])
        fields.append((_FIELD_LABELS.get(label.lower(), label.strip()), value.strip(" \t\"'")))
    return tuple((label, value) for label, value in fields if value), rest


def _without_comments(text: str) -> str:
    """Drop the comments; one that is never closed is text. (A regex would take quadratic time.)"""
    kept: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[place:start])
        place = end + 3
    return "".join(kept) + text[place:] if kept else text


class _Lines:
    """The lines of a file, with the paragraph that is being gathered."""

    def __init__(self, *, has_marks: bool) -> None:
        self._has_marks = has_marks
        self._paragraph: list[str] = []
        self._fence = ""
        self._in_table = False

    def pieces(self, lines: list[str]) -> Iterator[Piece]:
        """Give the pieces of a file's lines."""
        for line, below in zip_longest(lines, lines[1:], fillvalue=""):
            if self._fence:
                yield from self._code(line)
            elif not line or line.isspace():
                yield from self._flush()
                self._in_table = False
            elif self._paragraph or line.lstrip()[0] in _SPECIAL or "|" in line:
                yield from self._line(line, line.strip())
            elif not below:  # the common case: one line between empty ones
                yield self._piece(line)
            else:
                self._paragraph.append(line)
        yield from self._flush()

    def _code(self, line: str) -> Iterator[Piece]:
        stripped = line.strip()
        if stripped.startswith(self._fence) and not stripped.strip(self._fence[0]):
            self._fence = ""
        else:
            yield Piece(line)

    def _line(self, line: str, stripped: str) -> Iterator[Piece]:
        if fence := _FENCE.match(stripped):
            yield from self._flush()
            self._fence = fence[1]
        elif heading := _HEADING.match(stripped):
            yield from self._flush()
            title = heading[2] if heading[2] is not None else heading[3] or ""
            yield self._piece(_without_closing(title), level=len(heading[1]))
        elif "|" in stripped and self._is_row(stripped):
            yield from self._row(stripped)
        elif self._is_underline(stripped):
            level = 1 if stripped[0] == "=" else 2
            yield self._piece(self._paragraph.pop().strip(), level=level)
        elif _RULE.match(stripped):
            yield from self._flush()
        else:
            yield from self._text(line, stripped)

    def _is_underline(self, stripped: str) -> bool:
        """A title of one line underlined; under a sentence the line is a rule."""
        one_title = len(self._paragraph) == 1 and not is_closed(self._paragraph[0])
        return one_title and _UNDERLINE.match(stripped) is not None

    def _is_row(self, stripped: str) -> bool:
        if self._in_table or (stripped[0] == "|" and stripped.count("|") > 1):
            return True
        return bool(self._paragraph) and _DELIMITER.match(stripped) is not None

    def _row(self, stripped: str) -> Iterator[Piece]:
        if _DELIMITER.match(stripped):  # what stands above it was the row of headings
            heading = self._paragraph.pop() if self._paragraph else ""
            yield from self._flush()
            if heading:
                yield self._cells(heading)
        else:
            yield from self._flush()
            yield self._cells(stripped)
        self._in_table = True

    def _cells(self, line: str) -> Piece:
        inner = line.strip().removeprefix("|")
        if inner.endswith("|") and not inner.endswith("\\|"):
            inner = inner[:-1]
        cells = [self._plain(cell.strip()) for cell in _CELL_BORDER.split(inner)]
        cells = [" ".join(cell.replace("\\|", "|").split("\n")) for cell in cells]
        return Piece("\t".join(cells), "row")

    def _text(self, line: str, stripped: str) -> Iterator[Piece]:
        self._in_table = False
        while stripped.startswith(">"):
            stripped = line = stripped[1:].lstrip()
        bullet = _BULLET.match(stripped)
        if bullet is not None or _NUMBERED.match(stripped):
            yield from self._flush()
            line = stripped[bullet.end() :] if bullet else stripped
        if self._paragraph and not (line.strip() and self._goes_on(line)):
            yield from self._flush()
        if line.strip():
            self._paragraph.append(line)

    def _goes_on(self, line: str) -> bool:
        """Say whether the line is in the same paragraph as the one above it."""
        above = self._paragraph[-1]
        if above.endswith(("  ", "\\")) or is_opening(line.lstrip()) or line.startswith("　　"):
            return False
        if not is_closed(above):
            return _DATE_LINE.match(line.strip()) is None
        widths = [len(above) for above in self._paragraph]
        return len(widths) > 2 and widths[-1] >= max(widths) - 1

    def _flush(self) -> Iterator[Piece]:
        if self._paragraph:
            text = self._paragraph[0].strip()
            for line in self._paragraph[1:]:
                text = glue(text, line.strip())
            self._paragraph.clear()
            yield self._piece(text.removesuffix("\\"))

    def _piece(self, text: str, *, level: int | None = None) -> Piece:
        text = text.strip()
        if not self._has_marks:
            return Piece(text, "paragraph", level)
        bold = len(text) > 4 and text.startswith("**") and text.find("**", 2) == len(text) - 2
        return Piece(unwrapped(text), "paragraph", level, bold=bold)

    def _plain(self, text: str) -> str:
        return unwrapped(text) if self._has_marks else text


def _without_closing(title: str) -> str:
    """Take off the signs that may close a heading; a title may end with one of its own: C#."""
    bare = title.rstrip().rstrip("#")
    return bare if not bare or bare[-1].isspace() else title
