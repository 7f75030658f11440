"""Which of several libraries' offers of one document is followed."""

from collections.abc import Iterable
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
        speaker: Whose words its card has: the newest word of the same origin.
        spoken: That, read.
    """

    offer: Offer
    item: DocumentItem
    speaker: Offer
    spoken: DocumentItem


def leading(listed: Iterable[Offer], received: Received | None) -> Leading | None:
    """
    Choose among offers; None where nothing is offered any more.

    What is followed already goes on unless another gives more, so that no order of packages turns
    a title back and forth.
    """
    items = [(each, parse_document(Told.of(each.item))) for each in listed if each.item]
    if not items:
        return None
    followed = received.lead if received else None
    origin = next((i.origin.fingerprint for o, i in items if o.sender == followed), None)

    def weight(each: tuple[Offer, DocumentItem]) -> tuple[int, bool, int, str]:
        offer, item = each
        is_same = item.origin.fingerprint == origin
        return item.tier.rank, is_same, -len(item.provenance), offer.sender

    offer, item = max(items, key=weight)
    same = [each for each in items if each[1].origin.fingerprint == item.origin.fingerprint]
    speaker, spoken = max(
        same, key=lambda each: (each[1].origin.serial, each[0] is offer, each[0].sender)
    )
    return Leading(offer, item, speaker, spoken)
