"""Which of several libraries' offers of one document are followed."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from corpus.catalogue.offers import Offer, Received
from search_api.exchange.fields import Told
from search_api.exchange.manifest import DocumentItem
from search_api.exchange.manifest_reading import parse_document


@dataclass(frozen=True, slots=True)
class Leading:
    """
    What is followed.

    Attributes:
        offer: Whose file or abstract lies here: that which gives most.
        item: That, read.
        speaker: Whose words its card has: who was followed before, as long as that offer counts.
        spoken: That, read.
    """

    offer: Offer
    item: DocumentItem
    speaker: Offer
    spoken: DocumentItem


def is_overruled(item: DocumentItem, heard: Container[str]) -> bool:
    """Tell whether an offer does not count: it is relayed, and its origin was heard itself."""
    return item.is_relayed and item.origin.fingerprint in heard


def leading(listed: Iterable[Offer], received: Received | None) -> Leading | None:
    """
    Choose among offers, of which those that were taken back tell too; None where none counts.

    Only the last hand of an offer is signed; the hands before are its sender's word. So of a
    library that was heard on a document itself, nobody else tells what it gives, nor that it still
    does. All others count alike, at first hand or not.
    Whose words are on the card stays, so that no order of packages turns a title back and forth;
    where a relay spoke, its origin goes on once that is heard itself.
    """
    known = list(listed)
    heard = {each.sender for each in known}
    items = [(each, parse_document(Told.of(each.item))) for each in known if each.item]
    followed = received.lead if received else None
    counting = []
    for offer, item in items:
        if not is_overruled(item, heard):
            counting.append((offer, item))
        elif offer.sender == followed:
            followed = item.origin.fingerprint
    if not counting:
        return None

    def weight(each: tuple[Offer, DocumentItem]) -> tuple[int, bool, int, str]:
        offer, item = each
        return item.tier.rank, offer.sender == followed, -len(item.provenance), offer.sender

    offer, item = max(counting, key=weight)
    same = [each for each in counting if each[0].sender == followed]
    speaker, spoken = same[0] if same else (offer, item)
    return Leading(offer, item, speaker, spoken)
