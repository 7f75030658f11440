"""What the library ought to hold: the keeper's list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from corpus.catalogue.column_types import LARGEST_INTEGER, storable
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import wanted
from corpus.recognise.number import document_number_key
from corpus.text.works import work_key


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    A document that the library ought to hold.

    Attributes:
        id: Its number in the list.
        title: As it was given; empty where only its number was.
        number: In canonical form; None where none was given.
        work_key: Of the title.
        number_key: Of the number.
    """

    id: int
    title: str
    number: str | None
    work_key: str
    number_key: str | None

    @property
    def line(self) -> str:
        """Write it as it can be given again."""
        return (
            f"{self.title}（{self.number}）"
            if self.title and self.number
            else (self.title or self.number or "")
        )


def add(connection: Connection, named: Iterable[tuple[str, str | None]], *, now: datetime) -> int:
    """Add documents by title and number, those that are not listed yet; give how many."""
    listed = {_key(each.work_key, each.number_key) for each in entries(connection)}
    rows = []
    for title, number in named:
        row = {
            "title": storable(title),
            "number": number,
            "work_key": work_key(storable(title)),
            "number_key": document_number_key(number or ""),
            "added_at": now,
        }
        key = _key(str(row["work_key"]), document_number_key(number or ""))
        if key not in listed:
            listed.add(key)
            rows.append(row)
    if rows:
        connection.execute(insert(wanted), rows)
    return len(rows)


def remove(connection: Connection, ids: Sequence[int]) -> list[Wanted]:
    """Take entries off the list; give what they were."""
    gone: list[Wanted] = []
    for portion in portions(each for each in ids if each <= LARGEST_INTEGER):
        chosen = wanted.c.id.in_(portion)
        gone += [_entry(row) for row in connection.execute(select(wanted).where(chosen))]
        connection.execute(delete(wanted).where(chosen))
    return gone


def entries(connection: Connection) -> list[Wanted]:
    """Give the list in the order in which it was made."""
    return [_entry(row) for row in connection.execute(select(wanted).order_by(wanted.c.id))]


def _entry(row: Row[Any]) -> Wanted:
    return Wanted(row.id, row.title, row.number, row.work_key, row.number_key)


def _key(work: str, number: str | None) -> tuple[str, str]:
    return work, number or ""
