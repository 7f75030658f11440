"""Where a text says a value."""

import re

from corpus.document import Span

_LENGTH_MAX = 200


def find_place(value: str, text: str, start: int = 0) -> Span | None:
    """Find a value in a text, whatever white space stands between its characters."""
    letters = [re.escape(letter) for letter in value if not letter.isspace()]
    if not letters or len(letters) > _LENGTH_MAX:
        return None
    match = re.compile(r"\s*".join(letters)).search(text, start)
    return Span(match.start(), match.end()) if match else None
