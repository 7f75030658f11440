"""Which stretch of a passage a list shows: the one with most highlights, cut at punctuation."""

import re
from collections.abc import Sequence

from corpus.document import Span

__all__ = ["Span", "quotable", "snippet"]

ABOUT = 120  # characters, two or three lines
_LEAD = 40  # most characters before the first highlight
_SENTENCE_ENDS = "。！？；\n"
_SENTENCE_END = re.compile(f"[{_SENTENCE_ENDS}][”’」』）)]*")
_PAUSES = "，、：,;"


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
    first = _densest(spans, about)
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


def _densest(spans: Sequence[Span], about: int) -> Span | None:
    """Give the highlight from which most others are near; the first of equals."""
    best, most = None, 0
    for at, span in enumerate(spans):
        near = 0
        while at + near < len(spans) and spans[at + near].end <= span.start + about - _LEAD // 2:
            near += 1
        if best is None or near > most:
            best, most = span, near
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
