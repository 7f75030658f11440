"""Headings that nothing shows but that they stand alone: no number, no style."""

import re
from collections.abc import Iterator, Sequence

from corpus.recognise.body_name import is_body_name
from corpus.recognise.dates import date_alone
from corpus.recognise.lines import Line
from corpus.recognise.section_roles import is_part_name
from corpus.recognise.speech import is_person_line

_LENGTH_MAX = 24
_PARAGRAPH_LENGTH_MIN = 40
_FEWEST = 2
_BRACKETED = re.compile("【[^【】]{2,20}】$")
_OPEN_END = tuple("。；，、！：!;,:…")
_CLOSED_END = tuple("。！？”’）)…!?")
_NO_HEADING = re.compile(
    r"[（(《“].*[）)》”]$|附\s*[件表录]|[^：:]{0,8}(?:单位|作者|来源|供稿|编者|记者)|\d{1,2}[.．]\d"
)


def is_bracketed(text: str) -> bool:
    """Tell whether a line is a heading in brackets: 【主要做法】."""
    return text.startswith("【") and _BRACKETED.match(text) is not None


def bare_headings(lines: Sequence[Line]) -> dict[int, str]:
    """
    Find the headings of a text that has no others, by their places in *lines*.

    Such a line is short, ends no sentence and stands between paragraphs; or it says the name of a
    part of a report. A single one is none.
    """
    found = dict(_candidates(lines))
    return found if len(found) >= _FEWEST else {}


def is_part_line(text: str) -> bool:
    """Tell whether a line says no more than the name of a part of a report, as 主要做法： does."""
    return len(text) <= _LENGTH_MAX and is_part_name(text.rstrip("：:"))


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    for place, line in enumerate(lines[:-1]):
        text = line.text
        if len(text) > _LENGTH_MAX or line.block.kind != "paragraph":
            continue
        if is_part_line(text):
            leads = not is_part_line(lines[place + 1].text)  # else it is a table of contents
        else:
            leads = _stands_alone(text) and _is_between_paragraphs(lines, place)
        if leads:
            yield place, text.rstrip("：:")


def _is_between_paragraphs(lines: Sequence[Line], place: int) -> bool:
    if place and not lines[place - 1].text.endswith(_CLOSED_END):
        return False
    below = lines[place + 1 : place + 3]
    return below[0].text.endswith(_CLOSED_END) and any(_is_paragraph(line.text) for line in below)


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PARAGRAPH_LENGTH_MIN and "。" in text


def _stands_alone(text: str) -> bool:
    if len(text) < 4 or text.endswith(_OPEN_END) or _NO_HEADING.match(text):
        return False
    return not (date_alone(text) or is_body_name(text) or is_person_line(text))
