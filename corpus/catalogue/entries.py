"""The registers: numbered entries, each with a state, a day until when, and all its changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import entries, entry_changes
from corpus.errors import EntryNotFound


class Register(StrEnum):
    """What a register lists."""

    PROPOSAL = "proposal"  # 建言献策
    DECISION = "decision"  # 议定事项
    RECOMMENDATION = "recommendation"  # 典型推广
    GAP = "gap"  # 资料缺口


class Act(StrEnum):
    """What was done to an entry."""

    MADE = "made"
    CHANGED = "changed"
    REMOVED = "removed"
    RESTORED = "restored"
    TAKEN_BACK = "taken_back"  # what an import did


@dataclass(frozen=True, slots=True)
class Entry:
    """
    An entry of a register.

    Attributes:
        id: Its number in the catalogue.
        register: Where it stands.
        serial: The number by which people name it (编号); unique in its register.
        state: Of those of its register.
        due: Until when, a day in ISO form; None where nothing is said.
        paper: The id of what it came out of, as a decision out of a meeting; None otherwise.
        content: As JSON has it, in the form of its register.
        revision: From 1, raised by every change.
        created_at: When it was entered.
        updated_at: When it was changed last.
    """

    id: int
    register: Register
    serial: str
    state: str
    due: str | None
    paper: int | None
    content: Mapping[str, Any]
    revision: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Drafted:
    """What of an entry is the register's to say: its columns before it has an id."""

    serial: str
    state: str
    due: str | None
    paper: int | None
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """
    What a change made of a field.

    Attributes:
        name: The field's, in the form of the register.
        before: Its value, as JSON has it; None where it had none.
        after: Its value since.
    """

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class EntryChange:
    """
    A change of an entry.

    Attributes:
        revision: Of the entry afterwards.
        made_at: When.
        actor: Who; None where nobody is to be known by it.
        act: What was done.
        changed: The fields that differ since.
        of_import: The number of the import that made it; None where a person did.
    """

    revision: int
    made_at: datetime
    actor: str | None
    act: Act
    changed: tuple[FieldChange, ...]
    of_import: int | None = None


_COLUMNS = tuple(entries.c[name] for name in Entry.__slots__)
_THERE = entries.c.removed_at.is_(None)


def make(connection: Connection, register: Register, drafted: Drafted, *, now: datetime) -> Entry:
    """Enter something new; whoever asks has looked that its serial is free."""
    row = {"register": register.value, "revision": 1, "created_at": now, "updated_at": now}
    (number,) = connection.execute(
        insert(entries), {**row, **_drawn(drafted)}
    ).inserted_primary_key or (0,)
    return get(connection, register, int(number))


def change(connection: Connection, entry: Entry, drafted: Drafted, *, now: datetime) -> Entry:
    """Give an entry other content; whoever asks has looked at its revision."""
    changed = {**_drawn(drafted), "revision": entry.revision + 1, "updated_at": now}
    connection.execute(update(entries).where(entries.c.id == entry.id).values(changed))
    return get(connection, entry.register, entry.id)


def get(
    connection: Connection, register: Register, number: int, *, is_removed: bool = False
) -> Entry:
    """
    Give an entry; one that was removed only where that is said.

    Raises:
        EntryNotFound: The register has none of this number, or it was removed, or was not.
    """
    there = entries.c.removed_at.is_not(None) if is_removed else _THERE
    chosen = entries.c.id == number, entries.c.register == register.value, there
    row = connection.execute(select(*_COLUMNS).where(*chosen)).one_or_none()
    if row is None:
        raise EntryNotFound(number)
    return _entry(row)


def listed(connection: Connection, register: Register, *, paper: int | None = None) -> list[Entry]:
    """Give the entries of a register, or of one paper, the one entered last first."""
    query = select(*_COLUMNS).where(entries.c.register == register.value, _THERE)
    chosen = query if paper is None else query.where(entries.c.paper == paper)
    return [_entry(row) for row in connection.execute(chosen.order_by(entries.c.id.desc()))]


def many(connection: Connection, register: Register, numbers: Sequence[int]) -> list[Entry]:
    """Give the entries of some numbers, in their order; those that are not there are left out."""
    found: dict[int, Entry] = {}
    for portion in portions(numbers):
        query = select(*_COLUMNS).where(entries.c.register == register.value, _THERE)
        rows = connection.execute(query.where(entries.c.id.in_(portion)))
        found |= {row.id: _entry(row) for row in rows}
    return [found[number] for number in numbers if number in found]


