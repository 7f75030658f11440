"""Names for one thing: groups of words of which a search for one finds the others too."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from corpus.vocabulary.occasions import meetings, plan_periods


class Relation(StrEnum):
    """How the words of a group stand to each other."""

    EQUAL = "equal"  # each finds all
    NARROWER = "narrower"  # the canon also finds the others, not the other way round
    RELATED = "related"  # not looked for, only offered


class AliasKind(StrEnum):
    """What a group names."""

    ALIAS = "alias"
    MEETING = "meeting"
    PLAN = "plan"
    ISSUER = "issuer"


WEIGHTS: Mapping[Relation, float] = MappingProxyType(
    {Relation.EQUAL: 0.8, Relation.NARROWER: 0.7, Relation.RELATED: 0.0}
)


@dataclass(frozen=True, slots=True)
class AliasGroup:
    """
    Words that belong together.

    Attributes:
        canon: The word that the group is known by.
        aliases: The other words.
        relation: How they stand to it.
        kind: What they name.
        weight: Of the others relative to what was typed, from 0 to 1.
        valid_from: Since when, a partial ISO date; empty where it always holds.
        source: Who says so.
    """

    canon: str
    aliases: tuple[str, ...]
    relation: Relation = Relation.EQUAL
    kind: AliasKind = AliasKind.ALIAS
    weight: float = WEIGHTS[Relation.EQUAL]
    valid_from: str = ""
    source: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The canon and its aliases."""
        return (self.canon, *self.aliases)


@cache
def bundled_groups() -> tuple[AliasGroup, ...]:
    """Give the groups that come with the program, those made by rule included."""
    text = (files("corpus.vocabulary") / "aliases.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    written = (_group(each, tables["source"]) for each in tables["group"])
    made = (*_made(plan_periods(), AliasKind.PLAN), *_made(meetings(), AliasKind.MEETING))
    return (*written, *made)


def _group(given: Mapping[str, Any], source: str) -> AliasGroup:
    relation = Relation(given.get("relation", "equal"))
    return AliasGroup(
        canon=given["canon"],
        aliases=tuple(given["alias"]),
        relation=relation,
        kind=AliasKind(given.get("kind", "alias")),
        weight=given.get("weight", WEIGHTS[relation]),
        valid_from=given.get("valid_from", ""),
        source=given.get("source", source),
    )


def _made(named: Iterable[tuple[tuple[str, ...], str]], kind: AliasKind) -> Iterable[AliasGroup]:
    for (canon, *others), begun in named:
        yield AliasGroup(canon, tuple(others), kind=kind, valid_from=begun, source="按规则生成")
