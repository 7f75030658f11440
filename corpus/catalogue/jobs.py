"""The queue of files to be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from corpus.catalogue.tables import jobs
from corpus.catalogue.values import Job

AT_ONCE = 500  # paths in one statement


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a job; `code` and `detail` tell of an error."""

    id: int
    state: str
    document_id: str | None = None
    code: str | None = None
    detail: str | None = None


def enqueue(
    connection: Connection, paths: Iterable[str], *, sample: bool, now: datetime
) -> list[int]:
    """Queue the files that are not waiting already; give the ids of their jobs, new or old."""
    wanted = list(dict.fromkeys(paths))
    waiting = _waiting(connection, wanted)
    rows = [
        {"path": path, "sample": sample, "state": "queued", "tries": 0, "queued_at": now}
        for path in wanted
        if path not in waiting
    ]
    for start in range(0, len(wanted), AT_ONCE):  # an older failure of the file is history now
        some = wanted[start : start + AT_ONCE]
        finished = jobs.c.state.not_in(("queued", "running"))
        connection.execute(delete(jobs).where(jobs.c.path.in_(some), finished))
    if rows:
        connection.execute(insert(jobs), rows)
    waiting = _waiting(connection, wanted)
    return [waiting[path] for path in wanted]


def claim(connection: Connection, limit: int) -> list[Job]:
    """Take the next jobs, oldest first."""
    query = select(jobs).where(jobs.c.state == "queued").order_by(jobs.c.id).limit(limit)
    taken = [Job(row.id, row.path, row.sample, row.tries) for row in connection.execute(query)]
    if taken:
        connection.execute(
            update(jobs)
            .where(jobs.c.state == "queued", jobs.c.id <= taken[-1].id)
            .values(state="running", tries=jobs.c.tries + 1)
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


def results(connection: Connection, ids: frozenset[int]) -> list[Finished]:
    """Give those of the jobs *ids* that are finished, in order."""
    query = (
        select(jobs)
        .where(jobs.c.id >= min(ids, default=0), jobs.c.state.not_in(("queued", "running")))
        .order_by(jobs.c.id)
    )
    return [
        Finished(row.id, row.state, row.document_id, row.code, row.detail)
        for row in connection.execute(query)
        if row.id in ids
    ]


def waiting(connection: Connection) -> int:
    """Count the jobs that are not finished."""
    query = select(func.count()).where(jobs.c.state.in_(("queued", "running")))
    return connection.execute(query).scalar_one()


def count_by_state(connection: Connection) -> Mapping[str, int]:
    """Count the jobs of each state."""
    query = select(jobs.c.state, func.count()).group_by(jobs.c.state)
    return dict(connection.execute(query).all())


def _waiting(connection: Connection, paths: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(paths), AT_ONCE):
        query = select(jobs.c.path, jobs.c.id).where(
            jobs.c.path.in_(paths[start : start + AT_ONCE]),
            jobs.c.state.in_(("queued", "running")),
        )
        found.update(connection.execute(query).all())
    return found
