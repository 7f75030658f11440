"""Bringing the tables of a catalogue up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

HEAD = "0001"  # the newest version; a test holds it to the folder `versions`


def upgrade(engine: Engine) -> None:
    """Run the versions that the catalogue lacks; nothing but one look when it lacks none."""
    if stored_version(engine) == HEAD:
        return
    from alembic import command  # a third of a second that only a change of tables is worth
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with begun(engine, "BEGIN IMMEDIATE") as connection:  # two processes may open a new home
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


@contextmanager
def begun(engine: Engine, how: str) -> Iterator[Connection]:
    """Give a connection in a transaction begun as *how* on SQLite; undone unless committed."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(how)
        yield connection


def stored_version(engine: Engine) -> str | None:
    """Tell by which version the catalogue's tables were made; None for a new one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
