"""Opening the catalogue: connections, transactions, and the newest tables."""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from corpus.catalogue.commits import Commits
from corpus.catalogue.failures import translated
from corpus.catalogue.migrations.upgrade import begun, upgrade
from corpus.errors import WrongSetting

BUSY_TIMEOUT_S = 30
BUSY_PAUSE_S = 0.02
SETTLE_TIMEOUT_MS = 500  # those who are reading meanwhile keep the log; the next one empties it

_PRAGMAS = (
    f"busy_timeout={BUSY_TIMEOUT_S * 1000}",  # first, for the others may have to wait
    "synchronous=FULL",  # a commit survives power loss
    "foreign_keys=ON",
    "secure_delete=ON",  # what was removed cannot be read from the file either
    "cache_size=-32000",
    # No mmap_size: it would gain a tenth, and make an error of the disk end the process.
)
Value = TypeVar("Value")


class Catalogue:
    """The tables of one home, behind reading and writing transactions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._process = os.getpid()
        self._commits = Commits(engine)
        self._recalled: dict[Callable[[Connection], Any], tuple[int, Any]] = {}

    @classmethod
    def open(cls, url: str) -> Self:
        """
        Open the catalogue at *url*, with the newest tables.

        Raises:
            StorageFull: No room to make it.
            WrongSetting: Its folder cannot be written, or a newer program made it.
        """
        engine = _make_engine(url)
        try:
            with translated():
                upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the catalogue."""
        self._leave_parents_connections()
        with translated(), begun(self._engine, "BEGIN") as connection:
            yield connection

    def recall(self, look: Callable[[Connection], Value]) -> Value:
        """Give what *look* finds, a small value, looked for anew once anything was committed."""
        self._leave_parents_connections()
        with translated():
            seen = self._commits.newest()
        known = self._recalled.get(look)
        if known is not None and known[0] == seen is not None:
            return cast(Value, known[1])
        with self.read() as connection:
            found = look(connection)
        if seen is not None:
            self._recalled[look] = seen, found  # of *seen* or later: looked for again, if later
        return found

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """
        Give a connection whose changes are kept all together, or not at all.

        Raises:
            StorageFull: No room on the disk; nothing was changed.
            IndexLocked: Another process has been writing for too long.
        """
        self._leave_parents_connections()
        # Writers queue at the beginning, so that none fails for having read before another wrote.
        with translated(), begun(self._engine, "BEGIN IMMEDIATE") as connection:
            yield connection
            connection.commit()

    def settle(self) -> None:
        """Leave nothing of removed texts in the log that SQLite writes ahead, as far as it goes."""
        if self._engine.dialect.name != "sqlite":
            return
        with self._engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={SETTLE_TIMEOUT_MS}")
            try:
                with suppress(DBAPIError):  # the next one empties it
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_S * 1000}")

    def close(self) -> None:
        """Let go of every connection."""
        self._commits.close()
        self._recalled.clear()
        self._engine.dispose()

    def _leave_parents_connections(self) -> None:
        """After a fork, make connections of our own: a shared one would damage the file."""
        if os.getpid() != self._process:
            self._engine.dispose(close=False)
            self._commits = Commits(self._engine)
            self._recalled.clear()  # by the numbers of the parent
            self._process = os.getpid()


def _make_engine(url: str) -> Engine:
    database = make_url(url).database
    if url.startswith("sqlite") and database:
        _make_folder(Path(database).parent)
    engine = create_engine(
        url,
        hide_parameters=True,  # texts must not get into logs by way of error messages
        json_serializer=partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
        max_overflow=-1,  # as many readers as there are threads
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(
            f"资料库目录 {folder} 不能写。请检查权限，或用 --home 换一个目录。"
        ) from error


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    """Survive power loss, let readers and a writer work side by side."""
    connection.isolation_level = None  # transactions are begun by us
    _set_up_journal(connection)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _set_up_journal(connection: sqlite3.Connection) -> None:
    """Write ahead; SQLite itself does not wait for others who open or leave at this moment."""
    until = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(BUSY_PAUSE_S)
        else:
            return
