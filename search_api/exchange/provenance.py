"""From whom a document came, and who holds the whole of it."""

from dataclasses import dataclass

from corpus.actor import Actor
from corpus.card import Tier
from corpus.catalogue import documents, offers, shares, text_requests
from corpus.catalogue.offers import OWN
from corpus.catalogue.shares import Share
from indexer.library import Library
from search_api.exchange.choosing import leading
from search_api.exchange.identity import identity
from search_api.exchange.library_key import in_groups
from search_api.exchange.manifest import OPENING, Hand


@dataclass(frozen=True, slots=True)
class Came:
    """
    How a document came here.

    Attributes:
        identity: The sha256 of the original's bytes.
        title: As its sender has it.
        tier: How much of it is shared.
        is_own: Whether the library holds it itself too.
        hands: From the origin to who gave it.
        abstract: What its text is: the opening, or typed; empty where it is no abstract.
        is_asked: Whether the whole text is asked for.
    """

    identity: str
    title: str
    tier: Tier
    is_own: bool
    hands: tuple[Hand, ...]
    abstract: str
    is_asked: bool

    @property
    def is_whole(self) -> bool:
        """Whether the whole text is here."""
        return self.is_own or self.tier is Tier.WHOLE

    @property
    def holder(self) -> str:
        """Name who holds the whole of it."""
        return self.hands[0].name

    @property
    def relayed_by(self) -> str:
        """Name on whose word alone it rests who gave it before; empty where the origin gave it."""
        return self.hands[-1].name if len(self.hands) > 1 else ""

    @property
    def path(self) -> str:
        """Tell the hands in one line."""
        return " → ".join(each.name for each in self.hands)

    @property
    def shown(self) -> str:
        """The fingerprint of the origin, as it is read out."""
        return in_groups(self.hands[0].fingerprint)


def came_from(library: Library, actor: Actor, document_id: str) -> Came | None:
    """Tell how a document came; None for one that nobody else shares."""
    with library.catalogue.read() as connection:
        if documents.find(connection, document_id, visible_to=actor.visible_to) is None:
            return None
        received = offers.received_as(connection, [document_id]).get(document_id)
        if received is None:
            return None
        offered = offers.offers_of(connection, [received.identity])
        asked = text_requests.open_ones(connection)
    lead = leading(offered.get(received.identity, ()), received)
    if lead is None:
        return None
    kinds = {OPENING: "正文开头", "": ""}
    own = identity(library).fingerprint
    return Came(
        identity=received.identity,
        title=lead.spoken.title,
        tier=lead.item.tier,
        is_own=received.state == OWN,
        hands=lead.item.provenance,
        abstract=kinds.get(lead.item.abstract_source, "共享单位所写"),
        is_asked=(received.identity, own) in {(e.identity, e.asked_by) for e in asked},
    )


def share_of(library: Library, document_id: str) -> Share | None:
    """Tell how this library shares a document; None when it does not."""
    with library.catalogue.read() as connection:
        return shares.of_document(connection, document_id)
