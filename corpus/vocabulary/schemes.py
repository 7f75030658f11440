"""The schemes by which documents are sorted: plain files, a value a line, and the words for it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_FILES = files("corpus.vocabulary")


@dataclass(frozen=True, slots=True)
class Scheme:
    """
    Values, and the words that speak for them.

    Attributes:
        values: In the order of the file.
        words: Word -> the values that it speaks for.
    """

    values: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]


@cache
def scheme(name: str) -> Scheme:
    """Read the scheme *name*: lines `value: word word`; `#` begins a remark."""
    text = (_FILES / f"{name}.txt").read_text(encoding="utf-8")
    words: defaultdict[str, list[str]] = defaultdict(list)
    values = []
    for line in text.splitlines():
        value, colon, told = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        values.append(value)
        for word in told.split():
            words[word].append(value)
    told_by = MappingProxyType({word: tuple(each) for word, each in words.items()})
    return Scheme(tuple(values), told_by)
