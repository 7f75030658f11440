"""The word lists that recognition goes by: one word a line, `#` begins a remark."""

import re
from functools import cache
from importlib.resources import files

_FILES = files("corpus.vocabulary")


@cache
def words(name: str) -> tuple[str, ...]:
    """Give the words of the list *name*, in the order of the file."""
    text = (_FILES / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def any_of(name: str) -> str:
    """Give a regular expression for any word of the list, the longest first, as one group."""
    longest_first = sorted(words(name), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
