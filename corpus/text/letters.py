"""The letters of a text, by which wordings are compared, with the way back to the text."""

import re
from dataclasses import dataclass
from functools import cached_property

from corpus.document import Span
from corpus.text.fold import Folded, fold, fold_with_origins

# What is no letter; the point and the percent sign of a number are, or 1.5 would read as 15.
_SYMBOL = re.compile(r"[^\w.%‰]|_|(?<![0-9])[.%‰]|\.(?![0-9])")


@dataclass(frozen=True)
class Letters:
    """
    A text without punctuation and blanks, folded.

    Attributes:
        original: The text.
    """

    original: str

    @cached_property
    def text(self) -> str:
        """The letters."""
        return letters(self.original)

    def span(self, start: int, end: int) -> Span:
        """Give where in the original `text[start:end]` comes from; not for empty ones."""
        first, last = self._places[start], self._places[end - 1]
        return self._folded.original(first, last + 1)

    def is_border(self, at: int) -> bool:
        """Tell whether what is no letter stands before `text[at]`, or nothing does, or it ends."""
        if at in (0, len(self.text)):
            return True
        return self.span(at, at + 1).start > self.span(at - 1, at).end

    @cached_property
    def _folded(self) -> Folded:
        return fold_with_origins(self.original)

    @cached_property
    def _places(self) -> list[int]:
        folded = self._folded.text
        symbols = {match.start() for match in _SYMBOL.finditer(folded)}
        return [place for place in range(len(folded)) if place not in symbols]


def letters(text: str) -> str:
    """Give the letters of a text."""
    return _SYMBOL.sub("", fold(text))
