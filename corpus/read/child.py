"""Reading in child processes: a hostile or broken file costs only itself."""

import contextlib
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import connection as pipes
from types import TracebackType
from typing import Generic, TypeVar

from corpus.errors import KnowledgeBaseError, ReadingTimedOut, UnreadableFile
from corpus.read.child_pipe import Child, Task
from corpus.read.child_process import out_of_memory

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

_MOST_FAILED_STARTS = 3
_TRIES = 2


@dataclass(slots=True)
class _Run(Generic[ItemT, ResultT]):
    """One passage through items: what waits, what is done, what was given out."""

    items: Iterator[ItemT]
    window: int
    waiting: deque[Task[ItemT]] = field(default_factory=deque)
    done: dict[int, tuple[ItemT, ResultT | KnowledgeBaseError]] = field(default_factory=dict)
    taken: int = 0
    given: int = 0

    def next_task(self) -> Task[ItemT] | None:
        """Look at the next task, consuming an item only while the window allows it."""
        if not self.waiting and self.taken < self.given + self.window:
            with contextlib.suppress(StopIteration):
                item = next(self.items)
                self.waiting.append(Task(self.taken, item, pickle.dumps(item)))
                self.taken += 1
        return self.waiting[0] if self.waiting else None


class ChildPool(Generic[ItemT, ResultT]):
    """
    Child processes, walled off by limits, that do one kind of work.

    The processes start when they are first needed and live on between calls; `close` (or leaving
    the `with` block) ends them. A pool belongs to one thread.
    """

    def __init__(
        self,
        work: Callable[[ItemT], ResultT],
        *,
        jobs: int,
        timeout_s: float,
        memory_bytes: int,
        recycle_after: int = 2000,
        initializer: Callable[[], None] | None = None,
    ) -> None:
        """
        Prepare the pool.

        Args:
            work: A function at the top of a module; it gets an item and gives a result.
            jobs: How many processes at most.
            timeout_s: Longest wall time for one item.
            memory_bytes: Most address space of a process.
            recycle_after: After how many items a process is replaced.
            initializer: Called once in each process, before its first item.
        """
        self._work = work
        self._jobs = max(jobs, 1)
        self._timeout_s = timeout_s
        self._memory_bytes = memory_bytes
        self._recycle_after = max(recycle_after, 1)
        self._initializer = initializer
        self._children: list[Child[ItemT, ResultT]] = []
        self._failed_starts = 0

    def __enter__(self) -> "ChildPool[ItemT, ResultT]":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        while self._children:
            self._children.pop().end()

    def map_ordered(
        self, items: Iterable[ItemT], *, window: int = 64
    ) -> Iterator[tuple[ItemT, ResultT | KnowledgeBaseError]]:
        """
        Work on the items and give each with its result, in the order of the items.

        A KnowledgeBaseError that the work raises is given as the result. So are ours: an item
        that takes too long or too much memory (ReadingTimedOut), that breaks the work
        (DamagedFile), or that ends its process twice (UnreadableFile).

        Args:
            items: Consumed lazily.
            window: How many items are taken beyond the oldest one without a result.

        Raises:
            RuntimeError: The processes do not come up; a fault of the program.
        """
        run: _Run[ItemT, ResultT] = _Run(iter(items), max(window, 1))
        try:
            while True:
                self._feed(run)
                while run.given in run.done:
                    run.given += 1
                    yield run.done.pop(run.given - 1)
                if run.given == run.taken and run.next_task() is None:
                    return
                self._feed(run)
                self._wait(run)
        finally:
            self._drop(child for child in list(self._children) if child.tasks)

    def _feed(self, run: _Run[ItemT, ResultT]) -> None:
        """Send tasks to the least busy children as long as one takes them."""
        while (task := run.next_task()) is not None:
            child = self._free_child(task)
            if child is None:
                return
            run.waiting.popleft()
            child.give(task)

    def _free_child(self, task: Task[ItemT]) -> Child[ItemT, ResultT] | None:
        worn = [
            child
            for child in self._children
            if not child.tasks and (child.served >= self._recycle_after or not child.takes(task))
        ]
        self._drop(worn)
        children = [child for child in self._children if child.served < self._recycle_after]
        least = min(children, key=lambda child: len(child.tasks), default=None)
        if (least is None or least.tasks) and len(self._children) < self._jobs:
            least = Child(self._work, self._timeout_s, self._memory_bytes, self._initializer)
            self._children.append(least)
        return least if least is not None and least.takes(task) else None

    def _drop(self, children: Iterable[Child[ItemT, ResultT]]) -> None:
        for child in children:
            self._children.remove(child)
            child.end()

    def _wait(self, run: _Run[ItemT, ResultT]) -> None:
        """Wait for answers, deaths and the nearest deadline, and note what they mean."""
        busy = {child.pipe: child for child in self._children if child.tasks}
        if not busy:
            return
        nearest = min(child.deadline for child in busy.values())
        ready = pipes.wait(list(busy), max(nearest - time.monotonic(), 0))
        for pipe in ready:
            self._take(run, busy[pipe])  # type: ignore[index]
        # An answer that lay in a pipe while the caller was busy counts as given in time.
        for child in busy.values():
            overdue = child in self._children and child.tasks and time.monotonic() > child.deadline
            if overdue and child.pipe not in ready:
                self._expire(run, child)

    def _take(self, run: _Run[ItemT, ResultT], child: Child[ItemT, ResultT]) -> None:
        try:
            answer = child.answer()
        except EOFError:
            self._bury(run, child)
            return
        self._failed_starts = 0
        if answer is not None:
            task = child.tasks.popleft()
            run.done[task.place] = (task.item, answer[1])

    def _expire(self, run: _Run[ItemT, ResultT], child: Child[ItemT, ResultT]) -> None:
        """The task at work took too long: end the child, give its other tasks to others."""
        if not child.is_ready:
            self._bury(run, child)
            return
        task = child.tasks.popleft()
        self._requeue(run, child.tasks)
        self._drop([child])
        detail = f"读取超过 {self._timeout_s:g} 秒，已停止。请检查文件是否损坏，或拆分后再导入。"
        run.done[task.place] = (task.item, ReadingTimedOut(detail))

    def _bury(self, run: _Run[ItemT, ResultT], child: Child[ItemT, ResultT]) -> None:
        """The child died: its task at work is tried once more, the others anew."""
        tasks = child.tasks
        was_ready = child.is_ready
        self._children.remove(child)
        code = child.end()
        if not was_ready:
            self._failed_starts += 1
            if self._failed_starts >= _MOST_FAILED_STARTS:
                raise RuntimeError(f"reading processes do not come up (exit code {code})")
        elif tasks:
            tasks[0].tries += 1
            if tasks[0].tries >= _TRIES or code == -getattr(signal, "SIGXCPU", 0):
                task = tasks.popleft()
                run.done[task.place] = (task.item, _died(code))
        self._requeue(run, tasks)

    @staticmethod
    def _requeue(run: _Run[ItemT, ResultT], tasks: Iterable[Task[ItemT]]) -> None:
        run.waiting.extendleft(reversed(list(tasks)))


def _died(code: int | None) -> UnreadableFile:
    """Say what the end of a child means for the file it was reading."""
    if code == -getattr(signal, "SIGXCPU", 0):
        return ReadingTimedOut(
            "读取占用处理器时间过长，已停止。请检查文件是否损坏，或拆分后再导入。"
        )
    if code == -getattr(signal, "SIGKILL", 0):  # most often the kernel, short of memory
        return out_of_memory()
    return UnreadableFile(
        "读取时程序异常退出，文件可能已损坏。请用原软件打开检查，另存后再导入。", exit_code=code
    )
