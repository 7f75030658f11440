"""Where another library says something else of a document than this one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.column_types import LARGEST_INTEGER
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import disagreements
from corpus.document import FactValue


@dataclass(frozen=True, slots=True)
class Disagreement:
    """
    A field of which two libraries say different things.

    Attributes:
        identity: The sha256 of the original's bytes.
        sender: The fingerprint of the other library.
        field: Its name.
        ours: What stands here.
        theirs: What the other one says; empty when it says that there is none.
        noticed_at: When it came.
        decision: `ours` or `theirs`; None while nobody chose.
        id: Its number; 0 before it is kept.
    """

    identity: str
    sender: str
    field: str
    ours: FactValue
    theirs: FactValue
    noticed_at: datetime
    decision: str | None = None
    id: int = 0


def note(connection: Connection, found: Collection[Disagreement]) -> None:
    """Keep what is news, in the place of what the same library said of the field before."""
    for each in found:
        before = (
            disagreements.c.identity == each.identity,
            disagreements.c.sender == each.sender,
            disagreements.c.field == each.field,
            disagreements.c.decided_at.is_(None),
        )
        connection.execute(delete(disagreements).where(*before))
    rows = [
        {
            "identity": each.identity,
            "sender": each.sender,
            "field": each.field,
            "ours": each.ours,
            "theirs": each.theirs,
            "noticed_at": each.noticed_at,
        }
        for each in found
    ]
    if rows:
        connection.execute(insert(disagreements), rows)


def of(connection: Connection, identities: Iterable[str]) -> list[Disagreement]:
    """Give what was noted of documents, the oldest first."""
    return [
        _read(row)
        for portion in portions(identities)
        for row in connection.execute(
            select(disagreements)
            .where(disagreements.c.identity.in_(portion))
            .order_by(disagreements.c.id)
        )
    ]


def open_ones(connection: Connection) -> list[Disagreement]:
    """List those on which nobody has decided, the oldest first."""
    query = select(disagreements).where(disagreements.c.decided_at.is_(None))
    return [_read(row) for row in connection.execute(query.order_by(disagreements.c.id))]


def find(connection: Connection, number: int) -> Disagreement | None:
    """Give one by its number; None when there is none."""
    if not 0 < number <= LARGEST_INTEGER:
        return None
    query = select(disagreements).where(disagreements.c.id == number)
    row = connection.execute(query).one_or_none()
    return None if row is None else _read(row)


def decide(connection: Connection, number: int, decision: str, *, now: datetime) -> None:
    """Note what was chosen."""
    chosen = update(disagreements).where(disagreements.c.id == number)
    connection.execute(chosen.values(decision=decision, decided_at=now))


def close(connection: Connection, identities: Iterable[str], sender: str) -> None:
    """Forget what nobody decided of documents of which a library says nothing any longer."""
    for portion in portions(identities):
        chosen = (
            disagreements.c.identity.in_(portion),
            disagreements.c.sender == sender,
            disagreements.c.decided_at.is_(None),
        )
        connection.execute(delete(disagreements).where(*chosen))


def _read(row: Row[Any]) -> Disagreement:
    told = row._asdict()
    told.pop("decided_at")
    for side in ("ours", "theirs"):
        told[side] = told[side] if isinstance(told[side], str) else tuple(told[side])
    return Disagreement(**{**told, "noticed_at": aware(told["noticed_at"])})
