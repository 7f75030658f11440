"""The index as a searching process sees it: always the newest commit."""

from threading import Lock

from corpus.errors import IndexOutOfDate
from indexer.engine.folder import IndexFolder
from indexer.engine.protocol import EngineReader


class LiveIndex:
    """Opens the index, and opens it again when a writer has changed it; safe in several threads."""

    def __init__(self, folder: IndexFolder, analysis: str) -> None:
        self._folder = folder
        self._analysis = analysis
        self._changing = Lock()
        self._generation: str | None = None
        self._stamp = 0
        self._reader: EngineReader | None = None
        self._retired: EngineReader | None = None  # others may still be asking it
        self._seq = 0

    def reader(self) -> EngineReader:
        """
        Give a reader of the newest commit.

        Raises:
            IndexOutOfDate: There is no index, it cannot be read, or other rules made it.
        """
        with self._changing:
            generation = self._current()
            try:
                return self._newest(generation)
            except IndexOutOfDate:
                if self._current() == generation:
                    raise
                return self._newest(self._current())  # made anew at this very moment

    @property
    def version(self) -> str:
        """Name what a reader sees now; changes with every commit."""
        return f"{self._generation}.{self._seq}"

    def close(self) -> None:
        """Let go of the files."""
        for reader in (self._reader, self._retired):
            if reader is not None:
                reader.close()
        self._reader = self._retired = None

    def _current(self) -> str:
        generation = self._folder.current()
        if generation is None:
            raise IndexOutOfDate("还没有索引。请先运行 xuejian add 导入文件，或 xuejian rebuild。")
        return generation

    def _newest(self, generation: str) -> EngineReader:
        """Give a reader of the newest commit of a generation; the one that is open, if it can."""
        stamp = self._folder.stamp(generation)
        if self._reader is not None and (generation, stamp) == (self._generation, self._stamp):
            return self._reader
        state = self._folder.state(generation)
        if not state.is_made_by(self._analysis):
            raise IndexOutOfDate("索引是用旧规则建的。请运行 xuejian rebuild 重建索引。")
        if self._reader is not None and generation == self._generation:
            reader = self._reader
            self._folder.refresh(generation, reader)
        else:
            reader = self._folder.open_reader(generation)
            self._retire()
        self._reader, self._generation = reader, generation
        self._stamp, self._seq = stamp, state.indexed_seq
        return reader

    def _retire(self) -> None:
        """Put the reader aside, and close the one before: its askers have long been answered."""
        if self._retired is not None:
            self._retired.close()
        self._retired = self._reader
