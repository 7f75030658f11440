"""The kind of a document (文种) by its title."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.vocabulary.wordlists import any_of

_QUOTED = re.compile("《[^《》]*》|〈[^〈〉]*〉")
_TRAILING_BRACKET = re.compile(
    r"[（(](?:试行|暂行|修订|草案|摘要|送审稿|征求意见稿|\d{4}年?(?:修订|修正|版)?"
    r"|[一二三四五六七八九十]{1,3}|[0-9—–－-]{4,12}年?|[^（）()]{0,12}(?:通过|修订|修正|发布|摘要))[)）]\s*$"
)
_SUBTITLE_DASH = "——"


@dataclass(frozen=True, slots=True)
class KindNames:
    """
    The names of kinds that the library knows.

    Attributes:
        classes: Name -> the class of documents that it usually makes.
        statutory: The fifteen kinds of official documents.
        variants: Other writings -> the name that counts.
        ending: Matches the longest name at the end of a text.
        statutory_ending: The same for the statutory ones.
    """

    classes: Mapping[str, str]
    statutory: frozenset[str]
    variants: Mapping[str, str]
    ending: re.Pattern[str]
    statutory_ending: re.Pattern[str]


def statutory_kind(title: str) -> str | None:
    """Give the statutory kind that a title ends in, or None."""
    return _ending_in(title, kind_names().statutory_ending)


def kind_of_title(title: str) -> str | None:
    """Give the kind that a title ends in, statutory or not, or None."""
    return _ending_in(title, kind_names().ending)


def is_bare_kind(name: str) -> bool:
    """Tell whether a name says only what a paper is, and nothing of its subject: 实施意见."""
    return _bare_kind().fullmatch(_TRAILING_BRACKET.sub("", name.strip())) is not None


@cache
def _bare_kind() -> re.Pattern[str]:
    names = kind_names()
    kinds = "|".join(sorted([*names.classes, *names.variants], key=len, reverse=True))
    counted = "[0-9一二三四五六七八九十两]{1,4}年?"
    return re.compile(
        f"(?:{counted})?(?:{any_of('generic_names')}|{kinds}){{1,4}}(?<![法例典])(?:试行|暂行)?"
    )


@cache
def kind_names() -> KindNames:
    """Read the names of kinds that come with the program."""
    source = files("corpus.vocabulary") / "document_kinds.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    variants, statutory = table.pop("variants"), table.pop("statutory")
    classes = {name: group for group, names in table.items() for name in names}
    return KindNames(
        classes=classes,
        statutory=frozenset(statutory),
        variants=variants,
        ending=_any_ending([*classes, *variants]),
        statutory_ending=_any_ending([*statutory, *variants]),
    )


def _any_ending(names: list[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest_first)})$")


def _ending_in(title: str, ending: re.Pattern[str]) -> str | None:
    bare = _TRAILING_BRACKET.sub("", title.strip())
    match = ending.search(_QUOTED.sub("", bare).rstrip())
    return kind_names().variants.get(match[0], match[0]) if match else None
