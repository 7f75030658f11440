"""What a package would change, item by item: what a preview shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.catalogue.disagreements import Disagreement
from corpus.catalogue.offers import Offer


class Change(StrEnum):
    """What an item of a package is to this library."""

    NEW = "新增"
    UPDATED = "更新"
    SAME = "相同"
    CONFLICT = "冲突"
    WITHDRAWN = "撤回"
    OWN = "本馆已有"
    REMOVED = "本馆已移除"


@dataclass(frozen=True, slots=True)
class Line:
    """
    An item in the preview.

    Attributes:
        identity: The sha256 of the original's bytes.
        title: The document's.
        tier: How much of it is given; empty when it is taken back.
        change: What it is to this library.
        words: What is to be known of it.
        hands: The names of the libraries through which it came.
        conflicts: What stands here and what the other library says.
    """

    identity: str
    title: str
    tier: str
    change: Change
    words: str = ""
    hands: tuple[str, ...] = ()
    conflicts: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    A package held against the library.

    Attributes:
        lines: An item each, in the order of the package, then what is taken back.
        offers: What the catalogue shall know of the sender's documents.
        counts: Items by change.
    """

    lines: tuple[Line, ...]
    offers: tuple[Offer, ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def conflicts(self) -> list[Disagreement]:
        """All that is in conflict and was not asked before."""
        return [each for line in self.lines for each in line.conflicts]

    @property
    def removed(self) -> frozenset[str]:
        """The identities of what is given and was removed here."""
        return frozenset(each.identity for each in self.lines if each.change is Change.REMOVED)
