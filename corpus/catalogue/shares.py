"""What this library gives to others, document by document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from corpus.card import Tier
from corpus.catalogue.cards import aware
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import shares


@dataclass(frozen=True, slots=True)
class Share:
    """
    A document that is shared, or was.

    Attributes:
        identity: The sha256 of the original's bytes, wherever it is held.
        document_id: Of the document here.
        tier: How much of it.
        abstract: As the sharer typed it; None takes the opening of the text.
        since: When it was first shared.
        withdrawn_at: When it was taken back; None while it is shared.
        digest: Of what the last package said of it; None before the first.
        serial: Of the package that first said so.
        given_on: The day of that package, ISO.
    """

    identity: str
    document_id: str
    tier: Tier
    abstract: str | None
    since: datetime
    withdrawn_at: datetime | None = None
    digest: str | None = None
    serial: int | None = None
    given_on: str | None = None


def put(connection: Connection, shared: Sequence[Share]) -> None:
    """
    Share documents, or share them at another tier.

    Which package first told of them stays known; what it said does not hold for another tier.
    """
    listed = entries(connection, [one.identity for one in shared])
    known = {each.identity: each for each in listed}
    new = [_row(each) for each in shared if each.identity not in known]
    if new:
        connection.execute(insert(shares), new)
    again = [
        {"key": each.identity, **_asked(each), "said": _still_said(known[each.identity], each)}
        for each in shared
        if each.identity in known
    ]
    if again:
        one = update(shares).where(shares.c.identity == bindparam("key"))
        connection.execute(one.values(withdrawn_at=None, digest=bindparam("said")), again)


def withdraw(connection: Connection, identities: Iterable[str], *, now: datetime) -> None:
    """Share documents no longer; the next package says so."""
    for portion in portions(identities):
        chosen = shares.c.identity.in_(portion), shares.c.withdrawn_at.is_(None)
        connection.execute(update(shares).where(*chosen).values(withdrawn_at=now))


def note_given(connection: Connection, given: Iterable[Share]) -> None:
    """Note what a package said of documents."""
    rows = [
        {"key": each.identity, "said": each.digest, "by": each.serial, "day": each.given_on}
        for each in given
    ]
    if rows:
        one = update(shares).where(shares.c.identity == bindparam("key"))
        values: dict[str, object] = {
            "digest": bindparam("said"),
            "serial": bindparam("by"),
            "given_on": bindparam("day"),
        }
        connection.execute(one.values(values), rows)


def follow(connection: Connection, documents: Mapping[str, str]) -> None:
    """Say which documents here stand for identities, where other files came in their places."""
    rows = [{"key": identity, "now": id_} for identity, id_ in documents.items()]
    if rows:
        one = update(shares).where(shares.c.identity == bindparam("key"))
        connection.execute(one.values(document_id=bindparam("now")), rows)


def entries(connection: Connection, identities: Iterable[str] | None = None) -> list[Share]:
    """List what is shared and what once was, the oldest first, or those of *identities*."""
    query = select(shares).order_by(shares.c.since, shares.c.identity)
    if identities is None:
        return [_share(row) for row in connection.execute(query)]
    return [
        _share(row)
        for portion in portions(identities)
        for row in connection.execute(query.where(shares.c.identity.in_(portion)))
    ]


def of_document(connection: Connection, document_id: str) -> Share | None:
    """Tell how a document is shared; None when it is not."""
    query = select(shares).where(
        shares.c.document_id == document_id, shares.c.withdrawn_at.is_(None)
    )
    row = connection.execute(query).first()
    return None if row is None else _share(row)


def _row(share: Share) -> dict[str, object]:
    return {"identity": share.identity, "since": share.since, **_asked(share)}


def _still_said(before: Share, now: Share) -> str | None:
    return before.digest if before.tier is now.tier else None


def _asked(share: Share) -> dict[str, object]:
    return {
        "document_id": share.document_id,
        "tier": share.tier.value,
        "abstract": share.abstract,
    }


def _share(row: Row[Any]) -> Share:
    told = row._asdict()
    withdrawn = told["withdrawn_at"]
    return Share(
        **{
            **told,
            "tier": Tier(told["tier"]),
            "since": aware(told["since"]),
            "withdrawn_at": withdrawn and aware(withdrawn),
        }
    )
