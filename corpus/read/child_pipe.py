"""A reading process as its parent sees it: what it was given, when it is overdue, how it ends."""

import contextlib
import os
import pickle
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from typing import Generic, TypeVar

from corpus.errors import KnowledgeBaseError
from corpus.read.child_process import READY, serve

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

_AHEAD = 8  # items sent to a child before the first one is answered
_AHEAD_BYTES = 4_096  # larger ones wait until the child is idle, lest both ends block on writing
_START_S = 60.0  # longest time in which a child may come up

# Forked from a process that has done nothing but import what they work with: the second child of a
# process comes up in hundredths of a second instead of seconds. Never forked from ourselves, who
# have threads and locks.
_CONTEXT = (
    get_context("forkserver") if "forkserver" in get_all_start_methods() else get_context("spawn")
)
_PRELOADED: list[str] = []


def preload(module: str) -> None:
    """Have *module* imported once for all children that will come up."""
    _PRELOADED.append(module)


@dataclass(slots=True)
class Task(Generic[ItemT]):
    """
    An item to be worked on.

    Attributes:
        place: Its ordinal among the items.
        item: As it was given.
        packed: Pickled, as it is sent.
        tries: How many children died over it.
    """

    place: int
    item: ItemT
    packed: bytes
    tries: int = 0


class Child(Generic[ItemT, ResultT]):
    """A reading process, its pipe and what it was given; the first task is the one at work."""

    def __init__(
        self,
        work: Callable[[ItemT], ResultT],
        timeout_s: float,
        memory_bytes: int,
        initializer: Callable[[], None] | None,
    ) -> None:
        _CONTEXT.set_forkserver_preload(list(_PRELOADED))
        self.pipe, inner = _CONTEXT.Pipe(duplex=True)
        given = (inner, dict(os.environ), work, timeout_s, memory_bytes, initializer)
        self.process = _CONTEXT.Process(target=serve, args=given, daemon=True)
        self.process.start()
        inner.close()
        self.timeout_s = timeout_s
        self.tasks: deque[Task[ItemT]] = deque()
        self.is_ready = False
        self.served = 0
        self.since = time.monotonic()  # when the task at work began, or the process

    @property
    def deadline(self) -> float:
        """When the task at work, or the start, has taken too long."""
        return self.since + (self.timeout_s if self.is_ready else _START_S)

    def takes(self, task: Task[ItemT]) -> bool:
        """Say whether the task may be sent now; one that failed before goes alone."""
        if not self.tasks:
            return not task.tries or not self.served
        small = len(task.packed) <= _AHEAD_BYTES
        return small and not task.tries and len(self.tasks) < _AHEAD

    def give(self, task: Task[ItemT]) -> None:
        """Send the task."""
        if not self.tasks and self.is_ready:
            self.since = time.monotonic()
        self.tasks.append(task)
        self.served += 1
        with contextlib.suppress(OSError):  # it died; its pipe will tell when we wait for it
            self.pipe.send_bytes(task.packed)

    def answer(self) -> tuple[bool, ResultT | KnowledgeBaseError] | None:
        """
        Take what came through the pipe; None when it was the news of having started.

        Raises:
            EOFError: The process died.
        """
        try:
            message = pickle.loads(self.pipe.recv_bytes())  # noqa: S301 - our own process
        except OSError as error:
            raise EOFError from error
        self.since = time.monotonic()
        if message == READY:
            self.is_ready = True
            return None
        answered: tuple[bool, ResultT | KnowledgeBaseError] = message
        return answered

    def end(self) -> int | None:
        """Kill the process and give its exit code."""
        self.pipe.close()
        self.process.join(0.2 if not self.tasks else 0)  # idle, it ends by itself
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        code: int | None = self.process.exitcode
        self.process.close()
        return code
