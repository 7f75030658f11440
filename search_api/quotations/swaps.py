"""What was put in the place of something of its kind: a figure, an enterprise, a place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.document import Span
from corpus.recognise.region import find_places
from corpus.text.alignment import Edit
from corpus.text.figures import FIGURE, value
from corpus.text.letters import letters
from corpus.vocabulary.enterprises import Enterprises

_NARROW = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_ENTERPRISE = re.compile(
    "[一-鿿（）()]{2,16}?(?:集团有限公司|股份有限公司|有限责任公司|有限公司|集团|公司)"
)
# What is no name: 国有资本控股公司, 所属子公司
_GENERIC = re.compile(
    "国有|独资|控股|参股|资本|出资|[所下直]属|上市|[母子分总本该各外国]公司|企业集团"
)
# What leads to a name and is no part of it: 按照集团公司, 贯彻赤岩集团
_LEAD = re.compile(
    "^.*(?:根据|依据|依照|按照|遵照|参照|对照|符合|违反|执行|贯彻|落实|结合|围绕|报请|提请|传达|学习)"
)
_NAMELESS = re.compile(
    "(?:[中省市区县央]属|中央|上级|所在|我们?|[各本该原全省市区县])*集团(?:有限)?(?:公司)?"
)


class SwapKind(StrEnum):
    """What kind of thing it is."""

    FIGURE = "figure"
    ENTERPRISE = "enterprise"
    PLACE = "place"
    WRITING = "writing"  # the same figure, written otherwise


@dataclass(frozen=True, slots=True)
class Swap:
    """
    A thing in the place of another one.

    Attributes:
        kind: Of both.
        given: As the checked text has it.
        source: As the source has it.
    """

    kind: SwapKind
    given: str
    source: str


def find_swaps(
    given: str, source: str, edits: Sequence[Edit], names: Enterprises
) -> tuple[tuple[Swap, ...], Mapping[Edit, int]]:
    """
    Find what was swapped, and how much of the edits it accounts for.

    Args:
        given: The checked text.
        source: The source's.
        edits: Where they differ.
        names: What enterprises are called.

    Returns:
        The swaps; and for each edit that touches one its letters outside of it, which no swap
        explains.
    """
    if not edits:
        return (), {}
    mine, theirs = _things(given, names), _things(source, names)
    found: dict[Swap, None] = {}
    left: dict[Edit, int] = {}
    for edit in edits:
        if told := _swap(given, source, edit, mine, theirs):
            swap, left[edit] = told
            found[swap] = None
    return tuple(found), left


Thing = tuple[SwapKind, Span]


def _swap(
    given: str, source: str, edit: Edit, mine: Sequence[Thing], theirs: Sequence[Thing]
) -> tuple[Swap, int] | None:
    """Give the swap that explains most of an edit, and how many letters it leaves; None if none."""
    best: tuple[Swap, int] | None = None
    for kind, span in mine:
        if not _touches(span, edit.one):
            continue
        for other, there in theirs:
            if other is kind and _touches(there, edit.other):
                swap = _pair(kind, given[span.start : span.end], source[there.start : there.end])
                left = max(_outside(span, edit.one), _outside(there, edit.other))
                is_told = swap and not (swap.kind is SwapKind.WRITING and left)
                if swap and is_told and (best is None or left < best[1]):
                    best = swap, left
    return best


def _pair(kind: SwapKind, one: str, other: str) -> Swap | None:
    """Give two things of a kind as a swap; None where they are the same."""
    if letters(one) == letters(other):
        return None
    is_writing = kind is SwapKind.FIGURE and _is_one_value(one, other)
    return Swap(SwapKind.WRITING if is_writing else kind, one.strip(), other.strip())


def _is_one_value(one: str, other: str) -> bool:
    known = value(one)
    return known is not None and known == value(other)


def _outside(thing: Span, edit: Span) -> int:
    """Count the letters of an edit that lie outside of a thing."""
    within = min(thing.end, edit.end) - max(thing.start, edit.start)
    return edit.end - edit.start - max(within, 0)


def _touches(thing: Span, edit: Span) -> bool:
    """Tell whether an edit lies in a thing; an empty one at its border does too."""
    if edit.start == edit.end:
        return thing.start <= edit.start <= thing.end
    return thing.start < edit.end and edit.start < thing.end


@lru_cache(maxsize=256)
def _things(text: str, names: Enterprises) -> tuple[Thing, ...]:
    """Give what of a text may be swapped; a sentence is compared with several passages."""
    named = [*_known(names).finditer(text)]
    named += [match for match in _ENTERPRISE.finditer(text) if not is_generic(match[0])]
    figures = FIGURE.finditer(text.translate(_NARROW))
    return (
        *((SwapKind.ENTERPRISE, Span(*match.span())) for match in named),
        *((SwapKind.PLACE, each.span) for each in find_places(text, short=True) if each.known),
        *((SwapKind.FIGURE, Span(*match.span())) for match in figures),
    )


def is_generic(name: str) -> bool:
    """Tell whether what ends as the name of an enterprise does is none: 国有独资公司, 集团公司."""
    own = without_lead(name)
    return _GENERIC.search(own) is not None or _NAMELESS.fullmatch(own) is not None


def without_lead(name: str) -> str:
    """Give the name of an enterprise without what leads to it."""
    return _LEAD.sub("", name)


@lru_cache(maxsize=4)
def _known(names: Enterprises) -> re.Pattern[str]:
    longest_first = sorted((each for each in names.names if len(each) > 2), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or "(?!)")
