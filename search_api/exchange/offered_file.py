"""The file that lies here for an offer: the original, or a small one of our own that says of it."""

import hashlib

from corpus.card import HeldElsewhere, Tier, card_bytes
from corpus.catalogue.offers import FOLDER
from search_api.exchange.choosing import Leading


def path_of(lead: Leading) -> str:
    """Say where a document shall lie: under its origin, and by itself, for names may be equal."""
    origin = lead.item.origin
    name = origin.name.replace("/", "_")
    folder = f"{name} {origin.fingerprint[:8]}/{lead.item.identity}"
    return f"{FOLDER}{folder}/{lead.item.file_name}"


def card_of(lead: Leading) -> bytes:
    """Write the file that stands for what is held elsewhere."""
    item = lead.item
    return card_bytes(HeldElsewhere(item.identity, item.tier, item.abstract))


def sha256_of(lead: Leading) -> str:
    """Give the hash of the file that shall lie here."""
    if lead.item.tier is Tier.WHOLE:
        return lead.item.identity
    return hashlib.sha256(card_of(lead)).hexdigest()
