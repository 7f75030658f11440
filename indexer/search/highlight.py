"""Where the pieces of a query stand in a text: spans of the stored text, never changed text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from corpus.document import Span, joined
from corpus.recognise.cleaning import without_inline_debris
from corpus.recognise.number import find_document_numbers
from corpus.text.fold import Folded, fold_with_origins, is_run_letter

MOST_CHARACTERS = 50_000  # of one text that are looked through
_BETWEEN = "\ue000"  # a character of private use, which no needle holds


@dataclass(frozen=True, slots=True)
class Needle:
    """
    What is to be shown.

    Attributes:
        text: Folded characters; the key where *is_number*.
        whole_runs: Whether a run of letters or digits at its edges must end there.
        is_number: Whether it is the key of a document number.
    """

    text: str
    whole_runs: bool = True
    is_number: bool = False


def highlight(text: str, needles: Iterable[Needle]) -> tuple[Span, ...]:
    """Give the spans of *text* in which a needle stands, in order, those that touch joined."""
    return highlight_each([text], needles)[0]


def highlight_each(texts: Sequence[str], needles: Iterable[Needle]) -> tuple[tuple[Span, ...], ...]:
    """Highlight several texts in one go, which costs little more than one."""
    shown = [text[:MOST_CHARACTERS] for text in texts]
    whole = _BETWEEN.join(shown)
    folded = fold_with_origins(without_inline_debris(whole))
    found = [span for needle in needles for span in _find(whole, folded, needle)]
    ends = [*accumulate(len(text) + 1 for text in shown)]
    by_text: list[list[Span]] = [[] for _ in shown]
    at, start = 0, 0
    for span in joined(found):
        while span.start >= ends[at]:
            at, start = at + 1, ends[at]
        by_text[at].append(Span(span.start - start, span.end - start))
    return tuple(map(tuple, by_text))


def _find(text: str, folded: Folded, needle: Needle) -> Iterator[Span]:
    if needle.is_number:
        for number in find_document_numbers(text):
            if number.key == needle.text:
                yield number.span
        return
    start = folded.text.find(needle.text)
    while start >= 0:
        end = start + len(needle.text)
        if not needle.whole_runs or _is_whole(folded.text, start, end):
            yield folded.original(start, end)
        start = folded.text.find(needle.text, end)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether no run of letters or digits goes on beyond the borders."""
    before = start > 0 and is_run_letter(text[start - 1]) and is_run_letter(text[start])
    after = end < len(text) and is_run_letter(text[end - 1]) and is_run_letter(text[end])
    return not before and not after
