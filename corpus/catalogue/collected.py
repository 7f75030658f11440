"""Quotations that an actor keeps, with notes, tags and folders, in an order of their own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.column_types import storable
from corpus.catalogue.tables import collected, collected_folders
from corpus.errors import ChangedMeanwhile, CollectedNotFound
from corpus.quotation import Quotation, quotation_values, read_quotation


@dataclass(frozen=True, slots=True)
class Folder:
    """
    A folder of quotations.

    Attributes:
        id: Its number.
        name: Given by whoever made it.
    """

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Collected:
    """
    A quotation that is kept.

    Attributes:
        id: Its number.
        quotation: The words, and where they stand.
        note: What its keeper wrote beside it; may be empty.
        tags: In the order in which they were given.
        folder: Number of its folder; None for none.
        revision: Of note, tags and folder, from 1.
        collected_at: When.
    """

    id: int
    quotation: Quotation
    note: str
    tags: tuple[str, ...]
    folder: int | None
    revision: int
    collected_at: datetime


_COLUMNS = tuple(collected.c[name] for name in Collected.__slots__)


def collect(
    connection: Connection,
    actor: str,
    quotations: Sequence[Quotation],
    *,
    folder: int | None = None,
    now: datetime,
) -> list[int]:
    """Keep quotations behind those that are there; give their numbers."""
    last = select(func.max(collected.c.position)).where(collected.c.actor == actor)
    first = (connection.execute(last).scalar() or 0) + 1
    numbers = []
    for position, quotation in enumerate(quotations, first):
        row: dict[str, Any] = {
            "actor": actor,
            "document_id": quotation.reference.document_id,
            "quotation": quotation_values(quotation),
            "note": "",
            "tags": [],
            "folder": folder,
            "position": position,
            "revision": 1,
            "collected_at": now,
        }
        (number,) = connection.execute(insert(collected), row).inserted_primary_key or (0,)
        numbers.append(int(number))
    return numbers


def of_actor(connection: Connection, actor: str) -> list[Collected]:
    """Give what an actor keeps, in its order."""
    query = select(*_COLUMNS).where(collected.c.actor == actor, collected.c.removed_at.is_(None))
    rows = connection.execute(query.order_by(collected.c.position, collected.c.id))
    return [_collected(row) for row in rows]


def count(connection: Connection, actor: str) -> int:
    """Count what an actor keeps."""
    query = select(func.count()).where(collected.c.actor == actor, collected.c.removed_at.is_(None))
    return int(connection.execute(query).scalar() or 0)


def get(connection: Connection, actor: str, number: int) -> Collected:
    """
    Give a quotation that an actor keeps.

    Raises:
        CollectedNotFound: There is none of this number, or it was removed.
    """
    query = select(*_COLUMNS).where(
        collected.c.actor == actor, collected.c.id == number, collected.c.removed_at.is_(None)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise CollectedNotFound(number)
    return _collected(row)


def change(
    connection: Connection,
    known: Collected,
    *,
    note: str,
    tags: Sequence[str],
    folder: int | None,
    expected: int,
) -> None:
    """
    Change what stands beside a quotation; its words never change.

    Raises:
        ChangedMeanwhile: *expected* is not its revision; nothing was changed.
    """
    if known.revision != expected:
        raise ChangedMeanwhile(expected, known.revision)
    changed = {
        "note": storable(note),
        "tags": [storable(tag) for tag in tags],
        "folder": folder,
        "revision": known.revision + 1,
    }
    connection.execute(update(collected).where(collected.c.id == known.id).values(changed))


def arrange(connection: Connection, actor: str, numbers: Sequence[int]) -> None:
    """Put quotations into an order, in the places that they have; all others stay."""
    query = select(collected.c.id, collected.c.position, collected.c.removed_at)
    rows = connection.execute(
        query.where(collected.c.actor == actor).order_by(collected.c.position, collected.c.id)
    ).all()
    there = {row.id for row in rows if row.removed_at is None}
    named = [number for number in dict.fromkeys(numbers) if number in there]
    moving, places = set(named), iter(named)
    for position, row in enumerate(rows, 1):  # those that were removed keep their places
        number = next(places) if row.id in moving else row.id
        if (number, position) != (row.id, row.position):
            chosen = update(collected).where(collected.c.id == number)
            connection.execute(chosen.values(position=position))


def remove(
    connection: Connection, actor: str, numbers: Collection[int], *, now: datetime
) -> list[int]:
    """Take quotations away; give the numbers of those that were there, for `restore`."""
    known = {each.id for each in of_actor(connection, actor)} & set(numbers)
    _removed_at(connection, actor, known, now)
    return sorted(known)


def renew(
    connection: Connection, actor: str, number: int, quotation: Quotation, *, now: datetime
) -> int:
    """
    Keep another quotation in the place of one, with what stands beside it, and take that away.

    Returns:
        The number of the new one.

    Raises:
        CollectedNotFound: There is none of this number, or it was removed.
    """
    get(connection, actor, number)
    columns = [each for each in collected.c if each.name != "id"]
    row = connection.execute(select(*columns).where(collected.c.id == number)).mappings().one()
    changed = {
        **row,
        "document_id": quotation.reference.document_id,
        "quotation": quotation_values(quotation),
        "collected_at": now,
    }
    (new,) = connection.execute(insert(collected), changed).inserted_primary_key or (0,)
    _removed_at(connection, actor, [number], now)
    return int(new)


def restore(connection: Connection, actor: str, numbers: Collection[int]) -> None:
    """Bring quotations back to where they stood."""
    _removed_at(connection, actor, numbers, None)


def folders(connection: Connection, actor: str) -> list[Folder]:
    """Give an actor's folders, in the order in which they were made."""
    query = select(collected_folders.c.id, collected_folders.c.name)
    rows = connection.execute(
        query.where(collected_folders.c.actor == actor).order_by(collected_folders.c.id)
    )
    return [Folder(*row) for row in rows]


def make_folder(connection: Connection, actor: str, name: str) -> Folder:
    """Make a folder; the one that has the name already is given back."""
    told = storable(name)
    known = next((each for each in folders(connection, actor) if each.name == told), None)
    if known is not None:
        return known
    row = {"actor": actor, "name": told}
    (number,) = connection.execute(insert(collected_folders), row).inserted_primary_key or (0,)
    return Folder(int(number), told)


def remove_folder(connection: Connection, actor: str, number: int) -> Folder | None:
    """Take a folder away, its quotations stay; give it back, None where there is none."""
    gone = next((each for each in folders(connection, actor) if each.id == number), None)
    if gone is not None:
        connection.execute(delete(collected_folders).where(collected_folders.c.id == number))
    return gone


def put_into_folder(
    connection: Connection, actor: str, numbers: Collection[int], folder: int
) -> None:
    """Put quotations into a folder."""
    chosen = collected.c.actor == actor, collected.c.id.in_(tuple(numbers))
    connection.execute(update(collected).where(*chosen).values(folder=folder))


def _removed_at(
    connection: Connection, actor: str, numbers: Collection[int], at: datetime | None
) -> None:
    chosen = collected.c.actor == actor, collected.c.id.in_(tuple(numbers))
    connection.execute(update(collected).where(*chosen).values(removed_at=at))


def _collected(row: Row[Any]) -> Collected:
    return Collected(
        id=row.id,
        quotation=read_quotation(row.quotation),
        note=row.note,
        tags=tuple(row.tags),
        folder=row.folder,
        revision=row.revision,
        collected_at=aware(row.collected_at),
    )
