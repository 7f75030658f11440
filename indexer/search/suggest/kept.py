"""The names of the newest state of a library, made beside the work and kept at hand."""

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread

from corpus.errors import KnowledgeBaseError
from indexer.search.suggest.names import Names

_PAUSE = 4  # times the duration of the last making, before the next: files come in by hundreds


class KeptNames:
    """
    Gives what can be suggested at once; safe in several threads.

    After a change those of the state before are given until the new ones are made. So whoever
    shows one asks the catalogue whether it is still there, and may still be seen.
    """

    def __init__(self, make: Callable[[], Names]) -> None:
        self._make = make
        self._changing = Lock()
        self._names: Names | None = None
        self._state = ""
        self._making: Thread | None = None
        self._next_at = 0.0  # of the monotonic clock, in seconds

    @property
    def are_there(self) -> bool:
        """Tell whether `of` answers at once."""
        return self._names is not None

    def are_of(self, state: str) -> bool:
        """Tell whether those that are given are of *state* itself."""
        return self._state == state

    def of(self, state: str) -> Names:
        """
        Give the names of *state* or of the one before; only the first to ask waits.

        Raises:
            KnowledgeBaseError: The catalogue cannot be read.
        """
        self.prepare(state)
        if self._names is None and (making := self._making) is not None:
            making.join()
        if self._names is None:
            self._renew(state)
        assert self._names is not None  # noqa: S101  made, or an error was raised
        return self._names

    def prepare(self, state: str) -> None:
        """Begin to make the names of *state*, unless they are there or being made."""
        with self._changing:
            is_busy = self._making is not None and self._making.is_alive()
            if state == self._state or is_busy or time.monotonic() < self._next_at:
                return
            self._making = Thread(target=self._renew_quietly, args=(state,), daemon=True)
            self._making.start()

    def close(self) -> None:
        """Wait for what is being made."""
        if self._making is not None:
            self._making.join()

    def _renew_quietly(self, state: str) -> None:
        with suppress(KnowledgeBaseError):  # whoever asks next is told, or tries again
            self._renew(state)

    def _renew(self, state: str) -> None:
        began = time.monotonic()
        names = self._make()
        ended = time.monotonic()
        with self._changing:
            self._names, self._state = names, state
            self._next_at = ended + _PAUSE * (ended - began)
