"""Traditional characters to simplified ones, so that one set of rules reads both."""

from dataclasses import replace

from corpus.read.extracted import Extracted
from corpus.text.fold import fold

_TRADITIONAL = "國會發關於為與務實"  # some stand in any such text of more than a line
_FIRST_HAN = "㐀"


def in_simplified(extracted: Extracted) -> Extracted:
    """Give the same with simplified characters, each in its place; offsets stay."""
    text = extracted.text
    if not any(character in text for character in _TRADITIONAL):
        return extracted
    return replace(extracted, text=simplify(text))


def simplify(text: str) -> str:
    """Replace every traditional character by its simplified form, one for one."""
    forms = {ord(c): fold(c) for c in set(text) if c >= _FIRST_HAN and len(fold(c)) == 1}
    return text.translate(forms)
