"""The files as they came in, kept by the sha256 of their bytes."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from corpus.errors import (
    DamagedFile,
    DocumentNotFound,
    FileNotAccessible,
    KnowledgeBaseError,
    StorageFull,
    UnreadableFile,
    WrongSetting,
)

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})  # what the system says then

_CHUNK = 1 << 20
_TEMPORARY = ".new"
_SYNCING_THREADS = 16  # syncs wait for the disk, and the disk takes many at once
_SHUT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NOT_BLOCKING = getattr(os, "O_NONBLOCK", 0)  # a pipe among the files must not hold us up


class Originals:
    """
    A folder of files named by their hash, two letters a subfolder; each is kept whole or not.

    Only the holder of the home's lock writes into it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        """Say where the file with this hash lies, or would."""
        return self._root / sha256[:2] / sha256

    def keep(self, files: Sequence[tuple[Path, str]]) -> dict[str, UnreadableFile]:
        """
        Copy files so that they survive power loss once this returns.

        A copy that is here already is left alone if its bytes are right, and mended if not.

        Args:
            files: Where each lies, and the hash that it had when it was read.

        Returns:
            By hash, why a file could not be kept; all others are.

        Raises:
            StorageFull: No room; none of the files is kept that was not before.
            WrongSetting: The folder cannot be written.
        """
        sources = {sha256: source for source, sha256 in files}
        failed: dict[str, UnreadableFile] = {}
        written: list[str] = []
        try:
            for sha256, source in sources.items():
                if self.verify(sha256):
                    continue
                written.append(sha256)
                try:
                    self._write(source, sha256)
                except UnreadableFile as error:
                    failed[sha256] = error
                    self._drop_temporaries([written.pop()])
            self._settle(written)
        except BaseException:
            self._drop_temporaries(written)  # half a batch would only keep the disk full
            raise
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

    def hashes(self) -> Iterator[str]:
        """Give the hash of every file that is here, right or damaged, in no order."""
        for path in self._root.glob("??/*"):
            if path.suffix != _TEMPORARY:
                yield path.name

    def remove(self, sha256: str) -> None:
        """Forget a file for good; one that is not here is no error."""
        path = self.path(sha256)
        with _storing():
            try:
                path.unlink()
            except FileNotFoundError:
                return
            _sync(path.parent)

    def sweep(self) -> None:
        """Drop what a crash left half written."""
        for path in self._root.glob(f"*/*{_TEMPORARY}"):
            path.unlink(missing_ok=True)

    def _temporary(self, sha256: str) -> Path:
        return self.path(sha256).with_name(sha256 + _TEMPORARY)

    def _drop_temporaries(self, hashes: Iterable[str]) -> None:
        for sha256 in hashes:
            self._temporary(sha256).unlink(missing_ok=True)

    def _write(self, source: Path, sha256: str) -> None:
        """Copy a file beside its place, not synced yet; what is kept is what was hashed."""
        temporary = self._temporary(sha256)
        digest = hashlib.sha256()
        with _storing():
            temporary.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as copy:
                for piece in _pieces(source):
                    digest.update(piece)
                    copy.write(piece)
        if digest.hexdigest() != sha256:
            raise DamagedFile("文件在导入过程中被改动了。请等它保存完毕后再导入。")

    def _settle(self, written: Sequence[str]) -> None:
        """Make copies durable: first their bytes, then their names, then the folders' names."""
        if not written:
            return
        folders = {self.path(sha256).parent for sha256 in written}
        with _storing(), ThreadPoolExecutor(_SYNCING_THREADS) as pool:
            list(pool.map(_sync, map(self._temporary, written)))
            for sha256 in written:
                self._temporary(sha256).replace(self.path(sha256))
            list(pool.map(_sync, [*folders, self._root, self._root.parent]))


def hash_file(path: Path) -> tuple[str, int]:
    """
    Give the sha256 of a file's bytes in hex, and their number.

    Raises:
        FileNotAccessible: It is not there, not ours to read, or no file but a folder or a device.
    """
    digest, size_bytes = hashlib.sha256(), 0
    for piece in _pieces(path):
        digest.update(piece)
        size_bytes += len(piece)
    return digest.hexdigest(), size_bytes


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with _open_regular(path) as file:
            while piece := file.read(_CHUNK):
                yield piece
    except OSError as error:
        raise FileNotAccessible(_why(error), path=str(path)) from error


def _open_regular(path: Path) -> FileIO:
    file = FileIO(path, opener=_open_at_once)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise IsADirectoryError(errno.EISDIR, "not a regular file")
    return file


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | _NOT_BLOCKING)


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "文件不在了。请检查路径，或等它保存完毕后再导入。"
    if isinstance(error, PermissionError):
        return "没有读取这个文件的权限。请检查文件的访问权限。"
    if isinstance(error, IsADirectoryError):
        return "这不是一个文件（而是文件夹、管道或设备）。请选择具体的文件。"
    return f"文件读不出来（{error.strerror or error}）。请检查磁盘或网络驱动器后再导入。"


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _storing() -> Iterator[None]:
    """Say what is wrong with our own folder; what is wrong with a source is said already."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFull("磁盘已满，原件保存不下。请腾出空间后再运行一次。") from error
        if error.errno in _SHUT:
            raise WrongSetting(
                "原件目录不能写。请检查资料库目录的权限，或用 --home 换一个。"
            ) from error
        raise KnowledgeBaseError(
            f"保存原件时磁盘出错（{error.strerror or error}）。请检查磁盘后再运行一次。"
        ) from error
