"""Where a match in a name's key stands in the name as it is written."""

import re
from collections.abc import Iterator

from corpus.document import Span
from corpus.text.fold import fold_with_origins
from indexer.search.suggest.shelf import Match

_LETTER = re.compile(r"[^\W_]")


def marked_spans(name: str, match: Match) -> tuple[Span, ...]:
    """Give the stretches of *name* that match; symbols between them are left out."""
    return tuple(_joined(_letters(name, match)))


def _letters(name: str, match: Match) -> Iterator[Span]:
    folded = fold_with_origins(name)
    for place, letter in enumerate(_LETTER.finditer(folded.text)):
        if match.start <= place < match.end:
            yield folded.original(letter.start(), letter.end())


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last is None:
            last = span
        elif span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
        else:
            yield last
            last = span
    if last is not None:
        yield last
