"""Entries of the lexicon: terms, groups of aliases, stop words; the bundled and the keeper's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from corpus.text.fold import fold
from corpus.vocabulary.alias_groups import AliasGroup, Relation, bundled_groups
from corpus.vocabulary.lexicon import Lexicon
from corpus.vocabulary.wordlists import words


class EntryKind(StrEnum):
    """What an entry is."""

    TERM = "term"  # the segmenter keeps it whole
    ALIAS = "alias"  # names for one thing
    STOP = "stop"  # a query may lack it


@dataclass(frozen=True, slots=True)
class Entry:
    """
    An entry of the lexicon.

    Attributes:
        kind: What it is.
        word: The term, the stop word, or the canon of the group.
        group: The group of aliases; None for the others.
        is_on: Whether it is in force; a bundled one can be switched off, a candidate refused.
    """

    kind: EntryKind
    word: str
    group: AliasGroup | None = None
    is_on: bool = True

    @classmethod
    def of_group(cls, group: AliasGroup) -> "Entry":
        """Give the entry of a group of aliases."""
        return cls(EntryKind.ALIAS, group.canon, group)

    @property
    def relation(self) -> Relation | None:
        """How the words of its group stand to each other; None where it has no group."""
        return self.group.relation if self.group else None

    @property
    def key(self) -> str:
        """By what it is known: the same word is one entry, however it is written."""
        return ":".join(filter(None, (self.kind.value, self.relation, fold(self.word))))

    def switched(self, *, on: bool) -> "Entry":
        """Give it in force, or not."""
        return replace(self, is_on=on)


@cache
def bundled_entries() -> Mapping[str, Entry]:
    """Give the entries that come with the program, by key."""
    entries = (
        *(Entry(EntryKind.TERM, word) for word in words("policy_terms")),
        *map(Entry.of_group, bundled_groups()),
        *(Entry(EntryKind.STOP, word) for word in words("function_words")),
    )
    return MappingProxyType({entry.key: entry for entry in entries})


def lexicon_of(kept: Iterable[Entry]) -> Lexicon:
    """
    Give the lexicon of the bundled entries, and of the keeper's over them.

    Args:
        kept: The keeper's; one with the key of a bundled one stands in its place.
    """
    chosen = {**bundled_entries(), **{entry.key: entry for entry in kept}}
    in_force = [entry for entry in chosen.values() if entry.is_on]
    return Lexicon.of(
        terms=(each.word for each in in_force if each.kind is EntryKind.TERM),
        groups=(each.group for each in in_force if each.group),
        function_words=(each.word for each in in_force if each.kind is EntryKind.STOP),
    )
