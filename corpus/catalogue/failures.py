"""What the database's own exceptions mean to us."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from corpus.errors import IndexLocked, KnowledgeBaseError, StorageFull, WrongSetting

# SQLite grows its shared memory before it writes: on a full disk that fails first. A quota on
# the size of files shows as a failed write.
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SHUT = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM})
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR})
_POSTGRES_FULL = "53100"


@contextmanager
def translated() -> Iterator[None]:
    """Raise our errors in place of the database's; those that only a mistake of ours makes stay."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        ours = _meaning(error.orig if isinstance(error, DBAPIError) else error)
        if ours is None:
            raise
        raise ours from error


def _meaning(cause: BaseException | None) -> KnowledgeBaseError | None:
    extended: int = getattr(cause, "sqlite_errorcode", None) or 0
    code = extended & 0xFF  # the rest of it says more
    if extended in _FULL or getattr(cause, "sqlstate", None) == _POSTGRES_FULL:
        return StorageFull("磁盘满了，改动没有保存。请腾出空间后重试。")
    if code in _BUSY:
        return IndexLocked("另一个进程正在写资料库，等了很久还没写完。请稍后重试。")
    if code in _SHUT:
        return WrongSetting("资料库打不开或不能写。请检查目录的权限，或用 --home 换一个。")
    if code in _BROKEN:
        return KnowledgeBaseError(
            "资料库文件损坏或磁盘读写出错。请检查磁盘，并从备份恢复资料库目录。"
        )
    return None
