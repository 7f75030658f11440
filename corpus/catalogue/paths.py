"""Where documents lie: a path belongs to one document, and the last path takes it along."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from corpus.catalogue import jobs, replacements
from corpus.catalogue.column_types import below_folder
from corpus.catalogue.documents import remove
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import documents, paths
from corpus.catalogue.visibility import Groups, only_visible, seen_by


def attach(connection: Connection, path: str, ordinal: int, *, sample: bool, now: datetime) -> bool:
    """
    Say that a document lies at *path*.

    Other bytes that lay there before are an older version: a document that is new follows it, and
    the older one goes with its last path.

    Returns:
        Whether that is news.
    """
    before = _owner(connection, path)
    if before == ordinal:
        return False
    if before is not None:
        if not of(connection, ordinal):
            _follow(connection, ordinal, before)
        detach(connection, path)
    connection.execute(
        insert(paths), {"path": path, "ordinal": ordinal, "sample": sample, "added_at": now}
    )
    return True


def detach(connection: Connection, path: str) -> str | None:
    """Forget a path; give the sha256 of its document if that went with it."""
    ordinal = _owner(connection, path)
    if ordinal is None:
        return None
    connection.execute(delete(paths).where(paths.c.path == path))
    jobs.forget(connection, path)
    return None if of(connection, ordinal) else remove(connection, ordinal)


def of(connection: Connection, ordinal: int) -> list[str]:
    """Give the paths of a document, the oldest first, exact: they may hold what is no text."""
    query = select(paths.c.path).where(paths.c.ordinal == ordinal)
    return list(connection.execute(query.order_by(paths.c.added_at, paths.c.path)).scalars())


def owners(connection: Connection, wanted: Iterable[str]) -> dict[str, str]:
    """Give the ids of the documents that lie at paths, by path."""
    query = select(paths.c.path, documents.c.id).join_from(paths, documents)
    return {
        row.path: row.id
        for portion in portions(wanted)
        for row in connection.execute(query.where(paths.c.path.in_(portion)))
    }


def samples(connection: Connection, *, visible_to: Groups = None) -> list[str]:
    """Give the paths of the bundled samples that are in the library, in order."""
    query = select(paths.c.path).join_from(paths, documents).where(paths.c.sample)
    chosen = only_visible(query, visible_to).order_by(paths.c.path)
    return list(connection.execute(chosen, seen_by(visible_to)).scalars())


def under(connection: Connection, folder: str) -> list[str]:
    """Give the paths of everything that lies in a folder or below it, in order."""
    query = select(paths.c.path).where(*below_folder(paths.c.path, folder)).order_by(paths.c.path)
    return list(connection.execute(query).scalars())


def _owner(connection: Connection, path: str) -> int | None:
    query = select(paths.c.ordinal).where(paths.c.path == path)
    found: int | None = connection.execute(query).scalar()
    return found


def _follow(connection: Connection, ordinal: int, before: int) -> None:
    """Note that the document *ordinal* is the next version of the document *before*."""
    chosen = select(documents.c.ordinal, documents.c.id)
    rows = connection.execute(chosen.where(documents.c.ordinal.in_((ordinal, before))))
    ids = {row.ordinal: row.id for row in rows}
    connection.execute(
        update(documents).where(documents.c.ordinal == ordinal).values(follows=ids[before])
    )
    replacements.note(connection, ids[before], ids[ordinal])