def serials(connection: Connection, register: Register) -> dict[str, int]:
    """Give every serial that was ever given, those of removed entries too, with its entry."""
    query = select(entries.c.serial, entries.c.id).where(entries.c.register == register.value)
    return {row.serial: row.id for row in connection.execute(query)}


def count(connection: Connection, register: Register) -> int:
    """Count the entries of a register."""
    query = select(func.count()).where(entries.c.register == register.value, _THERE)
    return int(connection.execute(query).scalar() or 0)


def remove(connection: Connection, entry: Entry, *, now: datetime) -> None:
    """Take an entry out of its register; `restore` brings it back as it was."""
    connection.execute(update(entries).where(entries.c.id == entry.id).values(removed_at=now))


def restore(connection: Connection, register: Register, number: int) -> Entry:
    """
    Bring a removed entry back.

    Raises:
        EntryNotFound: The register has none of this number, or it is not removed.
    """
    gone = entries.c.register == register.value, entries.c.removed_at.is_not(None)
    chosen = update(entries).where(entries.c.id == number, *gone)
    if not connection.execute(chosen.values(removed_at=None)).rowcount:
        raise EntryNotFound(number)
    return get(connection, register, number)


def note(
    connection: Connection,
    entry: Entry,
    act: Act,
    changed: Sequence[FieldChange] = (),
    *,
    actor: str | None,
    now: datetime,
    of_import: int | None = None,
) -> None:
    """Keep what was done to an entry."""
    row = {
        "entry": entry.id,
        "revision": entry.revision,
        "made_at": now,
        "actor": actor,
        "act": act.value,
        "changed": _told(changed),
        "of_import": of_import,
    }
    connection.execute(insert(entry_changes), row)


def history(connection: Connection, entry: Entry) -> list[EntryChange]:
    """Give every change of an entry, the newest first."""
    return [made for _, made in _changes(connection, entry)][::-1]


def state(connection: Connection) -> str:
    """Give a text that changes with every change of any register."""
    return str(connection.execute(select(func.max(entry_changes.c.id))).scalar() or 0)


def forget(
    connection: Connection, entry: Entry, is_forgotten: Callable[[FieldChange], bool]
) -> None:
    """Take changes of fields out of the history of an entry for good, and who made any change."""
    for number, made in _changes(connection, entry):
        left = tuple(each for each in made.changed if not is_forgotten(each))
        values = {"changed": _told(left), "actor": None}
        connection.execute(update(entry_changes).where(entry_changes.c.id == number).values(values))


def removed(connection: Connection, register: Register) -> list[Entry]:
    """Give the entries that were taken out of a register, the one taken out last first."""
    gone = entries.c.register == register.value, entries.c.removed_at.is_not(None)
    query = select(*_COLUMNS).where(*gone).order_by(entries.c.removed_at.desc())
    return [_entry(row) for row in connection.execute(query)]


def _changes(connection: Connection, entry: Entry) -> list[tuple[int, EntryChange]]:
    query = select(entry_changes).where(entry_changes.c.entry == entry.id)
    return [
        (row.id, change_of(row)) for row in connection.execute(query.order_by(entry_changes.c.id))
    ]


def change_of(row: Row[Any]) -> EntryChange:
    """Read a change as it is kept."""
    changed = tuple(FieldChange(*each) for each in row.changed)
    made_at = aware(row.made_at)
    return EntryChange(row.revision, made_at, row.actor, Act(row.act), changed, row.of_import)


def _told(changed: Iterable[FieldChange]) -> list[list[Any]]:
    return [[each.name, each.before, each.after] for each in changed]


def _drawn(drafted: Drafted) -> dict[str, Any]:
    return {
        "serial": drafted.serial,
        "state": drafted.state,
        "due": drafted.due,
        "paper": drafted.paper,
        "content": dict(drafted.content),
    }


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        register=Register(row.register),
        serial=row.serial,
        state=row.state,
        due=row.due,
        paper=row.paper,
        content=row.content,
        revision=row.revision,
        created_at=aware(row.created_at),
        updated_at=aware(row.updated_at),
    )
