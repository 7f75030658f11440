"""The keeper's entries of the lexicon: kept, changed, changed back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import documents, lexicon_changes, lexicon_cut, lexicon_entries
from corpus.vocabulary.alias_groups import AliasGroup, AliasKind, Relation
from corpus.vocabulary.entries import Entry, EntryKind
from corpus.vocabulary.lexicon import Lexicon, bundled_lexicon

_ONLY = 1  # the id of the one row

_REVISION = select(func.max(lexicon_changes.c.id))
_CUT = select(lexicon_cut.c.version, lexicon_cut.c.terms)


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry of the keeper's, and who said it last."""

    entry: Entry
    actor: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class LexiconChange:
    """
    A change of the lexicon.

    Attributes:
        id: Its number.
        actor: Who made it.
        made_at: When.
        is_undone: Whether it was taken back.
        changed: The keeper's entries before and after; None where there was, or is, none.
        recut: How many documents were cut again, of those that who made it may see.
    """

    id: int
    actor: str
    made_at: datetime
    is_undone: bool
    changed: tuple[tuple[Entry | None, Entry | None], ...]
    recut: int


def revision(connection: Connection) -> int:
    """Name the state of the lexicon; 0 before the first change."""
    return connection.execute(_REVISION).scalar_one() or 0


def entries(connection: Connection) -> list[KeptEntry]:
    """Give the keeper's entries, the newest first."""
    query = select(lexicon_entries).order_by(
        lexicon_entries.c.changed_at.desc(), lexicon_entries.c.key
    )
    return [
        KeptEntry(_entry(row), row.actor, aware(row.changed_at))
        for row in connection.execute(query)
    ]


def change(
    connection: Connection, wanted: Mapping[str, Entry | None], *, actor: str, now: datetime
) -> int:
    """
    Let the keeper's entries be so; give the number of the change.

    Args:
        connection: To write with.
        wanted: Key -> the entry, or None where there shall be none of the keeper's.
        actor: Who says so.
        now: When.
    """
    before = _kept(connection, wanted)
    for portion in portions(wanted):
        connection.execute(delete(lexicon_entries).where(lexicon_entries.c.key.in_(portion)))
    rows = [
        {**_columns(entry), "actor": actor, "changed_at": now} for entry in wanted.values() if entry
    ]
    if rows:
        connection.execute(insert(lexicon_entries), rows)
    changed = [[_written(before.get(key)), _written(entry)] for key, entry in wanted.items()]
    row = {"actor": actor, "made_at": now, "changed": changed, "recut": 0}
    made = connection.execute(insert(lexicon_changes).returning(lexicon_changes.c.id), row)
    return int(made.scalar_one())


def changes(connection: Connection, limit: int) -> list[LexiconChange]:
    """Give the newest changes, the newest first."""
    query = select(lexicon_changes).order_by(lexicon_changes.c.id.desc()).limit(limit)
    return [_change(row) for row in connection.execute(query)]


def find_change(connection: Connection, number: int) -> LexiconChange | None:
    """Give a change; None when there is none of this number."""
    query = select(lexicon_changes).where(lexicon_changes.c.id == number)
    row = connection.execute(query).one_or_none()
    return None if row is None else _change(row)


def before(connection: Connection, made: LexiconChange) -> dict[str, Entry | None]:
    """Give what the entries of a change were before it, without those that changed since."""
    asked = {entry.key: (old, new) for old, new in made.changed if (entry := old or new)}
    now = _kept(connection, asked)
    return {key: old for key, (old, new) in asked.items() if now.get(key) == new}


def mark_undone(connection: Connection, number: int, *, now: datetime) -> None:
    """Note that a change was taken back."""
    chosen = update(lexicon_changes).where(lexicon_changes.c.id == number)
    connection.execute(chosen.values(undone_at=now))


def note_recut(connection: Connection, number: int, count: int) -> None:
    """Note how many documents a change has cut again."""
    chosen = update(lexicon_changes).where(lexicon_changes.c.id == number)
    connection.execute(chosen.values(recut=count))


def cut(connection: Connection) -> tuple[str, frozenset[str]] | None:
    """Give version and terms by which all documents are cut; None while it is by the bundled."""
    row = connection.execute(_CUT).one_or_none()
    return None if row is None else (row.version, frozenset(row.terms))


def cut_version(connection: Connection) -> str:
    """Give the version of the lexicon by which all documents are cut."""
    noted = cut(connection)
    return bundled_lexicon().version if noted is None else noted[0]


def record_cut(connection: Connection, lexicon: Lexicon, ordinals: Iterable[int]) -> None:
    """Note by which terms all documents are cut, and which of them must be for that."""
    connection.execute(delete(lexicon_cut))
    row = {"id": _ONLY, "version": lexicon.version, "terms": list(lexicon.terms)}
    connection.execute(insert(lexicon_cut), row)
    for portion in portions(ordinals):
        chosen = update(documents).where(documents.c.ordinal.in_(portion))
        connection.execute(chosen.values(lexicon_version=lexicon.version))


def _kept(connection: Connection, keys: Iterable[str]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for portion in portions(keys):
        query = select(lexicon_entries).where(lexicon_entries.c.key.in_(portion))
        found.update((row.key, _entry(row)) for row in connection.execute(query))
    return found


def _columns(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "kind": entry.kind.value,
        "word": entry.word,
        "alias_group": _group_written(entry.group),
        "is_on": entry.is_on,
    }


def _entry(row: Row[Any]) -> Entry:
    return _read({name: getattr(row, name) for name in ("kind", "word", "alias_group", "is_on")})


def _written(entry: Entry | None) -> dict[str, Any] | None:
    return None if entry is None else _columns(entry)


def _read_or_none(said: Mapping[str, Any] | None) -> Entry | None:
    return None if said is None else _read(said)


def _read(said: Mapping[str, Any]) -> Entry:
    return Entry(
        kind=EntryKind(said["kind"]),
        word=said["word"],
        group=_group_read(said["alias_group"]),
        is_on=said["is_on"],
    )


def _group_written(group: AliasGroup | None) -> dict[str, Any] | None:
    if group is None:
        return None
    return {
        "canon": group.canon,
        "aliases": list(group.aliases),
        "relation": group.relation.value,
        "kind": group.kind.value,
        "weight": group.weight,
        "valid_from": group.valid_from,
        "source": group.source,
    }


def _group_read(said: Mapping[str, Any] | None) -> AliasGroup | None:
    if said is None:
        return None
    return AliasGroup(
        canon=said["canon"],
        aliases=tuple(said["aliases"]),
        relation=Relation(said["relation"]),
        kind=AliasKind(said["kind"]),
        weight=said["weight"],
        valid_from=said["valid_from"],
        source=said["source"],
    )


def _change(row: Row[Any]) -> LexiconChange:
    changed: Sequence[Sequence[Mapping[str, Any] | None]] = row.changed
    return LexiconChange(
        id=row.id,
        actor=row.actor,
        made_at=aware(row.made_at),
        is_undone=row.undone_at is not None,
        changed=tuple((_read_or_none(old), _read_or_none(new)) for old, new in changed),
        recut=row.recut,
    )
