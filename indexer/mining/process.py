"""Mining in a process of its own, so that nobody waits for it."""

import multiprocessing
import os
import signal
import time
from multiprocessing.context import SpawnProcess

from corpus.settings import Settings
from indexer.library import Library
from indexer.mining.mine import is_asked, mine

REST_AFTER_TROUBLE_S = 60.0


class Miner:
    """Starts the process when mining is asked for; one at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: SpawnProcess | None = None
        self._not_before = 0.0

    def start_if_asked(self, library: Library) -> None:
        """See whether there is something to do; do not wait for it."""
        if self._process is not None:
            if self._process.is_alive():
                return
            if self._process.exitcode:
                self._not_before = time.monotonic() + REST_AFTER_TROUBLE_S
            self._process.close()
            self._process = None
        if time.monotonic() >= self._not_before and is_asked(library):
            context = multiprocessing.get_context("spawn")
            self._process = context.Process(target=mine_alone, args=(self._settings, os.getpid()))
            self._process.start()


def mine_alone(settings: Settings, parent: int) -> None:
    """Mine a library, as long as process *parent* lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told
    os.nice(5)  # whoever searches goes before

    def stop_with_parent(done: int, total: int) -> None:
        if os.getppid() != parent:
            raise SystemExit

    with Library.open(settings) as library:
        mine(library, stop_with_parent)
