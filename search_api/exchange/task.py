"""Long work with a package, as it is told to whoever looks: how far it is, or what came of it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from indexer.library import Library
from search_api.exchange.cut_off import words_of_cut_off
from search_api.exchange.workroom import release, unheld

KEPT = timedelta(days=1)  # that a result is told


class TaskKind(StrEnum):
    """What is done."""

    PREVIEW = "核对"
    IMPORT = "导入"


class TaskState(StrEnum):
    """Where it stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CUT_OFF = "cut_off"  # its process is gone


@dataclass(frozen=True, slots=True)
class Task:
    """
    Work with a package.

    Attributes:
        id: 32 hex digits.
        kind: What is done.
        called: The file or package that it is done with, for people.
        started_at: When, ISO.
        state: Where it stands.
        step: What it is at.
        done: How much of the step is done.
        total: Of how much; 0 while that is not known.
        package: The sha256 of the manifest, where that is known.
        serial: Of the package, when the work is done; 0 before.
        is_repeated: Whether the package was taken in before, and nothing is to be done.
        counts: Documents by what the package changed of them.
        beside: What it brought beside documents, by its kind.
        came: What came or changed, what needs a look first: identity -> what became of it.
        unsettled: What could not be brought in after all.
        detail: Why it failed, or what holds where it was cut off.
    """

    id: str
    kind: TaskKind
    called: str
    started_at: str
    state: TaskState = TaskState.RUNNING
    step: str = ""
    done: int = 0
    total: int = 0
    package: str = ""
    serial: int = 0
    is_repeated: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    beside: dict[str, int] = field(default_factory=dict)
    came: dict[str, str] = field(default_factory=dict)
    unsettled: tuple[str, ...] = ()
    detail: str = ""


def keep_task(library: Library, task: Task) -> None:
    """Write a task down, in the place of what was written of it before."""
    path = _path(library, task.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")  # one process works at a task, and writes it
    new.write_text(json.dumps(asdict(task), ensure_ascii=False), encoding="utf-8")
    new.replace(path)


def find_task(library: Library, id_: str) -> Task | None:
    """Give a task; None when there is none, or no longer."""
    task = _read(_path(library, id_))
    if task is None or task.state is not TaskState.RUNNING:
        return task
    lock = unheld(lock_of(library, id_))
    if lock is None:
        return task
    release(lock)
    ended = _read(_path(library, id_))  # it may have ended between the two looks
    if ended is None or ended.state is not TaskState.RUNNING:
        return ended
    started_at = datetime.fromisoformat(ended.started_at)
    words = words_of_cut_off(library, ended.package, started_at)
    return replace(ended, state=TaskState.CUT_OFF, detail=words)


def all_tasks(library: Library) -> list[Task]:
    """List the tasks, the newest first."""
    found = (find_task(library, id_) for id_ in _ids(library))
    return sorted(filter(None, found), key=lambda each: each.started_at, reverse=True)


def forget_task(library: Library, id_: str) -> None:
    """Tell no more of a task."""
    _path(library, id_).unlink(missing_ok=True)
    _told(library, id_).unlink(missing_ok=True)


def mark_told(library: Library, id_: str) -> None:
    """Note that somebody was led to what came of a task; who asks again is led there again."""
    _told(library, id_).touch()


def was_told(library: Library, id_: str) -> bool:
    """Tell whether somebody was led to what came of a task."""
    return _told(library, id_).exists()


def sweep_tasks(library: Library) -> None:
    """
    Forget tasks that ended long ago, and files that are none.

    What was left out is told until somebody has seen it.
    """
    for id_ in _ids(library):
        if _read(_path(library, id_)) is None:
            forget_task(library, id_)
    for each in all_tasks(library):
        is_old = library.clock() - datetime.fromisoformat(each.started_at) > KEPT
        if is_old and each.state is not TaskState.RUNNING and not each.unsettled:
            forget_task(library, each.id)


def lock_of(library: Library, id_: str) -> Path:
    """Name the lock that a task holds while it runs."""
    path = _path(library, id_).with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _ids(library: Library) -> Iterator[str]:
    folder = _path(library, "").parent
    for path in list(folder.glob("*.json")) if folder.is_dir() else ():
        yield path.stem


def _path(library: Library, id_: str) -> Path:
    return library.settings.home / "exchange" / "tasks" / f"{id_}.json"


def _told(library: Library, id_: str) -> Path:
    return _path(library, id_).with_suffix(".told")


def _read(path: Path) -> Task | None:
    """Read a task; None where its file is gone, or of another shape."""
    try:
        task = _parsed(json.loads(path.read_text(encoding="utf-8")))
        is_aware = datetime.fromisoformat(task.started_at).tzinfo is not None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return task if is_aware and task.id == path.stem else None


def _parsed(told: Any) -> Task:
    """
    Read what `keep_task` wrote.

    Raises:
        KeyError, TypeError, ValueError: It is something else.
    """
    kind, state = TaskKind(told["kind"]), TaskState(told["state"])
    task = Task(**{**told, "kind": kind, "state": state, "unsettled": tuple(told["unsettled"])})
    blank = asdict(Task("", kind, "", ""))
    if any(type(value) is not type(blank[name]) for name, value in asdict(task).items()):
        raise TypeError
    texts = (*task.unsettled, *task.counts, *task.beside, *task.came, *task.came.values())
    counts = (*task.counts.values(), *task.beside.values())
    if not all(isinstance(each, str) for each in texts):
        raise TypeError
    if not all(isinstance(each, int) for each in counts):
        raise TypeError
    return task
