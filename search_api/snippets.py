"""Which stretch of a passage a list shows: where most of the query stands, cut at punctuation."""

import re
from collections.abc import Sequence

from corpus.document import Span

__all__ = ["Span", "body", "quotable", "snippet"]

ABOUT = 120  # characters, two or three lines
_LEAD = 40  # most characters before the first highlight
_SENTENCE_ENDS = "。！？；\n"
_SENTENCE_END = re.compile(f"[{_SENTENCE_ENDS}][”’」』）)]*")
_PAUSES = "，、：,;"
_IN_SENTENCES = re.compile("[。！？；：]")
_LONGEST_HEADING = 60  # characters


def snippet(text: str, spans: Sequence[Span], about: int = ABOUT) -> Span:
    """
    Choose what of *text* to show.

    Args:
        text: A passage.
        spans: Its highlights, in order.
        about: How many characters to show; the first highlight is shown whole in any case.
    """
    if len(text) <= about + _LEAD:
        return Span(0, len(text))
    first = _richest(text, spans, about)
    start = _start_before(text, first.start) if first else 0
    shown_first = first.end if first else 0
    return Span(start, _end_before(text, start + about, max(shown_first, start + about // 2)))


def quotable(text: str, window: Span) -> Span:
    """Give the whole sentences of which *window* shows something."""
    ended = [match.end() for match in _SENTENCE_END.finditer(text, 0, window.start)]
    start = ended[-1] if ended else 0
    end = _SENTENCE_END.search(text, max(window.end - 1, 0))
    stop = end.end() if end else len(text)
    bare = text[start:stop]
    lead = len(bare) - len(bare.lstrip())
    return Span(start + lead, start + lead + len(bare.strip()))


def body(text: str, window: Span) -> Span:
    """
    Leave out of *window* the headings with which it begins: short lines that are no sentences.

    What is nothing but headings stays as it is.
    """
    start = window.start
    while (end := text.find("\n", start, window.end)) >= 0 and _is_heading(text[start:end]):
        start = end + 1
    words = text[start : window.end]
    return Span(start + len(words) - len(words.lstrip()), window.end) if words.strip() else window


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and not _IN_SENTENCES.search(line)


def _richest(text: str, spans: Sequence[Span], about: int) -> Span | None:
    """
    Give the highlight from which the most is near; the first of equals.

    Long ones count more, since what stands as it was typed is one of them; the same words again
    count little.
    """
    best, most = None, (0, 0)
    for at, span in enumerate(spans):
        latest = span.start + about - _LEAD // 2
        near = [each for each in spans[at:] if each.end <= latest]
        words = {text[each.start : each.end] for each in near}
        worth = sum(len(each) ** 2 for each in words), len(near)
        if best is None or worth > most:
            best, most = span, worth
    return best


def _start_before(text: str, hit: int) -> int:
    """Give the border before *hit*: of its sentence, else a pause, else some characters."""
    earliest = hit - _LEAD
    if earliest <= 0:
        return 0
    lead = text[earliest:hit]
    for marks in (_SENTENCE_ENDS, _PAUSES):
        at = max(lead.rfind(mark) for mark in marks)
        if at >= 0:
            return earliest + at + 1
    return hit - _LEAD // 2


def _end_before(text: str, latest: int, earliest: int) -> int:
    """Give the last border between the two offsets, *latest* when there is none."""
    if latest >= len(text):
        return len(text)
    room = text[earliest:latest]
    for marks in (_SENTENCE_ENDS, _PAUSES):
        at = max(room.rfind(mark) for mark in marks)
        if at >= 0:
            return earliest + at + 1
    return max(latest, earliest)
