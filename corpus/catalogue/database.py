"""Opening the catalogue: connections, transactions, and the newest tables."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from corpus.catalogue.migrations.upgrade import begun, upgrade
from corpus.errors import StorageFull, WrongSetting

BUSY_TIMEOUT_S = 30


class Catalogue:
    """The tables of one home, behind reading and writing transactions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Self:
        """
        Open the catalogue at *url*, with the newest tables.

        Raises:
            StorageFull: No room to make it.
            WrongSetting: Its folder cannot be written.
        """
        database = make_url(url).database
        if url.startswith("sqlite") and database:
            _make_folder(Path(database).parent)
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_up_sqlite)
        catalogue = cls(engine)
        with _translated():
            upgrade(engine)
        return catalogue

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the catalogue."""
        with _translated(), begun(self._engine, "BEGIN") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """
        Give a connection whose changes are kept all together, or not at all.

        Raises:
            StorageFull: No room on the disk; nothing was changed.
        """
        # Writers queue at the beginning, so that none fails for having read before another wrote.
        with _translated(), begun(self._engine, "BEGIN IMMEDIATE") as connection:
            yield connection
            connection.commit()

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(
            f"资料库目录 {folder} 不能写。请检查权限，或用 --home 换一个目录。"
        ) from error


def _set_up_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    """Survive power loss, let readers and a writer work side by side."""
    connection.isolation_level = None  # transactions are begun by us
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_S * 1000}",
        "cache_size=-32000",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the driver's errors that a user can mend into ours."""
    try:
        yield
    except (OperationalError, DatabaseError) as error:
        if "full" in str(error.orig) or "disk I/O" in str(error.orig):
            raise StorageFull("磁盘已满，资料库写不下。请腾出空间后再运行一次。") from error
        if "readonly" in str(error.orig) or "unable to open" in str(error.orig):
            raise WrongSetting(
                "资料库打不开或不能写。请检查目录的权限，或用 --home 换一个。"
            ) from error
        raise
