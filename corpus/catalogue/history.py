"""What was searched for, and how often."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.column_types import storable
from corpus.catalogue.tables import search_habits, searches

KEPT_DAYS = 366
MOST_SHOWN = 200
_MOST_ROWS = 600  # of one actor that are looked at: a query has one for each day

_RECENT = (
    select(searches.c.id, searches.c.key, searches.c.query, searches.c.times, searches.c.last_at)
    .order_by(searches.c.last_at.desc(), searches.c.id.desc())
    .limit(_MOST_ROWS)
)


@dataclass(frozen=True, slots=True)
class PastSearch:
    """
    What an actor has searched for.

    Attributes:
        id: By which it can be forgotten.
        query: As it was typed last.
        times: How often.
        last_at: When it was asked last.
    """

    id: int
    query: str
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Fruitless:
    """
    A search that found nothing, whoever asked it.

    Attributes:
        query: As it was typed last.
        key: The same folded.
        times: How often it was asked.
        last_at: When it was asked last.
    """

    query: str
    key: str
    times: int
    last_at: datetime


def note(
    connection: Connection,
    actor: str,
    query: str,
    key: str,
    *,
    found: int | None = None,
    now: datetime,
) -> None:
    """
    Note that *actor* has searched, unless that was switched off.

    Args:
        connection: That writes.
        actor: Its id.
        query: As it was typed.
        key: The same folded; queries of one key are one.
        found: How many documents it found; None where that is not known.
        now: Aware UTC.
    """
    if not keeps_history(connection, actor):
        return
    day = now.date().isoformat()
    told: dict[str, Any] = {"query": storable(query), "last_at": now}
    if found is not None:  # one that was narrowed tells nothing of the others of its day
        told["found"] = found
    same = (searches.c.actor == actor) & (searches.c.day == day) & (searches.c.key == storable(key))
    again = update(searches).where(same).values(**told, times=searches.c.times + 1)
    if not connection.execute(again).rowcount:
        row = {"actor": actor, "day": day, "key": storable(key), "times": 1, **told}
        connection.execute(insert(searches), row)
        oldest = (now.date() - timedelta(days=KEPT_DAYS)).isoformat()
        connection.execute(delete(searches).where(searches.c.day < oldest))


def recent(connection: Connection, actor: str, limit: int = MOST_SHOWN) -> tuple[PastSearch, ...]:
    """Give what *actor* has searched for, the latest first, every query once."""
    found: dict[str, PastSearch] = {}
    for id_, key, query, times, last_at in connection.execute(
        _RECENT.where(searches.c.actor == actor)
    ):
        known = found.get(key)
        found[key] = PastSearch(
            known.id if known else id_,
            known.query if known else query,
            times + (known.times if known else 0),
            known.last_at if known else aware(last_at),
        )
    return tuple(found.values())[:limit]


def popular(connection: Connection, *, since: str, fewest: int) -> list[tuple[str, int]]:
    """
    Give what was searched for often, with how often, most first.

    Args:
        connection: That reads.
        since: The first day that counts, ISO 8601.
        fewest: On how many days, or by how many actors, it must have been.
    """
    times = func.sum(searches.c.times)
    query = (
        select(func.max(searches.c.query), times)
        .where(searches.c.day >= since)
        .group_by(searches.c.key)
        .having(func.count() >= fewest)  # a row for each actor and day
        .order_by(times.desc(), searches.c.key)
        .limit(MOST_SHOWN)
    )
    return [(text, int(often)) for text, often in connection.execute(query)]


def fruitless(connection: Connection) -> list[Fruitless]:
    """Give what was searched for and never found anything, most often asked first."""
    times = func.sum(searches.c.times)
    query = (
        select(func.max(searches.c.query), searches.c.key, times, func.max(searches.c.last_at))
        .where(searches.c.found.is_not(None))
        .group_by(searches.c.key)
        .having(func.max(searches.c.found) == 0)
        .order_by(times.desc(), searches.c.key)
        .limit(MOST_SHOWN)
    )
    return [
        Fruitless(text, key, int(often), aware(last_at))
        for text, key, often, last_at in connection.execute(query)
    ]


def forget(connection: Connection, actor: str, ids: Iterable[int] | None = None) -> int:
    """Forget queries of *actor*, all of them where none is named; give how many there were."""
    chosen = searches.c.actor == actor
    if ids is not None:
        keys = select(searches.c.key).where(chosen, searches.c.id.in_(list(ids)))
        chosen &= searches.c.key.in_(keys)
    gone = connection.execute(select(func.count(searches.c.key.distinct())).where(chosen)).scalar()
    connection.execute(delete(searches).where(chosen))
    return int(gone or 0)


def keeps_history(connection: Connection, actor: str) -> bool:
    """Tell whether what *actor* searches for is noted."""
    query = select(search_habits.c.keeps_history).where(search_habits.c.actor == actor)
    found = connection.execute(query).scalar()
    return found is None or bool(found)


def keep_history(connection: Connection, actor: str, *, keep: bool) -> None:
    """Say whether what *actor* searches for is to be noted from now on."""
    connection.execute(delete(search_habits).where(search_habits.c.actor == actor))
    connection.execute(insert(search_habits), {"actor": actor, "keeps_history": keep})
