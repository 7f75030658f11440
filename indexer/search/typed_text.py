"""A query as typed -> the text that is read, which knows where its characters were typed."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class TypedText:
    """
    What is read of a query: without control characters, and without blanks at its edges.

    Attributes:
        text: What is left.
        origins: For each of its characters, the offset at which it was typed.
    """

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, typed: str) -> Self:
        """Leave out what cannot be read."""
        kept = [(at, c) for at, c in enumerate(typed) if c.isprintable() or c.isspace()]
        text = "".join(c for _, c in kept)
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return cls(text.strip(), tuple(at for at, _ in kept[start:end]))

    def typed_at(self, offset: int) -> int:
        """Give where the character at an offset was typed; beyond the last, right behind it."""
        if offset < len(self.origins):
            return self.origins[offset]
        return self.origins[-1] + 1 if self.origins else 0
