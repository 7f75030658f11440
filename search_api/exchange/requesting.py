"""Asking another library for the whole text of what it only lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.card import Tier
from corpus.catalogue import documents, libraries, offers, shares, text_requests
from corpus.catalogue.text_requests import AskedFor
from corpus.errors import WrongValue
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.identity import identity
from search_api.exchange.provenance import came_from


@dataclass(frozen=True, slots=True)
class TextAsked:
    """
    A whole text that is asked for.

    Attributes:
        asked: What and when.
        document_id: Of the document here; None where it is not.
        other: The name of the library that holds it, or that asks.
    """

    asked: AskedFor
    document_id: str | None
    other: str


def ask_for_text(library: Library, actor: Actor, document_id: str) -> AskedFor:
    """
    Ask who holds a document for its whole text; the next package carries it.

    Raises:
        Forbidden: The actor is no keeper.
        DocumentNotFound: There is no such document.
        WrongValue: Its text is here already, or nobody else is known to hold it.
    """
    only_keepers(actor)
    came = came_from(library, actor, document_id)
    if came is None or came.is_whole:
        raise WrongValue("这篇文件的全文已在本馆，或不是别的单位共享的，不必索取。")
    asked = AskedFor(
        identity=came.identity,
        asked_by=identity(library).fingerprint,
        title=came.title,
        holder=came.hands[0].fingerprint,
        actor=actor.id,
        asked_at=library.clock(),
    )
    with library.catalogue.write() as connection:
        text_requests.ask(connection, asked)
    return asked


def withdraw_request(library: Library, actor: Actor, document_id: str) -> bool:
    """Ask no longer; tell whether it was asked."""
    only_keepers(actor)
    came = came_from(library, actor, document_id)
    own = identity(library).fingerprint
    with library.catalogue.write() as connection:
        return came is not None and text_requests.withdraw(connection, came.identity, own)


def texts_asked(library: Library, actor: Actor) -> tuple[list[TextAsked], list[TextAsked]]:
    """List what this library asks of others, and what others ask of it."""
    own = identity(library).fingerprint
    with library.catalogue.read() as connection:
        listed = text_requests.open_ones(connection)
        names = {each.fingerprint: each.name for each in libraries.known_libraries(connection)}
    here = _documents_here(library, actor, [each.identity for each in listed])
    ours, theirs = [], []
    for each in listed:
        id_ = here.get(each.identity)
        if each.asked_by == own:
            ours.append(TextAsked(each, id_, names.get(each.holder, "原发单位")))
        else:
            theirs.append(TextAsked(each, id_, names.get(each.asked_by, each.asked_by)))
    return ours, theirs


def tier_for(library: Library, actor: Actor, keys: Iterable[str]) -> Tier | None:
    """
    Give the tier to propose for documents: the whole where that is asked for.

    Else that at which they are shared, or the least; None where they are shared at several.
    """
    _, theirs = texts_asked(library, actor)
    wanted = {each.document_id for each in theirs}
    with library.catalogue.read() as connection:
        shared = [(key, shares.of_document(connection, key)) for key in keys]
    tiers = {
        Tier.WHOLE if key in wanted else known.tier if known else Tier.CATALOGUE
        for key, known in shared
    }
    return tiers.pop() if len(tiers) == 1 else None


def _documents_here(library: Library, actor: Actor, identities: Sequence[str]) -> Mapping[str, str]:
    """Give of originals the ids of the documents here, cards too, that the actor may see."""
    with library.catalogue.read() as connection:
        cards = offers.received_of(connection, identities)
        ids = {each: each[:16] for each in identities}
        ids |= {each: card.document_id for each, card in cards.items() if card.document_id}
        there = documents.find_many(connection, set(ids.values()), visible_to=actor.visible_to)
    return {name: id_ for name, id_ in ids.items() if id_ in there}
