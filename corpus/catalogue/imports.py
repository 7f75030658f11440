"""The imports of registers: each time a workbook was taken in, so that it can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.entries import Act, EntryChange, Register, change_of
from corpus.catalogue.tables import entries, entry_changes, imports
from corpus.errors import EntryNotFound

MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Import:
    """
    A workbook that was taken in. By whom is not kept, for its entries may be nobody's.

    Attributes:
        id: Its number.
        register: Into which.
        made_at: When.
        made: How many entries were new.
        changed: How many were changed.
        taken_back_at: When it was taken back; None while it stands.
    """

    id: int
    register: Register
    made_at: datetime
    made: int
    changed: int
    taken_back_at: datetime | None


def begin(
    connection: Connection, register: Register, *, made: int, changed: int, now: datetime
) -> int:
    """Keep that a workbook is taken in; give the number under which its changes are noted."""
    row = {"register": register.value, "made_at": now, "made": made, "changed": changed}
    (number,) = connection.execute(insert(imports), row).inserted_primary_key or (0,)
    return int(number)


def get(connection: Connection, register: Register, number: int) -> Import:
    """
    Give an import.

    Raises:
        EntryNotFound: The register has none of this number.
    """
    chosen = imports.c.id == number, imports.c.register == register.value
    row = connection.execute(select(imports).where(*chosen)).one_or_none()
    if row is None:
        raise EntryNotFound(number)
    return _import(row)


def newest(connection: Connection, register: Register) -> list[Import]:
    """Give the imports of a register, the newest first; only the last twenty."""
    query = select(imports).where(imports.c.register == register.value)
    rows = connection.execute(query.order_by(imports.c.id.desc()).limit(MOST_LISTED))
    return [_import(row) for row in rows]


def changes(connection: Connection, number: int) -> Mapping[int, tuple[EntryChange, ...]]:
    """Give what an import did: number of the entry -> its changes, the oldest first."""
    query = select(entry_changes).where(entry_changes.c.of_import == number)
    found: dict[int, tuple[EntryChange, ...]] = {}
    for row in connection.execute(query.order_by(entry_changes.c.id)):
        found[row.entry] = (*found.get(row.entry, ()), change_of(row))
    return found


def gone_with_theirs(connection: Connection, register: Register) -> frozenset[int]:
    """Give the numbers of the removed entries of which the last change took an import back."""
    newest = select(func.max(entry_changes.c.id)).group_by(entry_changes.c.entry)
    query = (
        select(entries.c.id)
        .join(entry_changes, entry_changes.c.entry == entries.c.id)
        .where(entries.c.register == register.value, entries.c.removed_at.is_not(None))
        .where(entry_changes.c.id.in_(newest), entry_changes.c.act == Act.TAKEN_BACK.value)
    )
    return frozenset(connection.execute(query).scalars())


def take_back(connection: Connection, number: int, *, now: datetime) -> None:
    """Keep that an import was taken back."""
    connection.execute(update(imports).where(imports.c.id == number).values(taken_back_at=now))


def _import(row: Row[Any]) -> Import:
    gone = row.taken_back_at
    return Import(
        id=row.id,
        register=Register(row.register),
        made_at=aware(row.made_at),
        made=row.made,
        changed=row.changed,
        taken_back_at=None if gone is None else aware(gone),
    )
