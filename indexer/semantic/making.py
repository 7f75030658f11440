"""
Making the vectors that are missing: the store follows the catalogue, as the index does.

Outbox rows in order; of each document the texts that are new are read, a portion at a time, each of
which is kept; then the document's passages, then the watermark. Whatever is cut off goes on there.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from corpus.catalogue import Catalogue, outbox
from corpus.catalogue.portions import portions
from corpus.catalogue.wordings import count_passages, wordings
from corpus.errors import IndexLocked
from corpus.settings import Settings
from indexer.semantic.encoder import Encoder
from indexer.semantic.reading import of_passage
from indexer.semantic.source import EncoderSource
from indexer.semantic.store import VectorStore

TEXTS_AT_ONCE = 64  # about a second's work, lost if it is cut off
ROWS_AT_ONCE = 200  # of the outbox

Progress = Callable[[int, int], None]  # passages done, of how many
Stop = Callable[[], bool]


@dataclass
class Making:
    """
    The one writer of a store.

    Attributes:
        catalogue: Whose passages they are.
        encoder: What reads them.
        store: Where the vectors go.
    """

    catalogue: Catalogue
    encoder: Encoder
    store: VectorStore
    _lock: FileLock
    _done: int = 0
    _total: int = 0

    @classmethod
    def open(cls, settings: Settings, catalogue: Catalogue, encoder: Encoder) -> Self:
        """
        Open the store of *encoder* in the home.

        Raises:
            IndexLocked: Another process is making vectors.
            StorageFull: No room for the store.
        """
        folder = settings.vectors / encoder.name
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "making.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise IndexLocked(
                "另一个进程正在生成语义向量（网页服务在后台会自动生成）。请等它做完。"
            ) from error
        try:
            store = VectorStore.open_to_write(folder, encoder.dimensions)
        except BaseException:
            lock.release()
            raise
        return cls(catalogue, encoder, store, lock)

    def catch_up(self, moved: Progress | None = None, stop: Stop | None = None) -> bool:
        """
        Follow the outbox to its end; tell whether it was reached.

        Args:
            moved: Told after each portion.
            stop: Asked before each portion.
        """
        with self.catalogue.read() as connection:
            newest, self._total = outbox.newest(connection), count_passages(connection)
        if self.store.seq > newest:  # the store of a catalogue that is no more
            self.store.start_again()
        self._done = self.store.count()
        has_left = False
        while True:
            with self.catalogue.read() as connection:
                entries = outbox.after(connection, self.store.seq, ROWS_AT_ONCE)
            if not entries:
                break
            last = {entry.ordinal: entry.action for entry in entries}
            self.store.remove(each for each, action in last.items() if action == "delete")
            for ordinal in (each for each, action in last.items() if action == "put"):
                if not self._make(ordinal, moved, stop or _never):
                    return False
            self.store.reached(entries[-1].seq)
            has_left = True
        if has_left:
            self.store.sweep()
        self._done = self.store.count()
        self._tell(moved, 0)
        return True

    def close(self) -> None:
        """Let go of store and lock."""
        try:
            self.store.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _make(self, ordinal: int, moved: Progress | None, stop: Stop) -> bool:
        """Make the vectors of a document; tell whether nothing stopped it."""
        with self.catalogue.read() as connection:
            words = wordings(connection, ordinal)
        if words is None:  # removed meanwhile; its outbox row will say so
            return True
        texts = {key: of_passage(words.title, text) for key, text in words.passages.items()}
        hashes = {key: _hash(text) for key, text in texts.items()}
        if self.store.has(ordinal, hashes):
            return True
        by_hash = {hashes[key]: text for key, text in texts.items()}
        known = self.store.known(by_hash)
        missing = {each: text for each, text in by_hash.items() if each not in known}
        for portion in portions(missing.items(), TEXTS_AT_ONCE):
            if stop():
                return False
            self._read(dict(portion))
            self._tell(moved, len(portion))
        self.store.put(ordinal, hashes)
        self._tell(moved, len(hashes) - len(missing))
        return not stop()

    def _read(self, texts: Mapping[bytes, str]) -> None:
        self.store.add(list(texts), self.encoder.passages(list(texts.values())))

    def _tell(self, moved: Progress | None, passages: int) -> None:
        self._done += passages
        if moved:
            moved(min(self._done, self._total), self._total)


def is_behind(settings: Settings, catalogue: Catalogue, source: EncoderSource) -> bool:
    """Tell whether vectors of an encoder are missing, or are too many."""
    store = VectorStore.open_to_read(settings.vectors / source.name, source.dimensions)
    reached = -1
    if store is not None:
        reached = store.seq
        store.close()
    with catalogue.read() as connection:
        return outbox.newest(connection) != max(reached, 0)


def _hash(text: str) -> bytes:
    """Give what stands for a text; half of a pair that a text may hold counts as it is."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _never() -> bool:
    return False
