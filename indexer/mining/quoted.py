"""What a library puts in quotation marks, or in the marks of titles."""

import re
from collections.abc import Iterator

LONGEST = 12  # characters

_QUOTED = re.compile(rf"“([^“”《》\s]{{2,{LONGEST}}})”")
_TITLED = re.compile(rf"《([^“”《》\s]{{2,{LONGEST}}})》")


def quoted_words(text: str) -> Iterator[str]:
    """Give what stands in quotation marks, as often as it does."""
    yield from (found[1] for found in _QUOTED.finditer(text))


def titled_words(text: str) -> Iterator[str]:
    """Give the short names that stand in the marks of titles."""
    yield from (found[1] for found in _TITLED.finditer(text))
