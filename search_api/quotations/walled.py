"""Work on a file that was sent, in a walled-off process; nothing of it is kept."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from corpus.errors import KnowledgeBaseError
from corpus.read.child import ChildPool
from corpus.settings import Settings

Task = TypeVar("Task")
Made = TypeVar("Made")


def walled_off(
    settings: Settings,
    content: bytes,
    suffix: str,
    work: Callable[[Task], Made],
    task_of: Callable[[Path], Task],
) -> Made:
    """
    Give what a function of a module makes of a file.

    Args:
        settings: Limits of reading.
        content: The file.
        suffix: Of its name, which may tell what it is.
        work: The function, called in the other process.
        task_of: Gives what it is called with, for the path at which the file lies meanwhile.

    Raises:
        UnreadableFile: One of its kinds.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(content)
        pool = ChildPool(
            work,
            jobs=1,
            timeout_s=settings.read_timeout_s,
            memory_bytes=settings.read_memory_bytes,
        )
        with pool:
            ((_, result),) = pool.map_ordered([task_of(path)])
    if isinstance(result, KnowledgeBaseError):
        raise result
    return result
