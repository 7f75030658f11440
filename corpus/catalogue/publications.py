"""What of a paper everyone reads: its state when it was published, in an order made by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.papers import Paper, PaperKind
from corpus.catalogue.tables import papers, publications
from corpus.errors import PaperNotFound
from corpus.partial_dates import day_of


@dataclass(frozen=True, slots=True)
class Publication:
    """
    A paper as everyone reads it.

    Attributes:
        number: Of the paper.
        actor: Whose it is.
        title: As it was published.
        content: As it was published, in the form of its kind.
        revision: Of the paper then; a higher one of the paper has not been published yet.
        published_at: When.
    """

    number: int
    actor: str
    title: str
    content: Mapping[str, Any]
    revision: int
    published_at: datetime

    @property
    def published_on(self) -> date:
        """The day."""
        return day_of(self.published_at)


_PUBLISHED = select(
    publications.c.paper,
    papers.c.actor,
    publications.c.title,
    publications.c.content,
    publications.c.revision,
    publications.c.published_at,
).join_from(publications, papers)


def publish(connection: Connection, paper: Paper, *, now: datetime) -> None:
    """Let everyone read a paper as it is; it stays where it stood, a new one stands first."""
    state = {
        "revision": paper.revision,
        "title": paper.title,
        "content": dict(paper.content),
        "published_at": now,
    }
    known = update(publications).where(publications.c.paper == paper.id)
    if not connection.execute(known.values(state)).rowcount:
        lowest = connection.execute(select(func.min(publications.c.position))).scalar() or 0
        row = {**state, "paper": paper.id, "position": lowest - 1}
        connection.execute(insert(publications), row)


def withdraw(connection: Connection, kind: PaperKind, number: int) -> None:
    """
    Let nobody but its owner read a paper any longer; the paper stays.

    Raises:
        PaperNotFound: It is not published.
    """
    get(connection, kind, number)
    connection.execute(delete(publications).where(publications.c.paper == number))


def get(connection: Connection, kind: PaperKind, number: int) -> Publication:
    """
    Give what is published of a paper.

    Raises:
        PaperNotFound: Nothing is, or the paper was removed.
    """
    row = connection.execute(_of(kind).where(papers.c.id == number)).one_or_none()
    if row is None:
        raise PaperNotFound(number)
    return _publication(row)


def of_kind(
    connection: Connection, kind: PaperKind, *, most: int | None = None
) -> list[Publication]:
    """Give what is published of a kind, whoever made it, in order; all of it, or the first."""
    return [_publication(row) for row in connection.execute(_of(kind).limit(most))]


def move(connection: Connection, kind: PaperKind, number: int, by: int) -> None:
    """
    Move a paper among those that are published of its kind; the others keep their order.

    Raises:
        PaperNotFound: It is not published.
    """
    numbers = _of(kind).with_only_columns(publications.c.paper)
    order = list(connection.execute(numbers).scalars())
    if number not in order:
        raise PaperNotFound(number)
    at = order.index(number)
    order.insert(min(max(at + by, 0), len(order) - 1), order.pop(at))
    for position, each in enumerate(order):
        chosen = update(publications).where(publications.c.paper == each)
        connection.execute(chosen.values(position=position))


def _of(kind: PaperKind) -> Select[Any]:
    chosen = papers.c.kind == kind.value, papers.c.removed_at.is_(None)
    return _PUBLISHED.where(*chosen).order_by(publications.c.position, publications.c.paper)


def _publication(row: Row[Any]) -> Publication:
    return Publication(
        number=row.paper,
        actor=row.actor,
        title=row.title,
        content=row.content,
        revision=row.revision,
        published_at=aware(row.published_at),
    )
