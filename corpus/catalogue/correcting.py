"""What people say of documents, written over what rules found; the index follows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, delete, update

from corpus.catalogue import outbox, parts
from corpus.catalogue.card_columns import drawn_from
from corpus.catalogue.corrections import IMPORT, USER
from corpus.catalogue.tables import documents, facts
from corpus.document import Fact, FactValue
from corpus.partial_dates import day_of

# Field name -> what it is, empty for "it has none", None for what the rules find.
Given = Mapping[str, FactValue | None]


def correct(
    connection: Connection,
    ordinals: Sequence[int],
    given: Given,
    *,
    now: datetime,
    method: str = USER,
    said_on: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """
    Say what fields of documents are; everything that hangs on them moves along.

    Args:
        connection: Of a writing transaction.
        ordinals: The documents, all with the same values.
        given: What each field is; checked already (`corpus.given_values`).
        now: The time of the change.
        method: USER, or IMPORT for what is given with a file.
        said_on: Field name -> the day, ISO, on which it was said, where that is not today.
    """
    said = {name: Fact(value, 1.0, method) for name, value in given.items() if value is not None}
    for ordinal in ordinals:
        told = facts.c.ordinal == ordinal, facts.c.method == method, facts.c.name.in_(given)
        connection.execute(delete(facts).where(*told))
        for name, fact in said.items():
            day = said_on.get(name, day_of(now).isoformat())
            parts.write_facts(connection, ordinal, {name: fact}, said_on=day)
        columns = drawn_from(parts.facts_of(connection, ordinal))
        changed = update(documents).where(documents.c.ordinal == ordinal)
        connection.execute(changed.values(updated_at=now, **columns))
    outbox.put(connection, ordinals)


def grade_import(connection: Connection, ordinal: int, grade: str, *, now: datetime) -> None:
    """Say of which grade a document's source is, as it was given with its file."""
    known = parts.facts_of(connection, ordinal).get("source_grade")
    if known is None or (known.value, known.method) not in ((grade, IMPORT), (grade, USER)):
        correct(connection, [ordinal], {"source_grade": grade}, now=now, method=IMPORT)
