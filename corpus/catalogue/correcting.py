"""What people say of documents, written over what rules found; the index follows."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, update

from corpus.catalogue import outbox, parts
from corpus.catalogue.card_columns import drawn_from
from corpus.catalogue.corrections import USER
from corpus.catalogue.tables import documents, facts
from corpus.document import FactValue

# Field name -> what it is, empty for "it has none", None for what the rules find.
Given = Mapping[str, FactValue | None]


def correct(
    connection: Connection, ordinals: Sequence[int], given: Given, *, now: datetime
) -> None:
    """
    Say what fields of documents are; everything that hangs on them moves along.

    Args:
        connection: Of a writing transaction.
        ordinals: The documents, all with the same values.
        given: What each field is; checked already (`corpus.given_values`).
        now: The time of the change.
    """
    for ordinal in ordinals:
        told = facts.c.ordinal == ordinal, facts.c.method == USER, facts.c.name.in_(given)
        connection.execute(delete(facts).where(*told))
        rows = [
            {
                "ordinal": ordinal,
                "name": name,
                "method": USER,
                "value": value if isinstance(value, str) else list(value),
                "confidence": 1.0,
            }
            for name, value in given.items()
            if value is not None
        ]
        if rows:
            connection.execute(insert(facts), rows)
        columns = drawn_from(parts.facts_of(connection, ordinal))
        changed = update(documents).where(documents.c.ordinal == ordinal)
        connection.execute(changed.values(updated_at=now, **columns))
    outbox.put(connection, ordinals)
