"""Which of several libraries' offers of one document are followed."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.card import Tier
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


def leading(listed: Iterable[Offer], received: Received | None) -> Leading | None:
    """
    Choose among offers, of which those that were taken back tell too; None where none counts.

    Only the last hand of an offer is signed. So where a library offers a document as its own, the
    words of others on who gave it to them do not count beside, but a text does, for its bytes are
    known by their hash; and of a library that was heard on a document itself, nobody else tells
    what it gives, nor that it still does.
    Whose words are on the card stays, so that no order of packages turns a title back and forth.
    """
    known = list(listed)
    heard = {each.sender for each in known}
    items = [(each, parse_document(Told.of(each.item))) for each in known if each.item]
    direct = [each for each in items if not each[1].is_relayed]
    relayed = [
        each for each in items if each[1].is_relayed and each[1].origin.fingerprint not in heard
    ]
    speaking = direct or relayed
    if not speaking:
        return None
    texts = [each for each in relayed if each[1].tier is Tier.WHOLE]
    followed = received.lead if received else None

    def weight(each: tuple[Offer, DocumentItem]) -> tuple[int, bool, int, str]:
        offer, item = each
        return item.tier.rank, offer.sender == followed, -len(item.provenance), offer.sender

    offer, item = max([*speaking, *texts], key=weight)
    same = [each for each in speaking if each[0].sender == followed]
    speaker, spoken = same[0] if same else max(speaking, key=weight)
    return Leading(offer, item, speaker, spoken)
