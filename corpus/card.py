"""A document that another library holds, as a small file: at tier 摘要 its abstract, no more."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.errors import DamagedFile
from corpus.metadata import ABSTRACT_ONLY, CATALOGUE_ONLY

MAGIC = b"XUEJIAN CARD 1\n"
LONGEST_ABSTRACT = 2_000  # characters


class Tier(StrEnum):
    """How much of a document is shared."""

    CATALOGUE = "目录"
    ABSTRACT = "摘要"
    WHOLE = "全文"

    @property
    def rank(self) -> int:
        """Order tiers by how much they give."""
        return tuple(Tier).index(self)


COMPLETENESS = {Tier.CATALOGUE: CATALOGUE_ONLY, Tier.ABSTRACT: ABSTRACT_ONLY}


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """
    What is known of a document of which the text is not here.

    Attributes:
        identity: The sha256 of the original's bytes.
        tier: 目录 or 摘要.
        abstract: At 摘要; empty at 目录.
    """

    identity: str
    tier: Tier
    abstract: str = ""


def card_bytes(held: HeldElsewhere) -> bytes:
    """Write it as a file: the same bytes for the same card."""
    told = {"identity": held.identity, "tier": held.tier, "abstract": held.abstract}
    return MAGIC + json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def parse_card(raw: bytes) -> HeldElsewhere:
    """
    Read such a file.

    Raises:
        DamagedFile: It is none of ours.
    """
    try:
        told: dict[str, Any] = json.loads(raw.removeprefix(MAGIC))
        held = HeldElsewhere(str(told["identity"]), Tier(told["tier"]), str(told["abstract"]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DamagedFile("目录卡片已损坏。请让交换包的发送单位重新发送。") from error
    if held.tier is Tier.WHOLE or len(held.abstract) > LONGEST_ABSTRACT:
        raise DamagedFile("目录卡片的内容不合规定。请让交换包的发送单位重新发送。")
    return held
