"""A folder for one piece of work, held by a lock: so what a crash left of it is known, and goes."""

import shutil
import uuid
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from indexer.library import Library

UPLOADS, OUTGOING, UNPACKING = "uploads", "outgoing", "unpacking"
_KINDS = (UPLOADS, OUTGOING, UNPACKING)
_LOCK = ".lock"


class Workroom:
    """A folder that goes when it is closed, or is swept when its process is gone."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self.folder = folder
        self._lock = lock

    @classmethod
    def open(cls, library: Library, kind: str) -> Self:
        """Make a folder for work of a kind: UPLOADS, OUTGOING or UNPACKING."""
        root = _root(library, kind)
        root.mkdir(parents=True, exist_ok=True)
        folder = root / uuid.uuid4().hex
        lock = held(_lock_of(folder))
        folder.mkdir()
        return cls(folder, lock)

    def close(self) -> None:
        """Let the folder go with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        release(self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def sweep_workrooms(library: Library) -> None:
    """Let go of folders whose process is gone."""
    for kind in _KINDS:
        root = _root(library, kind)
        for folder in list(root.iterdir()) if root.is_dir() else ():
            if folder.is_dir() and (lock := unheld(_lock_of(folder))):
                shutil.rmtree(folder, ignore_errors=True)
                release(lock)


def held(path: Path) -> FileLock:
    """
    Take a lock, which any thread may give back.

    Raises:
        Timeout: Somebody holds it.
    """
    lock = FileLock(path, thread_local=False)
    lock.acquire(timeout=0)
    return lock


def unheld(path: Path) -> FileLock | None:
    """Take a lock that nobody holds; None when somebody does."""
    try:
        return held(path)
    except Timeout:
        return None


def release(lock: FileLock) -> None:
    """Give a lock back for good."""
    with suppress(OSError):
        Path(lock.lock_file).unlink()
    lock.release()


def _root(library: Library, kind: str) -> Path:
    return library.settings.home / "exchange" / kind


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _LOCK)
