"""What an actor makes of the library and keeps: courses, study sessions, lists, themes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.column_types import storable
from corpus.catalogue.tables import paper_versions, papers
from corpus.errors import PaperNotFound


class PaperKind(StrEnum):
    """What is made."""

    COURSE = "course"
    SESSION = "session"
    BORROWING = "borrowing"  # 借鉴清单
    CASE_DRAFT = "case_draft"  # 案例草稿
    THEME = "theme"  # 专题
    MEETING = "meeting"  # 联席会议


@dataclass(frozen=True, slots=True)
class Paper:
    """
    Something that is made.

    Attributes:
        id: Its number.
        actor: Whose it is.
        kind: What it is.
        title: Its own.
        content: As JSON has it, in the form of its kind.
        revision: Of its content and title, from 1.
        shared_key: Names the page on which others may read it; None while it is not shared.
        created_at: When it was begun.
        updated_at: When it was changed last.
    """

    id: int
    actor: str
    kind: PaperKind
    title: str
    content: Mapping[str, Any]
    revision: int
    shared_key: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class PaperVersion:
    """
    A state of a paper that was kept.

    Attributes:
        revision: Of the paper when it was kept.
        name: Given by whoever kept it, may be empty; else before what it was kept.
        title: Of the paper then.
        saved_at: When.
        is_automatic: Whether nobody asked for it; only the newest of them are kept.
    """

    revision: int
    name: str
    title: str
    saved_at: datetime
    is_automatic: bool


_MARK = "\u3000"  # before the names of automatic versions; no name that is given begins with it
_MOST_AUTOMATIC = 20  # of one paper

_COLUMNS = tuple(papers.c[name] for name in Paper.__slots__)
_VERSION = tuple(paper_versions.c[name] for name in ("revision", "name", "title", "saved_at"))


def make(
    connection: Connection,
    actor: str,
    kind: PaperKind,
    title: str,
    content: Mapping[str, Any],
    *,
    now: datetime,
) -> Paper:
    """Keep something new."""
    row = {
        "actor": actor,
        "kind": kind.value,
        "title": storable(title),
        "content": dict(content),
        "revision": 1,
        "created_at": now,
        "updated_at": now,
    }
    (number,) = connection.execute(insert(papers), row).inserted_primary_key or (0,)
    return get(connection, actor, kind, int(number))


def get(connection: Connection, actor: str, kind: PaperKind, number: int) -> Paper:
    """
    Give what an actor made.

    Raises:
        PaperNotFound: There is none of this kind and number, or it was removed.
    """
    query = select(*_COLUMNS).where(papers.c.id == number, papers.c.removed_at.is_(None))
    row = connection.execute(query.where(papers.c.actor == actor, papers.c.kind == kind.value))
    found = row.one_or_none()
    if found is None:
        raise PaperNotFound(number)
    return _paper(found)


def of_actor(
    connection: Connection, actor: str, kind: PaperKind | None = None, *, removed: bool = False
) -> list[Paper]:
    """Give what an actor made or, when asked, removed; the one changed last first."""
    gone = papers.c.removed_at.is_not(None) if removed else papers.c.removed_at.is_(None)
    query = select(*_COLUMNS).where(papers.c.actor == actor, gone)
    chosen = query if kind is None else query.where(papers.c.kind == kind.value)
    rows = connection.execute(chosen.order_by(papers.c.updated_at.desc(), papers.c.id.desc()))
    return [_paper(row) for row in rows]


def shared(connection: Connection, kind: PaperKind, key: str) -> Paper:
    """
    Give what is shared under a key.

    Raises:
        PaperNotFound: Nothing is, or no longer.
    """
    query = select(*_COLUMNS).where(papers.c.shared_key == key, papers.c.removed_at.is_(None))
    row = connection.execute(query.where(papers.c.kind == kind.value)).one_or_none()
    if row is None:
        raise PaperNotFound(key)
    return _paper(row)


def change(
    connection: Connection,
    paper: Paper,
    title: str,
    content: Mapping[str, Any],
    *,
    now: datetime,
) -> Paper:
    """Give a paper another title and content; whoever asks has looked at its revision."""
    changed = {
        "title": storable(title),
        "content": dict(content),
        "revision": paper.revision + 1,
        "updated_at": now,
    }
    connection.execute(update(papers).where(papers.c.id == paper.id).values(changed))
    return get(connection, paper.actor, paper.kind, paper.id)


def share(connection: Connection, paper: Paper, key: str | None) -> None:
    """Share a paper under a key; with None, no longer."""
    connection.execute(update(papers).where(papers.c.id == paper.id).values(shared_key=key))


def remove(connection: Connection, paper: Paper, *, now: datetime) -> None:
    """Take a paper out of every list; `restore` brings it back as it was."""
    connection.execute(update(papers).where(papers.c.id == paper.id).values(removed_at=now))


def restore(connection: Connection, actor: str, kind: PaperKind, number: int) -> Paper:
    """
    Bring a removed paper back.

    Raises:
        PaperNotFound: There is none.
    """
    chosen = papers.c.id == number, papers.c.actor == actor, papers.c.kind == kind.value
    connection.execute(update(papers).where(*chosen).values(removed_at=None))
    return get(connection, actor, kind, number)


def keep_version(connection: Connection, paper: Paper, name: str, *, now: datetime) -> None:
    """Keep a paper's state under a name; the same state again only changes the name."""
    named = {"name": storable(name.strip()), "saved_at": now}
    if not connection.execute(update(paper_versions).where(*_state(paper)).values(named)).rowcount:
        _insert_version(connection, paper, named)


