"""
Marks of state secrets: a document that bears one may not enter the library.

Rule: GB/T 9704-2012, 7.2.2: the level, and after ★ the period, stand alone at the top left.
"""

import re

from corpus.errors import SecrecyMark
from corpus.read.extracted import Extracted

_BLANK = "[ \\t\u3000]{0,8}"
_MARK = re.compile(
    rf"(?m)^{_BLANK}(?P<level>绝{_BLANK}密|机{_BLANK}密|秘{_BLANK}密){_BLANK}[★☆*]?{_BLANK}"
    rf"(?:长期|\d{{1,3}}{_BLANK}(?:年|个月|月|天)|解密前)?{_BLANK}(?:特{_BLANK}急|加{_BLANK}急)?{_BLANK}$"
)
FIRST_PAGE = 3000  # characters, where the format has no pages


def secrecy_mark(first_page: str) -> str | None:
    """Give the level that stands alone on a line of the first page: 绝密, 机密, 秘密; or None."""
    match = _MARK.search(first_page)
    return re.sub(r"\s", "", match["level"]) if match else None


def refuse_secrets(extracted: Extracted) -> None:
    """
    Stop before anything of a marked document is kept or shown.

    Raises:
        SecrecyMark: Its first page bears one.
    """
    end = extracted.pages[1] if len(extracted.pages) > 1 else FIRST_PAGE
    level = secrecy_mark(extracted.text[:end])
    if level:
        raise SecrecyMark(level)
