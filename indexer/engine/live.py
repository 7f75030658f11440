"""The index as a searching process sees it: always the newest commit."""

from corpus.errors import IndexOutOfDate
from indexer.engine.folder import IndexFolder
from indexer.engine.protocol import EngineReader


class LiveIndex:
    """Opens the index, and opens it again when a writer has changed it."""

    def __init__(self, folder: IndexFolder, analysis: str) -> None:
        self._folder = folder
        self._analysis = analysis
        self._generation: str | None = None
        self._stamp = 0
        self._reader: EngineReader | None = None
        self._seq = 0

    def reader(self) -> EngineReader:
        """
        Give a reader of the newest commit.

        Raises:
            IndexOutOfDate: There is no index, or other rules made it.
        """
        generation = self._folder.current()
        if generation is None:
            raise IndexOutOfDate("还没有索引。请先运行 xuejian add 导入文件，或 xuejian rebuild。")
        stamp = self._folder.stamp(generation)
        if self._reader is None or (generation, stamp) != (self._generation, self._stamp):
            self._reopen(generation, stamp)
        if self._reader is None:
            raise IndexOutOfDate("索引打不开。请运行 xuejian rebuild 重建索引。")
        return self._reader

    @property
    def version(self) -> str:
        """Name what a reader sees now; changes with every commit."""
        return f"{self._generation}.{self._seq}"

    def close(self) -> None:
        """Let go of the files."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _reopen(self, generation: str, stamp: int) -> None:
        state = self._folder.state(generation)
        if not state.is_made_by(self._analysis):
            raise IndexOutOfDate("索引是用旧规则建的。请运行 xuejian rebuild 重建索引。")
        if self._reader is not None and generation == self._generation:
            self._reader.refresh()
        else:
            self.close()
            self._reader = self._folder.open_reader(generation)
        self._generation, self._stamp, self._seq = generation, stamp, state.indexed_seq
