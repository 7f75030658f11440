"""Names of bodies: what looks like the name of an issuer."""

import re
from functools import cache

from corpus.vocabulary.wordlists import any_of

_LENGTH_MAX = 60
_NOT_A_NAME = re.compile("[，。；：！？“”《》…]|关于|转发|印发|[0-9]|的|对(?![外台口])")
_STATE = re.compile("^中华人民共和国(?=.*(?:部|委员会|署|局|院|行)$)")
_GAPS = re.compile(r"[\s、，,;；]+")


def is_body_name(text: str) -> bool:
    """Tell whether a text is the name of a body, or several names parted by blanks."""
    if not 2 <= len(text) <= _LENGTH_MAX or _NOT_A_NAME.search(text):
        return False
    return all(_ending().search(name) for name in _GAPS.split(text.strip()))


def split_bodies(text: str) -> tuple[str, ...]:
    """
    Part the names of joint issuers.

    Blanks and commas part them only where every part is the name of a body, so that a name
    set in spaced letters, or broken over two lines, stays one. The name of the state before that
    of a body is left out.
    """
    parts = [part for part in _GAPS.split(text.strip()) if part]
    if not (len(parts) > 1 and all(_ending().search(part) and len(part) > 2 for part in parts)):
        parts = [re.sub(r"\s+", "", text)] if parts else []
    return tuple(dict.fromkeys(_STATE.sub("", part) for part in parts))


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"^[一-鿿（）()·]*{any_of('body_endings')}$")
