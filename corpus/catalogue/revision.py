"""Which state the catalogue is in, in one word."""

from sqlalchemy import Connection, func, select

from corpus.catalogue.tables import outbox, paths

_REVISION = select(
    select(func.max(outbox.c.seq)).scalar_subquery(),
    select(func.count()).select_from(paths).scalar_subquery(),
    select(func.max(paths.c.added_at)).scalar_subquery(),
)


def revision(connection: Connection) -> str:
    """Give a text that changes with every document and every path that comes or goes."""
    return ":".join(map(str, connection.execute(_REVISION).one()))
