"""The title of a document."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from corpus.document import Fact, Span
from corpus.recognise.body_name import is_body_name
from corpus.recognise.dates import parse_date
from corpus.recognise.head import Head, Role, look_alike
from corpus.recognise.kind import kind_names, kind_of_title
from corpus.recognise.lines import Line

_BREAK = re.compile(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])")
_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_SPACED = re.compile(r"\S(?:\s+\S){3,}$")
_ABOUT = re.compile("[^《〈]*?(?=关于)")
_WITHOUT_ISSUER = re.compile(r"关于|转发|印发|批转|对|授予|(?:19|20)\d{2}年")
_DECREE = re.compile(
    "(?:现公布|现将|公布|现发布)[^。《》]{0,20}《(?P<title>[^《》]{3,80}(?:〈[^〈〉]*〉[^《》]*)?)》"
)
_DECREE_LINES = 6
_FILE_DATE = re.compile(r"[（(_\s]*(?:19|20)\d{2}[-.年]\d{1,2}[-.月]\d{1,2}日?[)）\s]*$")
_OFFICIAL = ("policy", "regulation", "plan")


def recognise_title(head: Head, lines: Sequence[Line], *, file_name: str) -> Fact | None:
    """Give the title: from the head, from what a decree promulgates, or from the file's name."""
    parts = _title_lines(head)
    if parts:
        text = join_title([line.text for line in parts])
        confidence = 0.95 if kind_of_title(text) else 0.8
        return Fact(text, confidence, "rule", Span(parts[0].start, parts[-1].end))
    return _decreed(lines[head.length : head.length + _DECREE_LINES]) or _from_name(file_name)


def with_subtitle(title: Fact | None, head: Head) -> Fact | None:
    """Give a title from the head with its subtitle behind a dash, as it is cited."""
    below = head.of(Role.SUBTITLE)
    if not below or title is None or title.span is None or below[0].start < title.span.end:
        return title
    subtitle = join_title([line.text for line in below]).lstrip("—―－- ")
    if parse_date(subtitle[:12]):  # not a name, but day and place
        return title
    return replace(
        title, value=f"{title.value}——{subtitle}", span=Span(title.span.start, below[-1].end)
    )


def join_title(lines: Sequence[str]) -> str:
    """
    Join the lines of a title, without a blank where Chinese meets Chinese.

    Blanks within a line stay, but in official titles only those between joint issuers; letters
    that are set apart (`通 知`) are closed up.
    """
    text = "\n".join(re.sub(r"\s", "", line) if _SPACED.match(line) else line for line in lines)
    about = _ABOUT.match(text)
    if about:
        return _join_issuers(about[0]) + _GAP.sub("", text[about.end() :]).replace("\n", " ")
    kind = kind_of_title(text)
    official = kind is not None and kind_names().classes[kind] in _OFFICIAL
    return (_GAP if official else _BREAK).sub("", text).replace("\n", " ")


def _join_issuers(text: str) -> str:
    names = text.split()
    if len(names) > 1 and all(map(is_body_name, names)):
        return " ".join(names)
    return "".join(names)


def _title_lines(head: Head) -> list[Line]:
    """Give the title's lines, with the issuer's name that stands above them as a part of it."""
    title = head.of(Role.TITLE)
    if not title:
        return []
    roles = [role for role, _ in head.lines]
    first = begin = roles.index(Role.TITLE)
    while begin > 0 and _begins_title(head.lines[begin - 1], title[0]):
        begin -= 1
    return [line for _, line in head.lines[begin:first]] + title


def _begins_title(above: tuple[Role, Line], title: Line) -> bool:
    role, line = above
    if role is not Role.MARK or line.text.endswith(("文件", "令")):
        return False
    return bool(_WITHOUT_ISSUER.match(title.text)) or look_alike(line, title)


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
