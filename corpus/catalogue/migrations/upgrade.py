"""Bringing the tables of a catalogue up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from corpus.errors import WrongSetting

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0025"  # the newest version; a test holds it to the folder `versions`


def upgrade(engine: Engine) -> None:
    """
    Run the versions that the catalogue lacks; nothing but one look when it lacks none.

    Raises:
        WrongSetting: A newer program made it.
    """
    if stored_version(engine) == HEAD:
        return
    from alembic import command  # a third of a second that only a change of tables is worth
    from alembic.util.exc import CommandError

    with begun(engine, "BEGIN IMMEDIATE") as connection:  # two processes may open a new home
        try:
            command.upgrade(alembic_config(connection), HEAD)
        except CommandError as error:
            raise WrongSetting(
                "资料库是更新版本的学鉴建立的，这个版本打不开。请升级学鉴后再试。"
            ) from error
        connection.commit()


def alembic_config(connection: Connection) -> "Config":
    """Tell Alembic where the versions are, and which connection to use."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


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
