"""What shall lie here of documents that others share, said in the transaction of their offers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from corpus.catalogue import documents, offers, paths, text_requests
from corpus.catalogue.corrections import USER, load_corrections
from corpus.catalogue.offers import ARRIVING, OWN, REMOVED, WITHDRAWN, Received
from corpus.document import FactValue
from search_api.exchange.choosing import Leading, leading
from search_api.exchange.offered_file import path_of, sha256_of

_ID_DIGITS = 16


def turn_to(
    connection: Connection,
    identities: Iterable[str],
    *,
    now: datetime,
    again: frozenset[str] = frozenset(),
) -> None:
    """
    Say of documents that they shall be as they are offered; `settling.settle` makes them so.

    What nobody shares any more goes at once. What the keeper removed stays away.

    Args:
        connection: Of the transaction that changed the offers.
        identities: Of the documents.
        now: The time.
        again: Of them, those that the keeper removed and takes again.
    """
    wanted = list(dict.fromkeys(identities))
    offered = offers.offers_of(connection, wanted)
    received = offers.received_of(connection, wanted)
    removed = offers.removed_among(connection, received.values()) - again
    own = offers.own_documents(connection, wanted)
    turned = []
    for identity in wanted:
        before = received.get(identity)
        lead = leading(offered.get(identity, ()), before)
        if before is not None and identity in removed and identity not in own:
            turned.append(_removed(connection, before, lead, now))
        elif lead is None:
            if before is not None and before.state != WITHDRAWN:
                turned.append(_leave(connection, before, now))
        elif identity in own:
            turned.append(_as_own(connection, before, lead, now))
        else:
            turned.append(_arriving(connection, before, lead, now))
    offers.put_received(connection, turned)


def _removed(
    connection: Connection, before: Received, lead: Leading | None, now: datetime
) -> Received:
    """Keep a document away that the keeper removed."""
    text_requests.end(connection, before.identity)
    return replace(
        before,
        title=lead.spoken.title if lead else "",
        path=before.path if lead else "",
        document_id=None,
        state=REMOVED,
        said={},
        changed_at=now,
    )


def _leave(connection: Connection, before: Received, now: datetime) -> Received:
    """Let a document go with the last who shared it; what it was called goes too."""
    paths.detach(connection, before.path)
    text_requests.end(connection, before.identity)
    return replace(
        before,
        title="",
        path="",
        document_id=None,
        state=WITHDRAWN,
        lead=None,
        said={},
        changed_at=now,
    )


def _as_own(
    connection: Connection, before: Received | None, lead: Leading, now: datetime
) -> Received:
    """Note where a document is shared that the library holds itself."""
    if before is not None:
        paths.detach(connection, before.path)
    identity = lead.item.identity
    return Received(
        identity=identity,
        title=lead.spoken.title,
        path=_path(before, lead),
        document_id=identity[:_ID_DIGITS],
        state=OWN,
        lead=lead.speaker.sender,
        changed_at=now,
    )


def _arriving(
    connection: Connection, before: Received | None, lead: Leading, now: datetime
) -> Received:
    document_id = sha256_of(lead)[:_ID_DIGITS]
    said = dict(before.said) if before else {}
    if before and before.document_id and before.document_id != document_id:
        said |= _words_of(connection, before.document_id)
    return Received(
        identity=lead.item.identity,
        title=lead.spoken.title,
        path=_path(before, lead),
        document_id=document_id,
        state=ARRIVING,
        lead=lead.speaker.sender,
        changed_at=now,
        said=said,
    )


def _words_of(connection: Connection, document_id: str) -> dict[str, FactValue]:
    """Give what people here said of a document that another file will replace."""
    ordinal = documents.ordinals_of(connection, [document_id]).get(document_id)
    if ordinal is None:
        return {}
    said = load_corrections(connection, [ordinal]).get(ordinal, {})
    return {name: fact.value for name, fact in said.items() if fact.method == USER}


def _path(before: Received | None, lead: Leading) -> str:
    """Say where it shall lie: where it lay, so that one file follows the other."""
    return (before and before.path) or path_of(lead)
