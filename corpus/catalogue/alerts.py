"""What an actor is warned of: each event once, and again when it changes or comes back."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, insert, or_, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.column_types import storable
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import alerts, documents
from corpus.catalogue.visibility import IN_A_GROUP, Groups, seen_by


class Concern(StrEnum):
    """What of an actor's an alert is about."""

    COLLECTED = "collected"
    PAPER = "paper"
    SEARCH = "search"


class AlertKind(StrEnum):
    """What happened to a document."""

    REPEALED = "repealed"
    EXPIRED = "expired"
    AMENDED = "amended"
    NOT_YET = "not_yet"  # it does not apply yet
    SUPERSEDED = "superseded"  # a newer file lies in its place
    CHANGED = "changed"  # it no longer has the words that are quoted
    GONE = "gone"
    MATCHED = "matched"  # it came in, and a saved search finds it


@dataclass(frozen=True, slots=True)
class Event:
    """
    What happened to a document that an actor relies on.

    Attributes:
        concern: What of the actor's it is about.
        number: Of the quotation, the paper or the saved search.
        document_id: Of the document.
        title: Of the document, as it was kept.
        kind: What happened.
        words: It in Chinese.
        evidence: The sentence or the date that it rests on, or the words quoted; may be empty.
        by_id: The document that did it; None where none did.
        by_title: Its title; empty where none did.
    """

    concern: Concern
    number: int
    document_id: str
    title: str
    kind: AlertKind
    words: str
    evidence: str = ""
    by_id: str | None = None
    by_title: str = ""

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What is the same for the same event, whichever copy of a document tells of it."""
        told = f"{self.kind}\n{self.evidence or self.by_id or ''}"
        return (
            self.concern,
            self.number,
            self.document_id,
            hashlib.sha256(told.encode()).hexdigest(),
        )


@dataclass(frozen=True, slots=True)
class Alert:
    """
    An event of which an actor is told.

    Attributes:
        id: Its number.
        event: What happened.
        was: The kind of what was told of the document before; None where nothing was.
        noticed_at: When it was found out.
        seen_at: When the actor had seen it; None until then.
    """

    id: int
    event: Event
    was: AlertKind | None
    noticed_at: datetime
    seen_at: datetime | None


_EVENT = tuple(alerts.c[name] for name in Event.__slots__)
_COLUMNS = (alerts.c.id, *_EVENT, alerts.c.was, alerts.c.noticed_at, alerts.c.seen_at)
_KEY = (alerts.c.concern, alerts.c.number, alerts.c.document_id, alerts.c.event)
_OPEN = alerts.c.settled_at.is_(None)
# A document that its actor may no longer see; one that is gone tells nothing.
_UNSEEABLE = exists().where(
    or_(documents.c.id == alerts.c.document_id, documents.c.id == alerts.c.by_id), ~IN_A_GROUP
)


def record(
    connection: Connection, actor: str, events: Iterable[Event], *, now: datetime
) -> list[int]:
    """
    Keep what is so now of all that an actor quotes and refers to.

    What is told already stays as it is, what is so no longer is settled, and what came back is
    told again.

    Returns:
        Numbers of the alerts that are news.
    """
    known = _known(connection, actor, (Concern.COLLECTED, Concern.PAPER))
    standing = {event.key: event for event in events}
    told = {key[:3]: row.kind for key, row in known.items() if row.settled_at is None}
    news = []
    for key, event in standing.items():
        row = known.get(key)
        if row is None or row.settled_at is not None:
            news.append(_tell(connection, actor, event, row, was=told.get(key[:3]), now=now))
    settle(connection, [row.id for key, row in known.items() if key not in standing], now=now)
    return news


def add_matches(
    connection: Connection, actor: str, events: Iterable[Event], *, now: datetime
) -> list[int]:
    """Tell of documents that saved searches find, those that are told already left out."""
    known = _known(connection, actor, (Concern.SEARCH,))
    new = {event.key: event for event in events if event.key not in known}
    return [_tell(connection, actor, event, None, was=None, now=now) for event in new.values()]


def settle(connection: Connection, ids: Iterable[int], *, now: datetime) -> None:
    """Note that what alerts tell is so no longer."""
    for portion in portions(ids):
        settled = update(alerts).where(alerts.c.id.in_(portion), _OPEN)
        connection.execute(settled.values(settled_at=now))


def settle_matches(
    connection: Connection, actor: str, searches: Collection[int], *, now: datetime
) -> None:
    """Settle what is told of documents that are gone, and of searches that are not *searches*."""
    is_there = exists().where(documents.c.id == alerts.c.document_id)
    of_search = alerts.c.actor == actor, alerts.c.concern == Concern.SEARCH.value, _OPEN
    gone = or_(alerts.c.number.not_in(tuple(searches)), ~is_there)
    connection.execute(update(alerts).where(*of_search, gone).values(settled_at=now))


def of_actor(
    connection: Connection,
    actor: str,
    *,
    visible_to: Groups = None,
    limit: int,
    offset: int = 0,
) -> list[Alert]:
    """Give what an actor is told, the unread first, and of both the newest first."""
    unread_first = alerts.c.seen_at.is_not(None)
    newest_first = alerts.c.noticed_at.desc(), alerts.c.id.desc()
    query = select(*_COLUMNS).where(*_told(actor, visible_to))
    query = query.order_by(unread_first, *newest_first).limit(limit).offset(offset)
    return [_alert(row) for row in connection.execute(query, seen_by(visible_to))]


def of_concern(
    connection: Connection, actor: str, concern: Concern, number: int, *, visible_to: Groups = None
) -> list[Alert]:
    """Give what is so now of a paper, a quotation or a search, seen or not, the newest first."""
    chosen = alerts.c.concern == concern.value, alerts.c.number == number
    query = select(*_COLUMNS).where(*_told(actor, visible_to), *chosen)
    ordered = query.order_by(alerts.c.noticed_at.desc(), alerts.c.id.desc())
    return [_alert(row) for row in connection.execute(ordered, seen_by(visible_to))]


def count(
    connection: Connection, actor: str, *, visible_to: Groups = None, unread: bool = False
) -> int:
    """Count what an actor is told, or only what is unread of it."""
    query = select(func.count()).select_from(alerts).where(*_told(actor, visible_to))
    chosen = query.where(alerts.c.seen_at.is_(None)) if unread else query
    return int(connection.execute(chosen, seen_by(visible_to)).scalar() or 0)


def mark(
    connection: Connection, actor: str, ids: Sequence[int] | None, *, now: datetime
) -> list[int]:
    """Mark alerts as seen, all where none are named; give those that were not, for `unmark`."""
    chosen = [alerts.c.actor == actor, alerts.c.seen_at.is_(None), _OPEN]
    if ids is not None:
        chosen.append(alerts.c.id.in_(tuple(ids)))
    marked = list(connection.execute(select(alerts.c.id).where(*chosen)).scalars())
    for portion in portions(marked):
        connection.execute(update(alerts).where(alerts.c.id.in_(portion)).values(seen_at=now))
    return marked


def unmark(connection: Connection, actor: str, ids: Iterable[int]) -> list[int]:
    """Let alerts be unread again; give those that were not."""
    unmarked: list[int] = []
    for portion in portions(ids):
        chosen = alerts.c.actor == actor, alerts.c.id.in_(portion), alerts.c.seen_at.is_not(None)
        unmarked += connection.execute(select(alerts.c.id).where(*chosen)).scalars()
        connection.execute(update(alerts).where(*chosen).values(seen_at=None))
    return unmarked


def _told(actor: str, visible_to: Groups) -> list[ColumnElement[bool]]:
    told = [alerts.c.actor == actor, _OPEN]
    return told if visible_to is None else [*told, ~_UNSEEABLE]


def _known(
    connection: Connection, actor: str, concerns: Collection[Concern]
) -> dict[tuple[Any, ...], Row[Any]]:
    """Give what was told, settled or not, by key; the latest last."""
    query = select(alerts).where(
        alerts.c.actor == actor, alerts.c.concern.in_([each.value for each in concerns])
    )
    rows = connection.execute(query.order_by(alerts.c.noticed_at, alerts.c.id))
    return {(row.concern, row.number, row.document_id, row.event): row for row in rows}


def _tell(
    connection: Connection,
    actor: str,
    event: Event,
    before: Row[Any] | None,
    *,
    was: str | None,
    now: datetime,
) -> int:
    """Keep an event that is news: a row of its own, or the one that told of it *before*."""
    row = {
        **{name: getattr(event, name) for name in Event.__slots__},
        "concern": event.concern.value,
        "kind": event.kind.value,
        "title": storable(event.title),
        "by_title": storable(event.by_title),
        "was": None if was == event.kind else was,
        "noticed_at": now,
        "seen_at": None,
        "settled_at": None,
    }
    if before is not None:
        connection.execute(update(alerts).where(alerts.c.id == before.id).values(row))
        return int(before.id)
    row |= {"actor": actor, "event": event.key[-1]}
    (number,) = connection.execute(insert(alerts), row).inserted_primary_key or (0,)
    return int(number)


def _alert(row: Row[Any]) -> Alert:
    told = {name: getattr(row, name) for name in Event.__slots__}
    told |= {"concern": Concern(row.concern), "kind": AlertKind(row.kind)}
    return Alert(
        id=row.id,
        event=Event(**told),
        was=AlertKind(row.was) if row.was else None,
        noticed_at=aware(row.noticed_at),
        seen_at=aware(row.seen_at) if row.seen_at else None,
    )
