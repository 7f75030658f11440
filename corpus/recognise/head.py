"""The head of a document: what each of its first lines is, down to the first of its body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from corpus.recognise.dates import date_alone, parse_date
from corpus.recognise.headings import heading
from corpus.recognise.kind import kind_of_title
from corpus.recognise.lines import Line
from corpus.recognise.number import NumberFound, find_order_numbers, parse_document_number
from corpus.vocabulary.wordlists import any_of

_LINES_MAX = 60
_TITLE_LENGTH_MAX = 100
_FURNITURE = re.compile(
    r"\d{6}$|(?:特\s*急|加\s*急|特\s*提|平\s*急)$|[-—－]\s*\d+\s*[-—－]$|目\s*录$"
)
_SOURCE = re.compile(r"(?:来源|信息来源|发布时间|发布日期|发布机构|发布部门|索引号|时间|日期)\s*[:：]")
_ORDER_SEQUENCE = re.compile(r"第\s*[0-9０-９一二三四五六七八九十百〇零]{1,7}\s*号$")
_SIGNATORY = re.compile(r"\s*签发人\s*[:：].*$")
_ENACTED = re.compile("通过|公布|发布|批准|修订|修正|施行|印发|会议|废止|生效|起实施|公告")
_ENACTED_LENGTH_MAX = 200
_SUBTITLE = re.compile(r"^[—―－-]{1,2}\s*(?=\S)")
_SALUTED = ("：", ":")
_BODY_END = tuple("。；，！;!,")
_CONTINUES = re.compile("[的和及与、]|关于|（试行）|（暂行）|[（(]")
_BODY_LENGTH_MAX = 45


@dataclass(slots=True)
class Head:
    """
    The first lines of a document, by what they are.

    Attributes:
        marks: Names of issuers above the number or the title (`…文件`).
        number: The document's own number, and its line.
        title: Lines of the title.
        subtitle: Lines that begin with a dash below the title, and what continues them.
        dates: Lines that hold a date alone.
        enacted: Lines that say who adopted or promulgated the text, and when.
        people: Lines that name a person or a body below the title.
        sources: Lines of a web page: where from, and when.
        addressees: The line of the recipients, or the salutation.
        length: How many lines the head has.
    """

    marks: list[Line] = field(default_factory=list)
    numbers: list[tuple[NumberFound, Line]] = field(default_factory=list)
    title: list[Line] = field(default_factory=list)
    subtitle: list[Line] = field(default_factory=list)
    dates: list[Line] = field(default_factory=list)
    enacted: list[Line] = field(default_factory=list)
    people: list[Line] = field(default_factory=list)
    sources: list[Line] = field(default_factory=list)
    addressees: Line | None = None
    length: int = 0


def read_head(lines: Sequence[Line]) -> Head:
    """Sort the first lines of a document."""
    head = Head()
    for index, line in enumerate(lines[:_LINES_MAX]):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if not _take(head, line, following):
            break
        head.length = index + 1
        if head.addressees:
            break
    return head


def is_body_name(text: str) -> bool:
    """Tell whether a text is the name of a body (or several names parted by blanks)."""
    return len(text) <= _BODY_LENGTH_MAX and bool(_body_name().fullmatch(text))


def _take(head: Head, line: Line, following: Line | None) -> bool:
    """Put one line where it belongs; False where the body begins."""
    if _FURNITURE.match(line.text) or _take_number(head, line) or _take_source(head, line):
        return True
    if head.title and _take_below_title(head, line):
        return True
    if not head.subtitle and _continues_title(head, line):
        head.title.append(line)
        return True
    if not head.title and _is_mark(line, following):
        head.marks.append(line)
        return True
    if head.title or not _may_be_title(line):
        return False
    _take_first_title(head, line)
    return True
