"""The files as they came in, kept by the sha256 of their bytes."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import (
    DamagedFile,
    DocumentNotFound,
    FileNotAccessible,
    KnowledgeBaseError,
    StorageFull,
)

_CHUNK = 1 << 20
_TEMPORARY = ".new"
_SYNCING_THREADS = 16  # syncs wait for the disk, and the disk takes many at once


class Originals:
    """A folder of files named by their hash, two letters a subfolder; each is kept whole or not."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        """Say where the file with this hash lies, or would."""
        return self._root / sha256[:2] / sha256

    def keep(self, files: Sequence[tuple[Path, str]]) -> dict[str, KnowledgeBaseError]:
        """
        Copy files so that they survive power loss once this returns.

        Args:
            files: Where each lies, and the hash that it had when it was read.

        Returns:
            By hash, why a file could not be kept; all others are.
        """
        failed: dict[str, KnowledgeBaseError] = {}
        written: list[str] = []
        for source, sha256 in files:
            try:
                if not self.path(sha256).exists():
                    self._write(source, sha256)
                    written.append(sha256)
            except KnowledgeBaseError as error:
                failed[sha256] = error
        with ThreadPoolExecutor(_SYNCING_THREADS) as pool, _translated(self._root):
            list(pool.map(_sync, map(self._temporary, written)))
            for sha256 in written:
                self._temporary(sha256).replace(self.path(sha256))
            list(pool.map(_sync, {self.path(sha256).parent for sha256 in written}))
        return failed

    def read(self, sha256: str) -> Iterator[bytes]:
        """
        Give the file in pieces.

        Raises:
            DocumentNotFound: It is not here.
        """
        try:
            file = self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise DocumentNotFound(sha256[:16]) from error
        with file:
            while piece := file.read(_CHUNK):
                yield piece

    def verify(self, sha256: str) -> bool:
        """Tell whether the file is here with the bytes that it came with."""
        try:
            return hash_file(self.path(sha256))[0] == sha256
        except FileNotAccessible:
            return False

    def remove(self, sha256: str) -> None:
        """Forget a file; one that is not here is no error."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Drop what a crash left half written."""
        for path in self._root.glob(f"*/*{_TEMPORARY}"):
            path.unlink(missing_ok=True)

    def _temporary(self, sha256: str) -> Path:
        return self.path(sha256).with_name(sha256 + _TEMPORARY)

    def _write(self, source: Path, sha256: str) -> None:
        temporary = self._temporary(sha256)
        with _translated(source):
            temporary.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(source, temporary)
                copied, _ = hash_file(temporary)
            except OSError:
                temporary.unlink(missing_ok=True)
                raise
        if copied != sha256:
            temporary.unlink(missing_ok=True)
            raise DamagedFile("文件在导入过程中被改动了。请等它保存完毕后再导入。")


def hash_file(path: Path) -> tuple[str, int]:
    """
    Give the sha256 of a file's bytes in hex, and their number.

    Raises:
        FileNotAccessible: It is not there, or not ours to read.
    """
    digest = hashlib.sha256()
    with _translated(path), path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
        return digest.hexdigest(), file.tell()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StorageFull("磁盘已满，原件保存不下。请腾出空间后再运行一次。") from error
        raise FileNotAccessible(
            f"文件打不开（{error.strerror or error}）。请检查文件是否还在、有没有读取权限。",
            path=str(path),
        ) from error
