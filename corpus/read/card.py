"""A card of a document that another library holds: its abstract is all the text there is."""

from corpus.card import COMPLETENESS, Tier, parse_card
from corpus.errors import NoText
from corpus.read.compose import Piece, compose
from corpus.read.extracted import Extracted

FORMAT = "card"


def read_card(raw: bytes) -> Extracted:
    """
    Read a card; one of tier 目录 has no text.

    Raises:
        DamagedFile: It is none of ours.
    """
    held = parse_card(raw)
    declared = (("完整性", COMPLETENESS[held.tier]),)
    if held.tier is Tier.CATALOGUE:
        return Extracted("", (), FORMAT, declared=declared)
    try:
        return compose([Piece(held.abstract)], file_format=FORMAT, declared=declared)
    except NoText:
        return Extracted("", (), FORMAT, declared=declared)
