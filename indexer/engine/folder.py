"""The index folder: which generation is current, by which rules it was made, how far it reaches."""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import IndexOutOfDate
from indexer.engine.protocol import EngineReader, EngineWriter
from indexer.engine.registry import make_writer, open_reader, open_writer
from indexer.engine.schema import SCHEMA_VERSION
from indexer.engine.trouble import engine_trouble

_CURRENT = "current"
_STATE = "state.json"
_DATA = "data"


@dataclass(frozen=True, slots=True)
class IndexState:
    """
    What a generation of the index holds.

    Attributes:
        schema_version: Of its rows.
        analysis: Version of the analyser that cut it.
        indexed_seq: The watermark: every outbox row up to it is in the index.
    """

    schema_version: int
    analysis: str
    indexed_seq: int

    @classmethod
    def empty(cls, analysis: str) -> "IndexState":
        """Give the state of an index made today, with nothing in it."""
        return cls(SCHEMA_VERSION, analysis, 0)

    def is_made_by(self, analysis: str) -> bool:
        """Tell whether today's rules would make the same index."""
        return (self.schema_version, self.analysis) == (SCHEMA_VERSION, analysis)


class IndexFolder:
    """The generations of one engine's index; the current one is named in a file."""

    def __init__(self, root: Path, engine: str) -> None:
        self._root = root / engine
        self._engine = engine

    def current(self) -> str | None:
        """Name the current generation; None when there is no index yet."""
        try:
            return (self._root / _CURRENT).read_text(encoding="ascii").strip() or None
        except FileNotFoundError:
            return None

    def state(self, generation: str) -> IndexState:
        """
        Read the state of a generation.

        Raises:
            IndexOutOfDate: It cannot be read, as when the folder was damaged.
        """
        try:
            stored = json.loads((self._root / generation / _STATE).read_text(encoding="utf-8"))
            return IndexState(**stored)
        except (OSError, ValueError, TypeError) as error:
            raise IndexOutOfDate("索引的状态读不出来。请运行 xuejian rebuild 重建索引。") from error

    def stamp(self, generation: str) -> int:
        """Give a number that changes whenever the generation is written; 0 when it is gone."""
        try:
            return (self._root / generation / _STATE).stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def begin(self) -> str:
        """Name a new generation, clear of everything."""
        taken = [int(path.name) for path in self._root.glob("[0-9]*") if path.name.isdigit()]
        return str(max(taken, default=0) + 1)

    def make_writer(self, generation: str) -> EngineWriter:
        """Make a generation, empty, to write it."""
        return make_writer(self._engine, self._root / generation / _DATA)

    def open_writer(self, generation: str) -> EngineWriter:
        """Open a generation to write it."""
        return open_writer(self._engine, self._root / generation / _DATA)

    def open_reader(self, generation: str) -> EngineReader:
        """Open a generation to search it."""
        return open_reader(self._engine, self._root / generation / _DATA)

    def refresh(self, generation: str, reader: EngineReader) -> None:
        """Let the reader of a generation see its newest commit."""
        with engine_trouble(self._root / generation / _DATA):
            reader.refresh()

    def record(self, generation: str, state: IndexState) -> None:
        """Write the state, after the commit that it speaks of."""
        _write_durably(self._root / generation / _STATE, json.dumps(asdict(state)))

    def publish(self, generation: str) -> None:
        """Make a generation the current one, and drop every other."""
        _write_durably(self._root / _CURRENT, generation)
        for path in self._root.iterdir():
            if path.is_dir() and path.name != generation:
                shutil.rmtree(path, ignore_errors=True)

    def drop(self, generation: str) -> None:
        """Forget a generation that was never published."""
        shutil.rmtree(self._root / generation, ignore_errors=True)

    def size_bytes(self) -> int:
        """Give the room that the index takes on the disk."""
        return sum(path.stat().st_size for path in self._root.rglob("*") if path.is_file())


def _write_durably(path: Path, text: str) -> None:
    temporary = path.with_suffix(".new")
    with engine_trouble(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
