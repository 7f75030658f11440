"""Working with packages while whoever asked for it may leave: in a thread, told by its task."""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from fastapi import Request
from filelock import FileLock
from starlette.concurrency import run_in_threadpool

from corpus.actor import Actor
from corpus.errors import KnowledgeBaseError
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.importing import (
    Moved,
    apply_package,
    receive,
    refuse_strangers,
    waiting_package,
)
from search_api.exchange.opening import is_staged
from search_api.exchange.result import counted, counted_beside, told_of
from search_api.exchange.task import (
    Task,
    TaskKind,
    TaskState,
    all_tasks,
    find_task,
    forget_task,
    keep_task,
    lock_of,
    mark_told,
    was_told,
)
from search_api.exchange.uploading import upload_room, uploaded
from search_api.exchange.workroom import Workroom, held, release

TOLD_EVERY_S = 0.3
PATIENCE_S = 0.8  # that a page waits for work that may be short

Work = Callable[[Task, Moved], Task]  # does it, and gives the task with what came of it

_log = logging.getLogger(__name__)


@dataclass
class Working:
    """Work that was begun here."""

    library: Library
    task: Task
    error: KnowledgeBaseError | None = None
    _told_at: float = field(default=0.0, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)

    def start(self, work: Work) -> None:
        """Let it be done beside."""
        lock = held(lock_of(self.library, self.task.id))
        keep_task(self.library, self.task)
        self._thread = threading.Thread(target=self._run, args=(work, lock), daemon=True)
        self._thread.start()

    def wait(self, timeout_s: float | None = None) -> Task:
        """
        Wait a little for its end; give where it stands.

        Raises:
            KnowledgeBaseError: It failed meanwhile; it is told no more elsewhere.
        """
        if self._thread is not None:
            self._thread.join(PATIENCE_S if timeout_s is None else timeout_s)
        if self.error is not None:
            forget_task(self.library, self.task.id)
            raise self.error
        return self.task

    def _run(self, work: Work, lock: FileLock) -> None:
        try:
            self._tell(replace(work(self.task, self._moved), state=TaskState.DONE))
        except KnowledgeBaseError as error:
            self._tell(replace(self.task, state=TaskState.FAILED, detail=error.detail))
            self.error = error
        except Exception:  # nobody else hears of it
            _log.exception("exchange task failed")
            detail = "程序出错，没有做完。请再试一次；仍不行，请把日志交给维护人员。"
            self._tell(replace(self.task, state=TaskState.FAILED, detail=detail))
        finally:
            release(lock)

    def _moved(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step != self.task.step or done == total or now - self._told_at > TOLD_EVERY_S:
            self._told_at = now
            self._tell(replace(self.task, step=step, done=done, total=total))

    def _tell(self, task: Task) -> None:
        self.task = task
        keep_task(self.library, task)


async def received(request: Request, library: Library, actor: Actor) -> Working:
    """
    Take a package that a request sends, and begin to verify it.

    Raises:
        Forbidden: The actor is no keeper.
        FileTooLarge: It is larger than a package can be.
        StorageFull: No room for it.
        WrongValue: The form has no file.
    """
    only_keepers(actor)
    room = upload_room(library)
    try:
        path = await uploaded(request, room)
        return await run_in_threadpool(begin_preview, library, actor, room, path)
    except BaseException:
        room.close()
        raise


def begin_preview(library: Library, actor: Actor, room: Workroom, path: Path) -> Working:
    """
    Verify a package that was sent, and see what it would change; the room goes with the work.

    Raises:
        Forbidden: The actor is no keeper.
    """
    only_keepers(actor)

    def work(task: Task, moved: Moved) -> Task:
        with room:
            found = receive(library, actor, path, moved)
        manifest = found.manifest
        return replace(
            task,
            called=_called(manifest.name, manifest.serial),
            package=found.package,
            serial=manifest.serial,
            is_repeated=found.is_done,
        )

    return _begun(
        library, Task(uuid.uuid4().hex, TaskKind.PREVIEW, "送来的交换包", _now(library)), work
    )


def begin_import(
    library: Library,
    actor: Actor,
    package: str,
    *,
    trust: str | None = None,
    again: Collection[str] = (),
) -> Working:
    """
    Take in a package that was received before; see `importing.apply_package`.

    Where that is under way already, it is not begun again.

    Raises:
        Forbidden: The actor is no keeper.
        LibraryNotTrusted: The library is not known, and its fingerprint not confirmed.
        PackageRefused: It is no longer here.
    """
    only_keepers(actor)
    manifest = waiting_package(library, package).manifest
    with library.catalogue.read() as connection:
        refuse_strangers(connection, manifest, trust)
    for known in _imports_of(library, package):
        if known.state is TaskState.RUNNING:
            return Working(library, known)
        forget_task(library, known.id)  # it comes again

    def work(task: Task, moved: Moved) -> Task:
        done = apply_package(library, actor, package, trust=trust, again=again, moved=moved)
        lacking = tuple(f"《{each.title}》：{each.detail}" for each in done.unsettled)
        return replace(
            task,
            serial=manifest.serial,
            is_repeated=done.preview.is_done,
            counts=counted(done),
            beside=counted_beside(done.preview),
            came=told_of(done),
            unsettled=lacking,
        )

    called = _called(manifest.name, manifest.serial)
    task = Task(uuid.uuid4().hex, TaskKind.IMPORT, called, _now(library), package=package)
    return _begun(library, task, work)


def task_of(library: Library, actor: Actor, id_: str) -> Task | None:
    """
    Tell how far a task is; None when there is none.

    Raises:
        Forbidden: The actor is no keeper.
    """
    only_keepers(actor)
    return find_task(library, id_)


def tasks_told(library: Library, actor: Actor) -> tuple[Task, ...]:
    """List what is under way, and what ended and still waits to be seen; readers see none."""
    if actor.role != "keeper":
        return ()
    found = [each for each in all_tasks(library) if not was_told(library, each.id)]
    told = {each.package for each in found if each.kind is TaskKind.IMPORT}
    listed = []
    for task in found:
        if task.kind is not TaskKind.PREVIEW or task.state is not TaskState.DONE:
            listed.append(task)
        elif task.package not in told and not task.is_repeated and is_staged(library, task.package):
            listed.append(task)
            told.add(task.package)  # a package waits once, however often it was sent
    return tuple(listed)


def tell_task(library: Library, actor: Actor, id_: str) -> None:
    """List a task no more, for somebody sees what came of it."""
    if task_of(library, actor, id_) is not None:
        mark_told(library, id_)


def drop_task(library: Library, actor: Actor, id_: str) -> None:
    """Tell no more of a task that ended."""
    task = task_of(library, actor, id_)
    if task is not None and task.state is not TaskState.RUNNING:
        forget_task(library, id_)


def _imports_of(library: Library, package: str) -> list[Task]:
    """List the tasks that take a package in, or took it in before."""
    found = all_tasks(library)
    return [each for each in found if each.kind is TaskKind.IMPORT and each.package == package]


def _begun(library: Library, task: Task, work: Work) -> Working:
    working = Working(library, task)
    working.start(work)
    return working


def _called(name: str, serial: int) -> str:
    return f"“{name}”第 {serial} 号包"


def _now(library: Library) -> str:
    return library.clock().isoformat()
