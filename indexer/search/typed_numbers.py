"""Document numbers among the words of a query, in every form in which they are typed."""

import re
from collections.abc import Iterator

from corpus.document import Span
from corpus.recognise.number import NumberFound, find_document_numbers, parse_document_number
from corpus.text.fold import fold

_RUN = re.compile(r"\S+")
_SPREAD = re.compile(r"(?<!\S)(?:\S\s+)+$")
_MOST_RUNS = 8  # of one number, as in 国 办 发 〔 2024 〕 1 号
_CODE = re.compile(
    "[发函字规电办文令告]$"
)  # what codes end with; 改革 2024 1号 is none among words
_MARK = re.compile("[号號]文?件?$")


def whole_number(text: str) -> str | None:
    """
    Give the key of a text that is one document number and nothing more, or None.

    A number with words before it (`贸易 国发〔2018〕38号`) is more, though without its blank it
    would be one of a longer code.
    """
    number = parse_document_number(fold(text))
    starts = [run.start() for run in _RUN.finditer(text)]
    later = (_stretch(text, start, len(text)) for start in starts[1:])
    if number is None or any(each and _is_complete(each) for each in later):
        return None
    (first, *_) = numbers_in(text) or [number]
    return number.key if first.key == number.key else None


def numbers_in(text: str) -> list[NumberFound]:
    """Find the document numbers in a plain run of a query, in order, none within another."""
    found: list[NumberFound] = []
    at = 0
    for number in find_document_numbers(text):
        if number.span.start >= at:
            start = _spread_start(text, at, number)
            found += _without_brackets(text, at, start)
            at = number.span.end
            found.append(_stretch(text, start, at) or number)
    return [*found, *_without_brackets(text, at, len(text))]


def number_end(text: str, start: int) -> int | None:
    """Give where the bracketed number ends that begins at *start*; None where none does."""
    numbers = find_document_numbers(text)
    return next((each.span.end for each in numbers if each.span.start == start), None)


def _without_brackets(text: str, start: int, end: int) -> Iterator[NumberFound]:
    """Find numbers that have lost their brackets, as 国发 2018 38号, between blanks."""
    runs = [(run.start(), run.end()) for run in _RUN.finditer(text, start, end)]
    at = 0
    while at < len(runs):
        found = _longest_from(text, runs, at)
        if found:
            yield found
        at += 1
        while found and at < len(runs) and runs[at][0] < found.span.end:
            at += 1


def _longest_from(text: str, runs: list[tuple[int, int]], at: int) -> NumberFound | None:
    """Give the longest number that begins with a run, unless a later run begins it."""
    for last in reversed(range(at, min(at + _MOST_RUNS, len(runs)))):
        end = runs[last][1]
        number = _stretch(text, runs[at][0], end)
        if number is None or not _is_certain(number, text[runs[at][0] : end]):
            continue
        later = (_stretch(text, runs[first][0], end) for first in range(at + 1, last + 1))
        return None if any(each and _is_complete(each) for each in later) else number
    return None


def _stretch(text: str, start: int, end: int) -> NumberFound | None:
    number = parse_document_number(fold(text[start:end]))
    return NumberFound(number.canonical, number.key, Span(start, end)) if number else None


def _spread_start(text: str, at: int, number: NumberFound) -> int:
    """Give where a number begins of whose code blanks have left one character: 国 发〔2024〕1号."""
    spread = None if _is_complete(number) else _SPREAD.search(text[at : number.span.start])
    return at + spread.start() if spread else number.span.start


def _is_complete(number: NumberFound) -> bool:
    """Tell whether a number has all of its code, and not a last character or 公告 alone."""
    return len(_code(number)) > 1 and _code(number) != "公告"


def _is_certain(number: NumberFound, written: str) -> bool:
    """Tell whether what has no brackets is a number even among other words."""
    return bool(_CODE.search(_code(number)) and _MARK.search(written))


def _code(number: NumberFound) -> str:
    return number.key.partition("|")[0]
