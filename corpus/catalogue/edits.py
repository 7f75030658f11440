"""Corrections as they were made, so that they can be taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from corpus.catalogue.column_types import LARGEST_INTEGER
from corpus.catalogue.correcting import Given, correct
from corpus.catalogue.corrections import USER
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import documents, edits, facts
from corpus.document import FactValue


@dataclass(frozen=True, slots=True)
class Edit:
    """
    A correction of one document or many.

    Attributes:
        id: Its number.
        given: What each field became; None for what the rules find.
        before: Ordinal -> what a person had said of these fields before.
        said_on: Ordinal -> field name -> the day on which that had been said, where known.
        is_undone: Whether it was taken back.
    """

    id: int
    given: Given
    before: Mapping[int, Given]
    said_on: Mapping[int, Mapping[str, str]]
    is_undone: bool


def make(
    connection: Connection, ordinals: Sequence[int], given: Given, *, actor: str, now: datetime
) -> int:
    """Correct documents, and keep what was said of them before; give the number of the edit."""
    row = {
        "actor": actor,
        "made_at": now,
        "given": dict(given),
        "before": [
            [ordinal, said, _days(connection, ordinal, given)]
            for ordinal, said in _said(connection, ordinals, given)
        ],
    }
    made = connection.execute(insert(edits).returning(edits.c.id), row)
    correct(connection, ordinals, given, now=now)
    return int(made.scalar_one())


def find(connection: Connection, number: int) -> Edit | None:
    """Give an edit; None when there is none."""
    if number > LARGEST_INTEGER:
        return None
    row = connection.execute(select(edits).where(edits.c.id == number)).one_or_none()
    if row is None:
        return None
    return Edit(
        id=row.id,
        given=_values(row.given),
        before={ordinal: _values(said) for ordinal, said, *_ in row.before},
        said_on={ordinal: days[0] for ordinal, _, *days in row.before if days},
        is_undone=row.undone_at is not None,
    )


def undo(connection: Connection, edit: Edit, ordinals: Iterable[int], *, now: datetime) -> int:
    """
    Say again of documents what was said before an edit; give of how many.

    A document of which something else was said since is left as it is. The edit counts as taken
    back once something was restored and no document is left that could be.
    """
    asked = set(ordinals)
    standing = [
        ordinal
        for ordinal, said in _said(connection, edit.before, edit.given)
        if _values(said) == edit.given
    ]
    restored = [ordinal for ordinal in standing if ordinal in asked]
    for ordinal in restored:
        days = edit.said_on.get(ordinal, {})
        correct(connection, [ordinal], edit.before[ordinal], now=now, said_on=days)
    if restored and len(restored) == len(standing):
        connection.execute(update(edits).where(edits.c.id == edit.id).values(undone_at=now))
    return len(restored)


def _said(
    connection: Connection, ordinals: Iterable[int], names: Iterable[str]
) -> list[tuple[int, dict[str, FactValue | None]]]:
    """Give what a person says of fields of documents, None where nobody does; not of those gone."""
    found: list[tuple[int, dict[str, FactValue | None]]] = []
    for portion in portions(ordinals):
        there = select(documents.c.ordinal).where(documents.c.ordinal.in_(portion))
        known = {each: dict.fromkeys(names) for each in connection.execute(there).scalars()}
        query = select(facts).where(
            facts.c.ordinal.in_(portion), facts.c.method == USER, facts.c.name.in_(names)
        )
        for row in connection.execute(query):
            known[row.ordinal][row.name] = row.value
        found += known.items()
    return found


def _days(connection: Connection, ordinal: int, names: Iterable[str]) -> dict[str, str]:
    """Give the days on which a person said fields of a document, where they are known."""
    query = select(facts.c.name, facts.c.said_on).where(
        facts.c.ordinal == ordinal,
        facts.c.method == USER,
        facts.c.name.in_(names),
        facts.c.said_on.is_not(None),
    )
    return {row.name: row.said_on for row in connection.execute(query)}


def _values(said: Mapping[str, FactValue | list[str] | None]) -> dict[str, FactValue | None]:
    """Give values as facts have them; in JSON a tuple is a list."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
