"""Where documents lie: a path belongs to one document, and the last path takes it along."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus.catalogue import documents
from corpus.catalogue.tables import documents as documents_table
from corpus.catalogue.tables import paths


def attach(connection: Connection, path: str, ordinal: int, *, sample: bool, now: datetime) -> bool:
    """
    Say that a document lies at *path*.

    Other bytes that lay there before are an older version: the document follows it, and the older
    one goes with its last path.

    Returns:
        Whether that is news.
    """
    before = connection.execute(select(paths.c.ordinal).where(paths.c.path == path)).scalar()
    if before == ordinal:
        return False
    if before is not None:
        older = select(documents_table.c.id).where(documents_table.c.ordinal == before)
        connection.execute(
            update(documents_table)
            .where(documents_table.c.ordinal == ordinal)
            .values(follows=older.scalar_subquery())
        )
        detach(connection, path)
    connection.execute(
        insert(paths), {"path": path, "ordinal": ordinal, "sample": sample, "added_at": now}
    )
    return True


def detach(connection: Connection, path: str) -> str | None:
    """Forget a path; give the sha256 of its document if that went with it."""
    ordinal = connection.execute(select(paths.c.ordinal).where(paths.c.path == path)).scalar()
    if ordinal is None:
        return None
    connection.execute(delete(paths).where(paths.c.path == path))
    left = select(func.count()).where(paths.c.ordinal == ordinal)
    return None if connection.execute(left).scalar_one() else documents.remove(connection, ordinal)


def of(connection: Connection, ordinal: int) -> list[str]:
    """Give the paths of a document, the oldest first."""
    query = select(paths.c.path).where(paths.c.ordinal == ordinal)
    return list(connection.execute(query.order_by(paths.c.added_at, paths.c.path)).scalars())


def samples(connection: Connection) -> Iterable[str]:
    """Give the paths of the bundled samples that are in the library."""
    return connection.execute(select(paths.c.path).where(paths.c.sample)).scalars().all()
