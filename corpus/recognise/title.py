"""The title of a document."""

import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import PurePath

from corpus.document import Fact, Span
from corpus.recognise.body_name import is_body_name
from corpus.recognise.head import Head, Role
from corpus.recognise.kind import kind_of_title
from corpus.recognise.lines import Line

_HAN_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_SPACED = re.compile(r"^\S(?:\s+\S){3,}$")
_WITHOUT_ISSUER = re.compile("关于|转发|印发|批转|对|授予")
_DECREE = re.compile("(?:现公布|现将|公布|现发布)[^。《》]{0,20}《(?P<title>[^《》]{3,80}(?:〈[^〈〉]*〉[^《》]*)?)》")
_FILE_DATE = re.compile(r"[（(_\s]*(?:19|20)\d{2}[-.年]\d{1,2}[-.月]\d{1,2}日?[)）\s]*$")
_DECREE_LINES = 6


def recognise_title(head: Head, lines: Sequence[Line], *, file_name: str) -> Fact | None:
    """Give the title: from the head, from what a decree promulgates, or from the file's name."""
    parts = _title_lines(head)
    if parts:
        text = join_title([line.text for line in parts])
        confidence = 0.95 if kind_of_title(text) else 0.8
        return Fact(text, confidence, "rule", Span(parts[0].start, parts[-1].end))
    return _decreed(lines[head.length : head.length + _DECREE_LINES]) or _from_name(file_name)


def join_title(lines: Sequence[str]) -> str:
    """Join the lines of a title, without blanks where Chinese meets Chinese or letters are spaced."""
    written = [re.sub(r"\s+", "", line) if _SPACED.match(line) else line for line in lines]
    official = any("关于" in line for line in written)
    joined = ""
    for line in written:
        bare = _closed_up(line) if official else line
        blank = " " if _both_latin(joined[-1:], bare[:1]) else ""
        joined += blank + bare if joined else bare
    return joined


def _title_lines(head: Head) -> list[Line]:
    """Give the title's lines, with the issuer's name above a title that begins with 关于."""
    title = head.of(Role.TITLE)
    if not title or not _WITHOUT_ISSUER.match(title[0].text):
        return title
    above = takewhile(lambda pair: pair[1] is not title[0], head.lines)
    marks: list[Line] = []
    for role, line in reversed(list(above)):
        if role is not Role.MARK or line.text.endswith(("文件", "令")):
            break
        marks.insert(0, line)
    return marks + title


def _closed_up(line: str) -> str:
    """Take blanks out of an official title, but not from between two issuers."""
    issuers, about, rest = line.partition("关于")
    names = issuers.split()
    if about and len(names) > 1 and all(map(is_body_name, names)):
        issuers = " ".join(names)
    else:
        issuers = _HAN_GAP.sub("", issuers)
    return issuers + about + _HAN_GAP.sub("", rest)


def _both_latin(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()


def _decreed(lines: Sequence[Line]) -> Fact | None:
    """Give the title that a decree promulgates: 现公布《…条例》，自…起施行。"""
    for line in lines:
        match = _DECREE.search(line.text)
        if match:
            start = line.start + match.start("title")
            return Fact(match["title"], 0.9, "rule", Span(start, line.start + match.end("title")))
    return None


def _from_name(file_name: str) -> Fact | None:
    name = PurePath(file_name).name
    stem = _FILE_DATE.sub("", name.rpartition(".")[0] or name).strip(" _-")
    return Fact(stem, 0.3, "rule") if stem else None