def keep_automatic(connection: Connection, paper: Paper, name: str, *, now: datetime) -> None:
    """Keep a paper's state before a change, unless it is kept; only the newest of these stay."""
    known = select(paper_versions.c.name).where(*_state(paper))
    if connection.execute(known).one_or_none() is None:
        _insert_version(connection, paper, {"name": _MARK + name, "saved_at": now})
    automatic = paper_versions.c.paper == paper.id, paper_versions.c.name.startswith(_MARK)
    query = select(paper_versions.c.revision).where(*automatic)
    newest = query.order_by(paper_versions.c.revision.desc()).limit(_MOST_AUTOMATIC)
    kept = tuple(connection.execute(newest).scalars())
    stale = paper_versions.c.revision.not_in(kept)
    connection.execute(delete(paper_versions).where(*automatic, stale))


def versions(connection: Connection, paper: Paper) -> list[PaperVersion]:
    """Give the states of a paper that were kept, the newest first."""
    query = select(*_VERSION).where(paper_versions.c.paper == paper.id)
    rows = connection.execute(query.order_by(paper_versions.c.revision.desc()))
    return [
        PaperVersion(revision, name.lstrip(_MARK), title, aware(at), name.startswith(_MARK))
        for revision, name, title, at in rows
    ]


def at_version(connection: Connection, paper: Paper, revision: int) -> tuple[str, dict[str, Any]]:
    """
    Give title and content of a state that was kept.

    Raises:
        PaperNotFound: None was kept of that revision.
    """
    query = select(paper_versions.c.title, paper_versions.c.content).where(
        paper_versions.c.paper == paper.id, paper_versions.c.revision == revision
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise PaperNotFound(revision)
    return row.title, row.content


def count(connection: Connection, actor: str, kind: PaperKind) -> int:
    """Count what an actor made of a kind."""
    query = select(func.count()).where(
        papers.c.actor == actor, papers.c.kind == kind.value, papers.c.removed_at.is_(None)
    )
    return int(connection.execute(query).scalar() or 0)


def _state(paper: Paper) -> tuple[ColumnElement[bool], ...]:
    return paper_versions.c.paper == paper.id, paper_versions.c.revision == paper.revision


def _insert_version(connection: Connection, paper: Paper, named: Mapping[str, Any]) -> None:
    row = {"paper": paper.id, "revision": paper.revision, "title": paper.title, **named}
    connection.execute(insert(paper_versions), {**row, "content": dict(paper.content)})


def _paper(row: Row[Any]) -> Paper:
    return Paper(
        id=row.id,
        actor=row.actor,
        kind=PaperKind(row.kind),
        title=row.title,
        content=row.content,
        revision=row.revision,
        shared_key=row.shared_key,
        created_at=aware(row.created_at),
        updated_at=aware(row.updated_at),
    )
