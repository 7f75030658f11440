"""
Vectors kept beside the index, in `vectors/<encoder>/` of the home.

    texts       hash of what was read -> its vector; equal texts have one
    passages    passage key -> text
    state       version, raised by every write; seq, how far the outbox was followed

A vector outlives its passage until `sweep`, so an index or a document that is made anew takes it
again. Derived: a damaged file is thrown away.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import numpy as np

from corpus.catalogue.failures import translated
from corpus.catalogue.portions import portions
from corpus.document import PLACE_BITS
from indexer.semantic.encoder import Vectors
from indexer.semantic.numbers import shortened
from indexer.semantic.snapshot import Snapshot

_FILE = "vectors.sqlite3"
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY_TIMEOUT_S = 10
_SCHEMA = """
CREATE TABLE IF NOT EXISTS texts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    unit REAL NOT NULL,
    numbers BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS passages (
    key INTEGER PRIMARY KEY,
    text INTEGER NOT NULL REFERENCES texts (id)
);
CREATE INDEX IF NOT EXISTS ix_passages_text ON passages (text);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO state VALUES ('version', 0), ('seq', 0);
"""


class VectorStore:
    """One writer at a time, any number of readers, in any number of processes."""

    def __init__(self, path: Path, connection: sqlite3.Connection, dimensions: int) -> None:
        self._path = path
        self._connection = connection
        self._dimensions = dimensions
        self._inode = path.stat().st_ino

    @classmethod
    def open_to_write(cls, folder: Path, dimensions: int) -> Self:
        """
        Open the store, a new one where there is none, or none that can be read.

        Raises:
            StorageFull: No room to make it.
            WrongSetting: The folder cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / _FILE
        with translated():
            try:
                return cls(path, _prepared(path), dimensions)
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF not in _BROKEN:
                    raise
            for each in folder.glob(f"{_FILE}*"):
                each.unlink()
            return cls(path, _prepared(path), dimensions)

    @classmethod
    def open_to_read(cls, folder: Path, dimensions: int) -> Self | None:
        """Open the store as it is; None where there is none, or none that can be read."""
        path = folder / _FILE
        if not path.exists():
            return None
        try:
            store = cls(path, _connected(path), dimensions)
        except (sqlite3.Error, OSError):
            return None
        if store.version < 0:
            store.close()
            return None
        return store

    @property
    def version(self) -> int:
        """Give a number that every write raises; -1 when the file is no longer the one opened."""
        try:
            if self._path.stat().st_ino != self._inode:
                return -1
            return self._value("version")
        except (sqlite3.Error, OSError):
            return -1

    @property
    def seq(self) -> int:
        """Say up to which row of the outbox the passages are those of the catalogue."""
        return self._value("seq")

    def count(self) -> int:
        """Count the passages that have a vector."""
        found: int = self._connection.execute("SELECT count(*) FROM passages").fetchone()[0]
        return found

    def known(self, hashes: Iterable[bytes]) -> set[bytes]:
        """Give those of *hashes* that have a vector."""
        found: set[bytes] = set()
        for portion in portions(hashes):
            marks = ",".join("?" * len(portion))
            query = f"SELECT hash FROM texts WHERE hash IN ({marks})"  # noqa: S608 - only marks
            found.update(row[0] for row in self._connection.execute(query, portion))
        return found

    def has(self, ordinal: int, hashes: Mapping[int, bytes]) -> bool:
        """Tell whether a document has exactly these texts, by passage key."""
        query = (
            "SELECT key, hash FROM passages JOIN texts ON texts.id = passages.text"
            " WHERE key >= ? AND key < ?"
        )
        return dict(self._connection.execute(query, _keys_of(ordinal))) == hashes

    def add(self, hashes: Sequence[bytes], vectors: Vectors) -> None:
        """
        Keep vectors of texts.

        Args:
            hashes: Of the texts.
            vectors: In the same order; shape (n, dimensions).

        Raises:
            StorageFull: No room on the disk; none of them is kept.
        """
        numbers, units = shortened(vectors)
        rows = zip(hashes, units.tolist(), (each.tobytes() for each in numbers), strict=True)
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO texts (hash, unit, numbers) VALUES (?, ?, ?)", rows
            )

    def put(self, ordinal: int, hashes: Mapping[int, bytes]) -> None:
        """Say which texts, by passage key, a document has; each must have a vector."""
        with self._writing() as connection:
            _forget(connection, ordinal)
            connection.executemany(
                "INSERT INTO passages SELECT ?, id FROM texts WHERE hash = ?", hashes.items()
            )

    def remove(self, ordinals: Iterable[int]) -> None:
        """Forget the passages of documents."""
        with self._writing() as connection:
            for ordinal in ordinals:
                _forget(connection, ordinal)

    def reached(self, seq: int) -> None:
        """Say that the passages are those of the catalogue up to this row of the outbox."""
        with self._writing() as connection:
            connection.execute("UPDATE state SET value = ? WHERE name = 'seq'", (seq,))

    def start_again(self) -> None:
        """Forget every passage; the vectors stay, and will be taken again."""
        with self._writing() as connection:
            connection.execute("DELETE FROM passages")
            connection.execute("UPDATE state SET value = 0 WHERE name = 'seq'")

    def sweep(self) -> None:
        """Forget the vectors of texts that no passage has, so that no byte of them is left."""
        with self._writing() as connection:
            connection.execute("DELETE FROM texts WHERE id NOT IN (SELECT text FROM passages)")
        with suppress(sqlite3.Error):  # readers keep the log; the next sweep empties it
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def snapshot(self, before: Snapshot | None = None) -> Snapshot:
        """
        Give all vectors.

        Args:
            before: An older one, whose vectors are taken from it as long as none has left.
        """
        with self._reading() as connection:
            pairs = _pairs(connection.execute("SELECT key, text FROM passages ORDER BY key"))
            if before is not None and not self._has_all(before):
                before = None
            last = int(before.ids[-1]) if before is not None and len(before.ids) else 0
            query = "SELECT id, unit, numbers FROM texts WHERE id > ? ORDER BY id"
            found = connection.execute(query, (last,)).fetchall()
        ids = np.array([row[0] for row in found], np.int64)
        units = np.array([row[1] for row in found], np.float32)
        numbers = np.frombuffer(b"".join(row[2] for row in found), np.int8)
        numbers = numbers.reshape(-1, self._dimensions)
        if before is not None:
            ids = np.concatenate([before.ids, ids])
            units = np.concatenate([before.units, units])
            numbers = np.concatenate([before.numbers, numbers])
        return Snapshot(ids, numbers, units, pairs[:, 0], np.searchsorted(ids, pairs[:, 1]))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _has_all(self, before: Snapshot) -> bool:
        if not len(before.ids):
            return True
        query = "SELECT count(*) FROM texts WHERE id <= ?"
        count = self._connection.execute(query, (int(before.ids[-1]),)).fetchone()[0]
        return bool(count == len(before.ids))

    def _value(self, name: str) -> int:
        query = "SELECT value FROM state WHERE name = ?"
        found: int = self._connection.execute(query, (name,)).fetchone()[0]
        return found

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN")
        try:
            yield self._connection
        finally:
            self._connection.execute("COMMIT")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute(
                    "UPDATE state SET value = value + 1 WHERE name = 'version'"
                )
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise


def _prepared(path: Path) -> sqlite3.Connection:
    connection = _connected(path)
    try:
        connection.executescript(_SCHEMA)
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            error = sqlite3.DatabaseError("quick_check")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    try:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _forget(connection: sqlite3.Connection, ordinal: int) -> None:
    connection.execute("DELETE FROM passages WHERE key >= ? AND key < ?", _keys_of(ordinal))


def _keys_of(ordinal: int) -> tuple[int, int]:
    return ordinal << PLACE_BITS, (ordinal + 1) << PLACE_BITS


def _pairs(rows: Iterable[tuple[int, int]]) -> np.ndarray:
    return np.array(list(rows), np.int64).reshape(-1, 2)
