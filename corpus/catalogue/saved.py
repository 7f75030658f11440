"""Searches that are kept under a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.column_types import storable
from corpus.catalogue.tables import saved_searches


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """
    A search with a name.

    Attributes:
        id: Its number.
        name: Given by whoever saved it.
        asked: Query, filters and order, as JSON has them.
        saved_at: When.
        watermark: Ordinal up to which its actor knows the documents; those beyond are new.
    """

    id: int
    name: str
    asked: Mapping[str, Any]
    saved_at: datetime
    watermark: int


def save(
    connection: Connection,
    actor: str,
    name: str,
    asked: Mapping[str, Any],
    *,
    watermark: int = 0,
    now: datetime,
) -> int:
    """Keep a search of *actor*; give its number."""
    row = {
        "actor": actor,
        "name": storable(name),
        "asked": dict(asked),
        "saved_at": now,
        "watermark": watermark,
    }
    (key,) = connection.execute(insert(saved_searches), row).inserted_primary_key or (0,)
    return int(key)


def saved(connection: Connection, actor: str) -> list[SavedSearch]:
    """Give the searches of *actor* in the order in which they were saved."""
    table = saved_searches
    query = select(table.c.id, table.c.name, table.c.asked, table.c.saved_at, table.c.watermark)
    rows = connection.execute(query.where(table.c.actor == actor).order_by(table.c.id))
    return [SavedSearch(id_, name, asked, aware(at), mark) for id_, name, asked, at, mark in rows]


def raise_watermark(connection: Connection, number: int, watermark: int) -> None:
    """Note that the documents up to *watermark* are known; it never sinks."""
    chosen = saved_searches.c.id == number, saved_searches.c.watermark < watermark
    connection.execute(update(saved_searches).where(*chosen).values(watermark=watermark))


def count(connection: Connection, actor: str) -> int:
    """Count the searches of *actor*."""
    query = select(func.count()).where(saved_searches.c.actor == actor)
    return int(connection.execute(query).scalar() or 0)


def remove(connection: Connection, actor: str, number: int) -> SavedSearch | None:
    """Take a search of *actor* away; give it back, None where there is none."""
    gone = next((each for each in saved(connection, actor) if each.id == number), None)
    if gone is not None:
        connection.execute(delete(saved_searches).where(saved_searches.c.id == number))
    return gone
