"""Whole texts that are asked for: here of others, and by others of this library."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import text_requests


@dataclass(frozen=True, slots=True)
class AskedFor:
    """
    A whole text that somebody asks for.

    Attributes:
        identity: The sha256 of the original's bytes.
        asked_by: The fingerprint of the library that asks.
        title: The document's.
        holder: The fingerprint of the library that is asked.
        actor: Who asked here; None for what another library asks.
        asked_at: When.
        answered_at: When the text came or was shared; None while it is open.
    """

    identity: str
    asked_by: str
    title: str
    holder: str
    actor: str | None
    asked_at: datetime
    answered_at: datetime | None = None


def ask(connection: Connection, asked: AskedFor) -> None:
    """Ask for a text, once."""
    withdraw(connection, asked.identity, asked.asked_by)
    connection.execute(
        insert(text_requests),
        {
            "identity": asked.identity,
            "asked_by": asked.asked_by,
            "title": asked.title,
            "holder": asked.holder,
            "actor": asked.actor,
            "asked_at": asked.asked_at,
            "answered_at": asked.answered_at,
        },
    )


def withdraw(connection: Connection, identity: str, asked_by: str) -> bool:
    """Ask no longer; tell whether it was asked."""
    chosen = text_requests.c.identity == identity, text_requests.c.asked_by == asked_by
    return connection.execute(delete(text_requests).where(*chosen)).rowcount > 0


def forget_of(connection: Connection, asked_by: str) -> None:
    """Forget what a library asked for: its newest package says it anew."""
    connection.execute(delete(text_requests).where(text_requests.c.asked_by == asked_by))


def end(connection: Connection, identity: str) -> None:
    """Forget who asked for a text that nobody gives any longer."""
    connection.execute(delete(text_requests).where(text_requests.c.identity == identity))


def answered(connection: Connection, identities: Iterable[str], *, now: datetime) -> None:
    """Note that texts came."""
    for portion in portions(identities):
        chosen = text_requests.c.identity.in_(portion), text_requests.c.answered_at.is_(None)
        connection.execute(update(text_requests).where(*chosen).values(answered_at=now))


def open_ones(connection: Connection, asked_by: str | None = None) -> list[AskedFor]:
    """List what is still asked for, the oldest first; by one library, or by all."""
    query = select(text_requests).where(text_requests.c.answered_at.is_(None))
    if asked_by is not None:
        query = query.where(text_requests.c.asked_by == asked_by)
    ordered = query.order_by(text_requests.c.asked_at, text_requests.c.identity)
    return [
        AskedFor(
            row.identity,
            row.asked_by,
            row.title,
            row.holder,
            row.actor,
            aware(row.asked_at),
            row.answered_at and aware(row.answered_at),
        )
        for row in connection.execute(ordered)
    ]
