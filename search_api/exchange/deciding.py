"""Choosing between what stands here and what another library says."""

from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue import disagreements, documents, libraries, offers
from corpus.catalogue.disagreements import Disagreement
from corpus.errors import DocumentNotFound
from corpus.metadata import LABELS
from indexer.ingest.correction import correct_documents
from indexer.library import Library
from search_api.access import only_keepers

OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """
    A field on which two libraries differ, as it is shown.

    Attributes:
        disagreement: What each says.
        document_id: Of the document here.
        title: Its title here.
        sender: The name of the other library.
    """

    disagreement: Disagreement
    document_id: str
    title: str
    sender: str

    @property
    def label(self) -> str:
        """Name the field."""
        return LABELS[self.disagreement.field]


def open_conflicts(library: Library, actor: Actor) -> list[Conflict]:
    """List what nobody has decided yet, the oldest first, as far as the actor may see it."""
    with library.catalogue.read() as connection:
        listed = disagreements.open_ones(connection)
        identities = [each.identity for each in listed]
        came = offers.received_of(connection, identities)
        names = {each.fingerprint: each.name for each in libraries.known_libraries(connection)}
        ids = {
            each: came[each].document_id or "" if each in came else each[:16] for each in identities
        }
        ordinals = documents.ordinals_of(connection, list(ids.values()))
        cards = documents.cards(connection, list(ordinals.values()), visible_to=actor.visible_to)
    return [
        Conflict(each, card.id, card.title, names.get(each.sender, each.sender))
        for each in listed
        if (card := cards.get(ordinals.get(ids[each.identity], 0)))
    ]


def decide(library: Library, actor: Actor, number: int, *, take_theirs: bool) -> Conflict:
    """
    Choose what stands here from now on; give what was chosen between.

    Raises:
        Forbidden: The actor is no keeper.
        DocumentNotFound: There is nothing to decide under this number.
    """
    only_keepers(actor)
    found = [each for each in open_conflicts(library, actor) if each.disagreement.id == number]
    if not found:
        raise DocumentNotFound(str(number))
    conflict = found[0]
    told = conflict.disagreement
    if take_theirs:
        given = {told.field: told.theirs}
        correct_documents(library, actor, [conflict.document_id], given)
    with library.catalogue.write() as connection:
        decision = THEIRS if take_theirs else OURS
        disagreements.decide(connection, number, decision, now=library.clock())
    return conflict
