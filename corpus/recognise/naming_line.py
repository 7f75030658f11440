"""A line that names a document: its title, its number, or both, as people write lists."""

import re

from corpus.document import Span
from corpus.recognise.number import NumberFound, find_document_numbers, find_order_numbers
from corpus.text.works import work_key

_LEAD = re.compile(r"^\s*(?:[-*•·]|[(（]?\d{1,4}[)）.．、]|[一二三四五六七八九十]{1,3}、)\s*")
_EMPTY_BRACKETS = re.compile(r"[(（\[【]\s{0,9}[)）\]】]")
_LONE_BRACKET = re.compile(r"[(（\[【]\s*$")  # whose closing one went with an order's number
_AROUND = ' \t　，,；;。、|《》“”"'


def read_naming(line: str) -> tuple[str, str | None] | None:
    """Give title and canonical number of a document; None where a line names none."""
    line = _LEAD.sub("", line)
    marked = _marked(line)
    number = _number(line, marked)
    if marked and not line[: marked.start].strip(_AROUND):
        title = line[marked.start : marked.end]
    elif number:
        title = _LONE_BRACKET.sub("", line[: number.span.start] + line[number.span.end :])
    else:
        title = line
    title = " ".join(_EMPTY_BRACKETS.sub("", title).strip(_AROUND).split())
    if not work_key(title):
        title = ""
    return (title, number.canonical if number else None) if title or number else None


def _marked(line: str) -> Span | None:
    """Give what stands between title marks, from the first to the last."""
    start, end = line.find("《"), line.rfind("》")
    return Span(start, end + 1) if 0 <= start < end else None


def _number(line: str, marked: Span | None) -> NumberFound | None:
    """Give the number that stands beside the title, not one within its marks."""
    found = [*find_document_numbers(line), *find_order_numbers(line)]
    outside = (
        each for each in found if marked is None or not marked.start <= each.span.start < marked.end
    )
    return next(outside, None)
