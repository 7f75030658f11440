"""
The zip of a package, byte for byte as it must be.

Entries are stored, one behind the other, with nothing between them and no field left to choose. So
whatever was changed shows, also in bytes that no signature covers, and nothing unpacks to more than
it is.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from search_api.exchange.refusing import PackageRefused

MOST_FILES = 20_000
MOST_ENTRIES = MOST_FILES + 2
LONGEST_NAME = 80  # bytes
PIECE = 1 << 20

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 20
_UNIX = 3 << 8
_DAY = 0x21  # 1980-01-01, the first that a zip can tell
_READABLE = 0o100644 << 16
_SYMLINK, _KIND = 0o120000, 0o170000
_LARGEST = 0xFFFFFFFF
_ENCRYPTED = 0x1

_NOT_WHOLE = "文件不是完整的交换包：可能没有拷贝完，或被截断、改动过。"


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A file of a package.

    Attributes:
        name: Within the package.
        size: In bytes.
        crc: As a zip has it.
        offset: Of its header in the package.
    """

    name: str
    size: int
    crc: int
    offset: int

    @property
    def starts(self) -> int:
        """Where its bytes begin."""
        return self.offset + _LOCAL.size + len(self.name.encode())

    @property
    def ends(self) -> int:
        """Where its bytes end."""
        return self.starts + self.size


def write_archive(target: BinaryIO, files: Sequence[tuple[str, bytes | Path]]) -> None:
    """
    Write a package.

    Raises:
        PackageRefused: It would be larger than a zip can be.
        OSError: A file cannot be read, or the package not written.
    """
    entries: list[Entry] = []
    for name, content in files:
        size, crc = _measured(content)
        entry = Entry(name, size, crc, entries[-1].ends if entries else 0)
        if entry.ends > _LARGEST:
            raise PackageRefused("交换包超过 4 GB。", "请减少全文共享的文件，或改用摘要、目录。")
        target.write(_local(entry))
        for piece in _pieces(content):
            target.write(piece)
        entries.append(entry)
    target.write(_directory(entries))


def read_entries(package: BinaryIO) -> tuple[Entry, ...]:
    """
    List what is in a package; every byte beside the contents is as we would write it.

    Raises:
        PackageRefused: It is cut off, changed, none of ours, or beyond the limits.
    """
    size = package.seek(0, 2)
    count, start, length = _end(package, size)
    package.seek(start)
    directory = package.read(length)
    entries = tuple(_listed(directory, count))
    _check_names([entry.name for entry in entries])
    _check_order(entries, start)
    package.seek(start)
    if package.read() != _directory(entries):
        raise PackageRefused(_NOT_WHOLE)
    for entry in entries:
        package.seek(entry.offset)
        if package.read(entry.starts - entry.offset) != _local(entry):
            raise PackageRefused(_NOT_WHOLE)
    return entries


def read_content(package: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """Give the bytes of an entry in pieces; whether they are right is seen by their hash."""
    package.seek(entry.starts)
    left = entry.size
    while left and (piece := package.read(min(PIECE, left))):
        left -= len(piece)
        yield piece


def _end(package: BinaryIO, size: int) -> tuple[int, int, int]:
    """Read the last record: how many entries there are, and where they are listed."""
    if size < _END.size:
        raise PackageRefused(_NOT_WHOLE)
    package.seek(size - _END.size)
    mark, disk, first, here, count, length, start, comment = _END.unpack(package.read(_END.size))
    if mark != _END_MARK:
        raise PackageRefused(_NOT_WHOLE)
    if count > MOST_ENTRIES or length > MOST_ENTRIES * (_CENTRAL.size + LONGEST_NAME):
        raise PackageRefused(f"包里的条目太多，超过 {MOST_FILES:,} 个文件的上限。")
    if disk or first or comment or here != count or start + length + _END.size != size:
        raise PackageRefused(_NOT_WHOLE)
    return count, start, length


def _listed(directory: bytes, count: int) -> Iterator[Entry]:
    at = 0
    for _ in range(count):
        if at + _CENTRAL.size > len(directory):
            raise PackageRefused(_NOT_WHOLE)
        fields = _CENTRAL.unpack_from(directory, at)
        at += _CENTRAL.size
        mark, _, _, flags, method, _, _, crc, packed, size, name_length, extra, comment = fields[
            :13
        ]
        attributes, offset = fields[-2:]
        if mark != _CENTRAL_MARK:
            raise PackageRefused(_NOT_WHOLE)
        if flags & _ENCRYPTED:
            raise PackageRefused("包里有加密的条目。")
        if (attributes >> 16) & _KIND == _SYMLINK:
            raise PackageRefused("包里有符号链接，为安全起见不读取。")
        if method or packed != size:
            raise PackageRefused("包被重新压缩过，不是学鉴原样生成的交换包，为防止解压炸弹不读取。")
        yield Entry(_name(directory[at : at + name_length]), size, crc, offset)
        at += name_length + extra + comment


def _name(raw: bytes) -> str:
    if len(raw) > LONGEST_NAME or not raw.isascii():
        raise PackageRefused("包里有名称不合规定的条目。")
    return raw.decode()


def _check_names(names: Sequence[str]) -> None:
    for name in names:
        if name.startswith("/") or "\\" in name or ":" in name:
            raise PackageRefused("包里有使用绝对路径或反斜杠的条目，为安全起见不读取。")
        if ".." in name.split("/"):
            raise PackageRefused("包里有指向包外路径的条目，为安全起见不读取。")
    if len({name.lower() for name in names}) < len(names):
        raise PackageRefused("包里有重名的条目（或只有大小写不同），为安全起见不读取。")


def _check_order(entries: Sequence[Entry], start: int) -> None:
    """Let nothing overlap, and nothing hide between two entries."""
    expected = 0
    for entry in entries:
        if entry.offset != expected or entry.ends > start:
            raise PackageRefused(_NOT_WHOLE)
        expected = entry.ends
    if expected != start:
        raise PackageRefused(_NOT_WHOLE)


def _local(entry: Entry) -> bytes:
    name = entry.name.encode()
    fields = (_VERSION, 0, 0, 0, _DAY, entry.crc, entry.size, entry.size, len(name), 0)
    return _LOCAL.pack(_LOCAL_MARK, *fields) + name


def _directory(entries: Sequence[Entry]) -> bytes:
    """Write what stands behind the contents: the list of entries, and the last record."""
    listed = b"".join(map(_central, entries))
    start = entries[-1].ends if entries else 0
    fields = (0, 0, len(entries), len(entries), len(listed), start, 0)
    return listed + _END.pack(_END_MARK, *fields)


def _central(entry: Entry) -> bytes:
    name = entry.name.encode()
    sizes = (entry.crc, entry.size, entry.size, len(name))
    fields = (_VERSION | _UNIX, _VERSION, 0, 0, 0, _DAY, *sizes, 0, 0, 0, 0)
    return _CENTRAL.pack(_CENTRAL_MARK, *fields, _READABLE, entry.offset) + name


def _measured(content: bytes | Path) -> tuple[int, int]:
    size = crc = 0
    for piece in _pieces(content):
        size += len(piece)
        crc = zlib.crc32(piece, crc)
    return size, crc


def _pieces(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
