"""How a page's button names the stretch of a text that it keeps."""

import re
from dataclasses import dataclass

from search_api.snippets import Span

_STRETCH = re.compile(r"([0-9a-f]{8,64}):(\d{1,10}):(\d{1,10})")


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    A stretch of a document's text.

    Attributes:
        document_id: Of the document.
        span: Where in its text.
    """

    document_id: str
    span: Span


def stretch_value(document_id: str, start: int, end: int) -> str:
    """Name a stretch."""
    return f"{document_id}:{start}:{end}"


def read_stretch(value: str) -> Stretch | None:
    """Read the name of a stretch; None where it names none."""
    found = _STRETCH.fullmatch(value)
    return found and Stretch(found[1], Span(int(found[2]), int(found[3])))
