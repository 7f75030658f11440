"""What an archive must not be before anything in it is read."""

import re
import zipfile
from io import BytesIO

from corpus.errors import DamagedFile, EncryptedFile, FileTooLarge

MOST_ENTRIES = 2_000
MOST_BYTES = 200_000_000
MOST_PART_BYTES = 50_000_000
MOST_RATIO = 100
RATIO_FROM_BYTES = 1_000_000

_ENCRYPTED_FLAG = 0x1
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def open_archive(raw: bytes) -> zipfile.ZipFile:
    """
    Open a zip archive that keeps the limits on number, size and ratio of its entries.

    Raises:
        DamagedFile: No whole archive, or one that contradicts itself.
        EncryptedFile: An entry is encrypted.
        FileTooLarge: It would unpack to more than we read.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise DamagedFile("文件不完整或已损坏，无法打开。请重新下载或另存后再导入。") from error
    entries = archive.infolist()
    _check_sizes(entries)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise EncryptedFile
    packed = sum(entry.compress_size for entry in entries)
    if len({entry.filename for entry in entries}) < len(entries) or packed > len(raw):
        raise DamagedFile(
            "文件内部结构自相矛盾（部件重名或重叠），为安全起见不读取。请另存后再导入。"
        )
    return archive


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    too_large = (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > MOST_BYTES
        or any(_is_too_large(entry) for entry in entries)
    )
    if too_large:
        raise FileTooLarge(
            "文件解压后过大或压缩比异常，为安全起见不读取。请去掉其中的大图片或拆分后再导入。"
        )


def _is_too_large(entry: zipfile.ZipInfo) -> bool:
    if entry.file_size > MOST_PART_BYTES:
        return True
    ratio = entry.file_size / max(entry.compress_size, 1)
    return entry.file_size > RATIO_FROM_BYTES and ratio > MOST_RATIO


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """
    Unpack one part; an XML part must not declare entities.

    Raises:
        DamagedFile: It is cut off, broken, or declares what no document of Word does.
    """
    try:
        part = archive.read(name)
    except Exception as error:  # zipfile lets zlib's, struct's and its own errors through
        raise DamagedFile("文件不完整或已损坏，无法打开。请重新下载或另存后再导入。") from error
    if name.endswith((".xml", ".rels")) and _DECLARATION.search(part.replace(b"\0", b"")):
        raise DamagedFile("文件内含外部实体声明，为安全起见不读取。请用 Word 或 WPS 另存后再导入。")
    return part
