"""When two titles name the same work, whatever its version."""

import re

from corpus.text.fold import fold

_SYMBOLS = re.compile(r"[\W_]+")
_STATE = re.compile("^中华人民共和国(?=.{2})")
_VERSION = re.compile(
    r"\((?:[0-9]{4}年?)?(?:修订|修正|修改|修订版|修订本|第[^()]{1,3}次修[正订])[^()]{0,4}\)$"
)


def work_key(title: str) -> str:
    """
    Give what is equal for every version of a work, and for every way of naming it.

    The name of the state before a law, title marks, blanks and a note of the version in brackets
    do not count; (试行) and other notes do.
    """
    folded = _VERSION.sub("", fold(title).strip())
    return _STATE.sub("", _SYMBOLS.sub("", folded))
