"""Passages by meaning, as the search asks for them: at once, or not at all."""

import logging
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from threading import Lock, Thread
from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.errors import EncoderUnavailable
from corpus.settings import Settings
from indexer.semantic.source import BGE, EncoderSource

if TYPE_CHECKING:  # they need numpy, which the extra `semantic` brings
    from indexer.semantic.encoder import Encoder
    from indexer.semantic.snapshot import Snapshot
    from indexer.semantic.store import VectorStore

LOOK_AGAIN_AFTER_S = 3.0  # whether there is anything, or anything newer

_NOTHING: Mapping[int, float] = MappingProxyType({})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Ready:
    """
    All that an answer needs.

    Attributes:
        encoder: Reads the question.
        store: Tells whether there is anything newer.
        version: Of the store, which the snapshot shows.
        snapshot: What is searched.
    """

    encoder: "Encoder"
    store: "VectorStore"
    version: int
    snapshot: "Snapshot"


class Nearest:
    """
    Finds the passages whose meaning is nearest; safe in several threads.

    Weights and vectors are read beside the searches, which meanwhile find by words alone. Nothing
    that goes wrong here stops a search.
    """

    def __init__(self, settings: Settings, source: EncoderSource = BGE) -> None:
        self._settings = settings
        self._source = source
        self._ready: _Ready | None = None
        self._loading = Lock()
        self._looked_at = -LOOK_AGAIN_AFTER_S

    @property
    def version(self) -> str:
        """Name what is searched now; changes whenever further vectors are at hand."""
        ready = self._ready
        return str(ready.version) if ready else "none"

    def nearest_passages(
        self,
        text: str,
        count: int,
        allowed: Collection[int] | None = None,
        also: Collection[int] = (),
    ) -> Mapping[int, float]:
        """
        Give the passages nearest to a question, the nearest first: key -> cosine, from -1 to 1.

        Nothing when there are no vectors, or they are not at hand yet: this call then has them
        read for the next ones.

        Args:
            text: As typed.
            count: At most so many.
            allowed: Ordinals of the documents that may be found; None for all.
            also: Keys of passages that are told too, however far, as those that words found.
        """
        self._look_again()
        ready = self._ready
        if ready is None or not len(ready.snapshot.keys) or not text.strip():
            return _NOTHING
        from indexer.semantic.reading import of_question

        question = ready.encoder.question(of_question(text))
        return ready.snapshot.nearest(question, count, allowed, also)

    def prepare(self) -> bool:
        """Have everything at hand when this returns, if it is to be had; tell whether it is."""
        with self._loading:
            self._load()
        return self._ready is not None

    def close(self) -> None:
        """Let go of the files."""
        with self._loading:
            ready, self._ready = self._ready, None
        if ready is not None:
            ready.store.close()

    def _look_again(self) -> None:
        """From time to time, have what is newer read beside the searches."""
        now = time.monotonic()
        if now - self._looked_at < LOOK_AGAIN_AFTER_S or not self._loading.acquire(blocking=False):
            return
        self._looked_at = now
        ready = self._ready
        if ready is not None and ready.store.version == ready.version:
            self._loading.release()
            return
        Thread(target=self._load_beside, daemon=True).start()

    def _load_beside(self) -> None:
        try:
            self._load()
        finally:
            self._looked_at = time.monotonic()
            self._loading.release()

    def _load(self) -> None:
        try:
            self._ready = self._newest()
        except Exception:  # a search by words needs nothing of it
            _log.exception("vectors not read")

    def _newest(self) -> _Ready | None:
        try:
            self._source.check(self._settings)
        except EncoderUnavailable:
            return None
        from indexer.semantic.store import VectorStore

        old = self._ready
        if old is not None and old.store.version < 0:  # another file lies there now
            old.store.close()
            old = None
        folder = self._settings.vectors / self._source.name
        store = old.store if old else VectorStore.open_to_read(folder, self._source.dimensions)
        if store is None:
            return None
        version = store.version  # before the snapshot: what is newer shall be looked for again
        snapshot = store.snapshot(old.snapshot if old else None)
        encoder = old.encoder if old else self._source.open(self._settings)
        return _Ready(encoder, store, version, snapshot)
