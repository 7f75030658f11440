"""Whether anything was committed since one looked last, told without a transaction."""

from threading import Lock
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.pool import PoolProxiedConnection


class Commits:
    """
    Watches one SQLite file with a connection of its own; safe in threads, not over a fork.

    SQLite's `data_version` changes with what every other connection commits, in any process:
    https://www.sqlite.org/pragma.html#pragma_data_version
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._changing = Lock()
        self._watching: PoolProxiedConnection | None = None
        self._can_watch = engine.dialect.name == "sqlite"

    def newest(self) -> int | None:
        """Give a number that is another one after a commit; None where only a look can tell."""
        if not self._can_watch:
            return None
        with self._changing:
            if self._watching is None:
                self._watching = self._engine.raw_connection()
            connection: Any = self._watching.driver_connection
            found: int = connection.execute("PRAGMA data_version").fetchone()[0]
            return found

    def close(self) -> None:
        """Let go of the connection."""
        with self._changing:
            if self._watching is not None:
                self._watching.close()
                self._watching = None
