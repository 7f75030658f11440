"""What runs inside a reading process: one piece of work after another, within its limits."""

import contextlib
import math
import os
import pickle
import signal
import threading
from collections.abc import Callable, Mapping
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

from corpus.collector import collect_rarely
from corpus.errors import DamagedFile, KnowledgeBaseError, ReadingTimedOut

try:
    import resource
except ImportError:  # Windows has no such limits; the wall clock still holds there
    resource = None  # type: ignore[assignment]

READY = "ready"
_CPU_GRACE_S = 5  # beyond the wall time: the clock outside strikes first


def serve(
    connection: Connection,
    environment: Mapping[str, str],
    work: Callable[[Any], Any],
    timeout_s: float,
    memory_bytes: int,
    initializer: Callable[[], None] | None,
) -> None:
    """
    Work on what comes through the connection until it is closed or None comes.

    Each answer is the pickled (ok, value): a result, or a KnowledgeBaseError. The environment
    becomes the parent's, for that of the process from which this one was forked is older.
    """
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    _die_with_parent()
    _limit_memory(memory_bytes)
    if initializer is not None:
        initializer()
    collect_rarely()
    with contextlib.suppress(EOFError, OSError):  # the parent is gone
        connection.send_bytes(pickle.dumps(READY))
        while (item := connection.recv()) is not None:
            _limit_cpu(timeout_s)
            connection.send_bytes(_answer(work, item))


def _answer(work: Callable[[Any], Any], item: Any) -> bytes:
    try:
        return pickle.dumps((True, work(item)), pickle.HIGHEST_PROTOCOL)
    except KnowledgeBaseError as error:
        return _pickled(error)
    except MemoryError:
        return _pickled(out_of_memory())
    except RecursionError as error:
        return _pickled(_broken(error))
    except Exception as error:  # the wall: whatever a broken file provokes ends here
        return _pickled(_broken(error))


def _pickled(error: KnowledgeBaseError) -> bytes:
    try:
        return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
    except Exception as unpicklable:  # facts may hold anything
        return pickle.dumps((False, _broken(unpicklable)))


def _broken(error: BaseException) -> DamagedFile:
    cause = f"{type(error).__name__}: {error}"[:300]
    return DamagedFile(
        f"文件内容异常，读取时出错（{cause}）。请用原软件打开检查，另存后再导入。", cause=cause
    )


def out_of_memory() -> ReadingTimedOut:
    """Say that a file took more memory than reading may."""
    return ReadingTimedOut("读取这个文件需要的内存超过上限。请拆分，或去掉其中的大图片后再导入。")


def _die_with_parent() -> None:
    """End whatever is done here once the process that asked for it is gone."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _limit_memory(memory_bytes: int) -> None:
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # a tighter limit holds already
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _limit_cpu(timeout_s: float) -> None:
    """Let the kernel end the process when one item burns more than its time."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + timeout_s) + _CPU_GRACE_S
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )
