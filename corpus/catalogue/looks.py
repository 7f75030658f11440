"""When an actor's things were compared with the library last, and in what state both were."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from corpus.catalogue.tables import collected, looks, papers, saved_searches


def things(connection: Connection, actor: str) -> str:
    """Give a text that changes with what an actor collects, makes of it and searches for."""
    kept = collected.c.actor == actor, collected.c.removed_at.is_(None)
    made = papers.c.actor == actor, papers.c.removed_at.is_(None)
    query = select(
        select(func.count()).select_from(collected).where(*kept).scalar_subquery(),
        select(func.max(collected.c.id)).where(*kept).scalar_subquery(),
        select(func.count()).select_from(papers).where(*made).scalar_subquery(),
        select(func.max(papers.c.id)).where(*made).scalar_subquery(),
        select(func.sum(papers.c.revision)).where(*made).scalar_subquery(),
        select(func.max(saved_searches.c.id))
        .where(saved_searches.c.actor == actor)
        .scalar_subquery(),
        select(func.count())
        .select_from(saved_searches)
        .where(saved_searches.c.actor == actor)
        .scalar_subquery(),
    )
    return ":".join(map(str, connection.execute(query).one()))


def latest(connection: Connection, actor: str) -> str | None:
    """Give the state in which everything was at an actor's last look; None before the first."""
    return connection.execute(select(looks.c.state).where(looks.c.actor == actor)).scalar()


def note(connection: Connection, actor: str, state: str, *, now: datetime) -> None:
    """Note a look."""
    connection.execute(delete(looks).where(looks.c.actor == actor))
    connection.execute(insert(looks), {"actor": actor, "state": state, "looked_at": now})
