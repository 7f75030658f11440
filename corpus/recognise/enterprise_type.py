"""The types of the enterprise that a report is about, by what its text says that it is."""

import re
from functools import cache

from corpus.document import Fact, Span
from corpus.vocabulary.schemes import scheme

_SAYS = re.compile(
    "是|为|系|属|获评|评上|入选|认定|获批|获得|成为|纳入|改组|评为|转制|性质[：:]|列入|列为|——|这家|入库|保有|在"
)
_OF_OTHERS = re.compile(
    "其中|引入|培育|联合|带动|所属企业|各省属|送：|全省|全市|全区|前身|几家|家企业"
)
_SENTENCE = re.compile("[^。！？；\n]+")
_GAP = "[^，。；：、]{0,10}"
_REACH = 60  # characters behind the verb in which the type stands
_LOOKED_AT = 1600  # characters of a text that introduce the enterprise
_MOST = 4


def recognise_enterprise_type(title: str, text: str, start: int) -> Fact | None:
    """
    Give the types that a report says of its enterprise: in its title, or where it introduces it.

    Args:
        title: Of the report.
        text: Of its body.
        start: Offset of *text* in the document.
    """
    found = dict.fromkeys(types_named(title))
    spans = []
    for sentence in _SENTENCE.finditer(text[:_LOOKED_AT]):
        says = _SAYS.search(sentence[0])
        if says is None or _OF_OTHERS.search(sentence[0][: says.end()]):
            continue
        told = types_named(sentence[0][says.start() : says.end() + _REACH])
        if told:
            found |= dict.fromkeys(told)
            spans.append(Span(start + sentence.start(), start + sentence.end()))
    if not found:
        return None
    return Fact(tuple(found)[:_MOST], 0.75, "rule", spans[0] if spans else None)


def types_named(text: str) -> list[str]:
    """Give the types that a text names, whoever is of them, in the order of the list."""
    return [value for value, pattern in _patterns() if pattern.search(text)]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give for each type what matches the words for it."""
    types = scheme("enterprise_types")
    words = {
        value: [word for word in types.words if value in types.words[word]]
        for value in types.values
    }
    return tuple(
        (value, re.compile("|".join(re.escape(word).replace("…", _GAP) for word in told)))
        for value, told in words.items()
    )
