"""Changes that the index must follow, in the order in which they were committed."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select

from corpus.catalogue.tables import outbox
from corpus.catalogue.values import Change


def append(connection: Connection, ordinals: Iterable[int], action: str) -> None:
    """Note that the documents were put or deleted."""
    rows = [{"ordinal": ordinal, "action": action} for ordinal in ordinals]
    if rows:
        connection.execute(insert(outbox), rows)


def after(connection: Connection, seq: int, limit: int) -> list[Change]:
    """Give the changes beyond *seq*, oldest first."""
    query = select(outbox).where(outbox.c.seq > seq).order_by(outbox.c.seq).limit(limit)
    return [Change(row.seq, row.ordinal, row.action) for row in connection.execute(query)]


def newest(connection: Connection) -> int:
    """Give the seq of the newest change; 0 before the first. It changes with every change."""
    return connection.execute(select(func.max(outbox.c.seq))).scalar_one() or 0
