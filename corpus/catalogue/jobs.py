"""The queue of files to be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from corpus.catalogue.column_types import below_folder
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import jobs
from corpus.catalogue.values import Job

_IS_FINISHED = jobs.c.state.not_in(("queued", "running"))


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a job; `code` and `detail` tell of an error."""

    id: int
    state: str
    document_id: str | None = None
    code: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in, and why."""

    path: str
    code: str
    detail: str


def enqueue(
    connection: Connection,
    paths: Iterable[str],
    *,
    sample: bool,
    now: datetime,
    grade: str | None = None,
    sources: Mapping[str, str] = MappingProxyType({}),
) -> list[int]:
    """
    Queue the files that are not waiting already; give the ids of their jobs, new or old.

    Args:
        connection: Of a writing transaction.
        paths: Of the files.
        sample: Whether they are bundled with the program.
        now: The time.
        grade: Of their source; None leaves it to the rules.
        sources: Path -> where the bytes lie, where that is not the path.
    """
    wanted = list(dict.fromkeys(paths))
    waiting = _waiting(connection, wanted)
    job = {"sample": sample, "grade": grade, "state": "queued", "queued_at": now}
    rows = [
        {"path": path, "source": sources.get(path), **job} for path in wanted if path not in waiting
    ]
    for some in portions(wanted):  # an older failure of the file is history now
        connection.execute(delete(jobs).where(jobs.c.path.in_(some), _IS_FINISHED))
        if grade is not None:
            connection.execute(update(jobs).where(jobs.c.path.in_(some)).values(grade=grade))
    if rows:
        connection.execute(insert(jobs), rows)
    waiting = _waiting(connection, wanted)
    return [waiting[path] for path in wanted]


def claim(connection: Connection, limit: int) -> list[Job]:
    """Take the next jobs, oldest first."""
    query = select(jobs).where(jobs.c.state == "queued").order_by(jobs.c.id).limit(limit)
    taken = [
        Job(row.id, row.path, row.sample, row.grade, row.source)
        for row in connection.execute(query)
    ]
    if taken:
        connection.execute(
            update(jobs)
            .where(jobs.c.state == "queued", jobs.c.id <= taken[-1].id)
            .values(state="running")
        )
    return taken


def requeue_running(connection: Connection) -> None:
    """Queue the jobs again that a crash cut off; only the holder of the lock may."""
    connection.execute(update(jobs).where(jobs.c.state == "running").values(state="queued"))


def finish(connection: Connection, finished: Iterable[Finished], *, now: datetime) -> None:
    """Note what became of jobs."""
    rows = [
        {
            "job": each.id,
            "state": each.state,
            "document_id": each.document_id,
            "code": each.code,
            "detail": each.detail,
            "finished_at": now,
        }
        for each in finished
    ]
    if rows:
        connection.execute(update(jobs).where(jobs.c.id == bindparam("job")), rows)


def queue_again(connection: Connection, ids: Iterable[int]) -> None:
    """Queue jobs again that were begun; what made them fail, or vanish, may be over."""
    rows = [{"job": id_} for id_ in ids]
    if rows:
        again = update(jobs).where(jobs.c.id == bindparam("job")).values(state="queued")
        connection.execute(again, rows)


def forget(connection: Connection, path: str) -> bool:
    """Forget what became of a file; tell whether there was anything to forget."""
    gone = connection.execute(delete(jobs).where(jobs.c.path == path, _IS_FINISHED))
    return gone.rowcount > 0


def forget_under(connection: Connection, folder: str) -> int:
    """Forget what became of the files in a folder or below it; give how many had failed."""
    below = and_(*below_folder(jobs.c.path, folder), _IS_FINISHED)
    failed = select(func.count()).where(below, jobs.c.state == "failed")
    count = connection.execute(failed).scalar_one()
    connection.execute(delete(jobs).where(below))
    return count


def failures(connection: Connection) -> list[Failure]:
    """List the files that could not be taken in at their last try, in the order of their paths."""
    query = select(jobs).where(jobs.c.state == "failed").order_by(jobs.c.path)
    return [
        Failure(row.path, row.code or "", row.detail or "") for row in connection.execute(query)
    ]


def results(connection: Connection, ids: frozenset[int]) -> list[Finished]:
    """Give those of the jobs *ids* that are finished, in order."""
    query = select(jobs).where(jobs.c.id >= min(ids, default=0), _IS_FINISHED).order_by(jobs.c.id)
    return [
        Finished(row.id, row.state, row.document_id, row.code, row.detail)
        for row in connection.execute(query)
        if row.id in ids
    ]


def waiting(connection: Connection) -> int:
    """Count the jobs that are not finished."""
    query = select(func.count()).where(~_IS_FINISHED)
    return connection.execute(query).scalar_one()


def _waiting(connection: Connection, paths: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in portions(paths):
        query = select(jobs.c.path, jobs.c.id).where(jobs.c.path.in_(some), ~_IS_FINISHED)
        found.update(connection.execute(query).all())
    return found
