"""What libraries give each other beside documents: themes, recommended cases, requests, answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from corpus.catalogue.cards import aware
from corpus.catalogue.tables import given_notices, notices


class NoticeKind(StrEnum):
    """What is given."""

    THEME = "theme"  # 专题
    RECOMMENDATION = "recommendation"  # 典型推广
    REQUEST = "request"  # 征集
    ANSWER = "answer"  # to a request


@dataclass(frozen=True, slots=True)
class GivenNotice:
    """
    What goes with this library's packages.

    Attributes:
        kind: What it is.
        key: By which it is known here and in every package.
        item: What it says, where nothing else in the catalogue keeps it; None else.
        since: When that was said.
    """

    kind: NoticeKind
    key: str
    item: Mapping[str, Any] | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """
    What another library gives.

    Attributes:
        sender: The fingerprint of that library.
        kind: What it is.
        key: By which the sender knows it.
        title: What it is called.
        digest: Of the item.
        item: As the manifest has it.
        serial: Of the package that last changed it.
        changed_at: When that came.
    """

    sender: str
    kind: NoticeKind
    key: str
    title: str
    digest: str
    item: Mapping[str, Any]
    serial: int
    changed_at: datetime


def give(connection: Connection, given: GivenNotice) -> None:
    """Let something go with the next packages, in the place of what was so called."""
    take_back(connection, given.kind, given.key)
    row = {"kind": given.kind.value, "key": given.key, "item": given.item, "since": given.since}
    connection.execute(insert(given_notices), row)


def take_back(connection: Connection, kind: NoticeKind, key: str) -> None:
    """Let something go with no further package; the next one takes it back."""
    chosen = given_notices.c.kind == kind.value, given_notices.c.key == key
    connection.execute(delete(given_notices).where(*chosen))


def given(connection: Connection) -> list[GivenNotice]:
    """List what goes with the next package, the oldest first."""
    query = select(given_notices).order_by(given_notices.c.since, given_notices.c.key)
    return [
        GivenNotice(NoticeKind(row.kind), row.key, row.item, aware(row.since))
        for row in connection.execute(query)
    ]


def put_of(connection: Connection, sender: str, found: Iterable[Notice]) -> None:
    """Note what a library gives, in the place of all that it gave before."""
    connection.execute(delete(notices).where(notices.c.sender == sender))
    rows = [
        {
            "sender": sender,
            "kind": each.kind.value,
            "key": each.key,
            "title": each.title,
            "digest": each.digest,
            "item": dict(each.item),
            "serial": each.serial,
            "changed_at": each.changed_at,
        }
        for each in found
    ]
    if rows:
        connection.execute(insert(notices), rows)


def by(connection: Connection, sender: str) -> list[Notice]:
    """Give what a library gives."""
    query = select(notices).where(notices.c.sender == sender)
    return [_notice(row._mapping) for row in connection.execute(query.order_by(*_ORDER))]


def of_kind(connection: Connection, kind: NoticeKind) -> list[Notice]:
    """Give what all libraries give of a kind, the one changed last first."""
    query = select(notices).where(notices.c.kind == kind.value)
    newest = query.order_by(notices.c.changed_at.desc(), *_ORDER)
    return [_notice(row._mapping) for row in connection.execute(newest)]


_ORDER = (notices.c.sender, notices.c.kind, notices.c.key)


def _notice(row: object) -> Notice:
    told = dict(row)  # type: ignore[call-overload]
    kind, at = NoticeKind(told["kind"]), aware(told["changed_at"])
    return Notice(**{**told, "kind": kind, "changed_at": at})
