"""What an engine meets on the disk, said in our words."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from corpus.errors import IndexOutOfDate, KnowledgeBaseError, StorageFull
from corpus.storage import NO_ROOM
from indexer.engine.protocol import EngineWriter
from indexer.engine.schema import Rows

_LEAST_FREE_BYTES = 8 << 20  # tantivy does not tell why it could not write


@contextmanager
def engine_trouble(folder: Path) -> Iterator[None]:
    """
    Translate what goes wrong between an engine and its files in *folder*.

    Raises:
        StorageFull: No room on the disk.
        IndexOutOfDate: The files cannot be read or written.
    """
    try:
        yield
    except KnowledgeBaseError:
        raise
    except Exception as error:  # each engine has errors of its own for broken files
        if _is_full(error, folder):
            raise StorageFull(
                "磁盘已满，索引写不下；收录的文件已在目录中。请腾出空间后再运行一次。"
            ) from error
        raise IndexOutOfDate("索引打不开或写不了。请运行 xuejian rebuild 重建索引。") from error


class GuardedWriter:
    """A writer whose failures speak our words; one that has failed can still be let go of."""

    def __init__(self, writer: EngineWriter, folder: Path) -> None:
        self._writer = writer
        self._folder = folder
        self._failed = False

    def write(self, documents: Iterable[Rows]) -> None:
        """Add documents, in place of those with the same ordinals."""
        written = list(documents)
        with self._guarded():
            self._writer.write(written)

    def delete(self, ordinals: Iterable[int]) -> None:
        """Take documents out."""
        gone = list(ordinals)
        with self._guarded():
            self._writer.delete(gone)

    def commit(self) -> None:
        """Make the changes durable and visible."""
        with self._guarded():
            self._writer.commit()

    def close(self) -> None:
        """Let go of the index."""
        forgiving = suppress(KnowledgeBaseError) if self._failed else nullcontext()
        with forgiving, engine_trouble(self._folder):
            self._writer.close()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            with engine_trouble(self._folder):
                yield
        except KnowledgeBaseError:
            self._failed = True
            raise


def _is_full(error: Exception, folder: Path) -> bool:
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return True
    return folder.exists() and shutil.disk_usage(folder).free < _LEAST_FREE_BYTES
