"""Words as a file can hold them."""

import re

MAKER = "学鉴"  # who made a file, in its properties

# What XML 1.0 has no place for, so neither Word nor a slide; nobody sees it on paper either.
_NOT_PRINTED = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def printable(text: str) -> str:
    """Leave out control characters; every end of a line becomes a line feed."""
    return _NOT_PRINTED.sub("", _LINE_ENDS.sub("\n", text))
