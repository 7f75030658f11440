"""What other libraries share with this one, and what of it lies here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select

from corpus.catalogue.cards import aware
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import documents, offers, paths, received

ID_LENGTH = 16  # characters of an identity that are the id of the document of its text
FOLDER = "共享/"  # what lies here because others share it; every path of one's own is absolute
HERE = "present"
ARRIVING = "arriving"  # it is to lie here, and is not all there yet
FAILED = "failed"  # its file could not be taken in
OWN = "own"  # the library holds it itself
WITHDRAWN = "withdrawn"
REMOVED = "removed"  # the keeper took it out; it comes no more unless asked for


@dataclass(frozen=True, slots=True)
class Offer:
    """
    A document that a library shares, or shared.

    Attributes:
        identity: The sha256 of the original's bytes.
        sender: The fingerprint of the library.
        title: The document's.
        digest: Of the item.
        item: As the manifest has it; None when it was withdrawn.
        serial: Of the package that last changed it.
        changed_at: When that came.
    """

    identity: str
    sender: str
    title: str
    digest: str
    item: Mapping[str, Any] | None
    serial: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Received:
    """
    A document that others share, as it lies here.

    Attributes:
        identity: The sha256 of the original's bytes.
        title: The document's.
        path: Where it lies in the library.
        document_id: Of its text or its card here; None when it was withdrawn.
        state: HERE, ARRIVING, FAILED, OWN, WITHDRAWN or REMOVED.
        lead: The fingerprint of the library whose words are on its card.
        changed_at: When that came.
        said: What people here said of its fields, while one file replaces another.
    """

    identity: str
    title: str
    path: str
    document_id: str | None
    state: str
    lead: str | None
    changed_at: datetime
    said: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def put_offers(connection: Connection, given: Iterable[Offer]) -> None:
    """Note what libraries share, in the place of what they shared before."""
    rows = [
        {
            "identity": each.identity,
            "sender": each.sender,
            "title": each.title,
            "digest": each.digest,
            "item": None if each.item is None else dict(each.item),
            "serial": each.serial,
            "changed_at": each.changed_at,
        }
        for each in given
    ]
    if rows:
        keys = [{"one": row["identity"], "by": row["sender"]} for row in rows]
        chosen = offers.c.identity == bindparam("one"), offers.c.sender == bindparam("by")
        connection.execute(delete(offers).where(*chosen), keys)
        connection.execute(insert(offers), rows)


def offers_of(connection: Connection, identities: Iterable[str]) -> dict[str, list[Offer]]:
    """Give what is offered of documents, those withdrawn too."""
    found: dict[str, list[Offer]] = {}
    for portion in portions(identities):
        query = select(offers).where(offers.c.identity.in_(portion)).order_by(offers.c.sender)
        for row in connection.execute(query):
            found.setdefault(row.identity, []).append(_offer(row))
    return found


def offers_by(connection: Connection, sender: str) -> dict[str, Offer]:
    """Give all that a library shares or shared, by identity."""
    query = select(offers).where(offers.c.sender == sender)
    return {row.identity: _offer(row) for row in connection.execute(query)}


def put_received(connection: Connection, given: Iterable[Received]) -> None:
    """Note what lies here, in the place of what was noted before."""
    rows = [
        {
            "identity": each.identity,
            "title": each.title,
            "path": each.path,
            "document_id": each.document_id,
            "state": each.state,
            "lead": each.lead,
            "said": dict(each.said),
            "changed_at": each.changed_at,
        }
        for each in given
    ]
    if rows:
        one = delete(received).where(received.c.identity == bindparam("one"))
        connection.execute(one, [{"one": row["identity"]} for row in rows])
        connection.execute(insert(received), rows)


def received_of(connection: Connection, identities: Iterable[str]) -> dict[str, Received]:
    """Give what lies here of documents, by identity."""
    return {
        row.identity: _received(row)
        for portion in portions(identities)
        for row in connection.execute(select(received).where(received.c.identity.in_(portion)))
    }


def received_for(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Give the ids here of what was received, by the ids under which its text is known."""
    beginning = func.substr(received.c.identity, 1, ID_LENGTH)
    return {
        row.identity[:ID_LENGTH]: row.document_id
        for portion in portions(ids)
        for row in connection.execute(select(received).where(beginning.in_(portion)))
        if row.document_id
    }


def received_as(connection: Connection, ids: Iterable[str]) -> dict[str, Received]:
    """Give what was received as the documents with these ids, by id."""
    return {
        row.document_id: _received(row)
        for portion in portions(ids)
        for row in connection.execute(select(received).where(received.c.document_id.in_(portion)))
    }


def received_in(connection: Connection, state: str) -> list[Received]:
    """List what is in a state, the newest first."""
    query = select(received).where(received.c.state == state)
    ordered = query.order_by(received.c.changed_at.desc(), received.c.identity)
    return [_received(row) for row in connection.execute(ordered)]


def removed_among(connection: Connection, listed: Iterable[Received]) -> set[str]:
    """Give the identities of those that the keeper took out of the library."""
    settled = [each for each in listed if each.state in (HERE, OWN, REMOVED)]
    ids = [each.document_id for each in settled if each.document_id]
    known = {
        id_
        for portion in portions(ids)
        for id_ in connection.execute(
            select(documents.c.id).where(documents.c.id.in_(portion))
        ).scalars()
    }
    return {each.identity for each in settled if each.document_id not in known}


def own_documents(connection: Connection, identities: Iterable[str]) -> dict[str, int]:
    """Give the ordinals of those that lie at a path of this library's own, by identity."""
    own = select(documents.c.sha256, documents.c.ordinal).join_from(documents, paths)
    elsewhere = ~((paths.c.path >= FOLDER) & (paths.c.path < FOLDER[:-1] + "0"))
    return {
        row.sha256: row.ordinal
        for portion in portions(identities)
        for row in connection.execute(own.where(documents.c.sha256.in_(portion), elsewhere))
    }


def held_otherwise(connection: Connection) -> list[str]:
    """Give the identities of what lies here for others' sake, though the library has its own."""
    query = select(received.c.identity).where(received.c.state.in_((HERE, ARRIVING, FAILED)))
    return list(own_documents(connection, connection.execute(query).scalars()))


def _offer(row: Row[Any]) -> Offer:
    told = row._asdict()
    return Offer(**{**told, "changed_at": aware(told["changed_at"])})


def _received(row: Row[Any]) -> Received:
    told = row._asdict()
    return Received(**{**told, "changed_at": aware(told["changed_at"])})
