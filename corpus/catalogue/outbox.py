"""Changes that the index must follow, in the order in which they were committed."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select, update

from corpus.catalogue.portions import portions
from corpus.catalogue.tables import documents, outbox
from corpus.catalogue.values import Change


def put(connection: Connection, ordinals: Iterable[int]) -> None:
    """Note that the documents were put."""
    rows = [{"ordinal": ordinal, "action": "put"} for ordinal in ordinals]
    if rows:
        connection.execute(insert(outbox), rows)


def deleted(connection: Connection, ordinal: int, sha256: str) -> None:
    """Note that a document was deleted, and that its original is to go too."""
    row = {"ordinal": ordinal, "action": "delete", "sha256": sha256}
    connection.execute(insert(outbox), row)


def originals_to_go(connection: Connection) -> list[str]:
    """Give the hashes of deleted documents that did not come again, until they are forgotten."""
    came_again = select(documents.c.sha256).where(documents.c.sha256 == outbox.c.sha256)
    query = select(outbox.c.sha256).where(outbox.c.sha256.is_not(None), ~came_again.exists())
    return list(connection.execute(query.distinct()).scalars())


def forget_originals(connection: Connection, hashes: Iterable[str]) -> None:
    """Note that the originals are gone."""
    for portion in portions(hashes):
        gone = update(outbox).where(outbox.c.sha256.in_(portion))
        connection.execute(gone.values(sha256=None))


def after(connection: Connection, seq: int, limit: int) -> list[Change]:
    """Give the changes beyond *seq*, oldest first."""
    query = select(outbox).where(outbox.c.seq > seq).order_by(outbox.c.seq).limit(limit)
    return [Change(row.seq, row.ordinal, row.action) for row in connection.execute(query)]


def newest(connection: Connection) -> int:
    """Give the seq of the newest change; 0 before the first. It changes with every change."""
    return connection.execute(select(func.max(outbox.c.seq))).scalar_one() or 0


def followed(connection: Connection, seq: int) -> int:
    """Give the ordinal up to which an index that has followed to *seq* lacks no document."""
    lacking = select(func.min(outbox.c.ordinal)).where(outbox.c.seq > seq)
    first: int | None = connection.execute(lacking).scalar()
    if first is not None:
        return first - 1
    return connection.execute(select(func.max(outbox.c.ordinal))).scalar() or 0
