"""How a file is read: `read(path)` gives the text, whatever the format."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from corpus.errors import EmptyFile, FileNotAccessible, FileTooLarge
from corpus.read.extracted import Block, Extracted
from corpus.read.sniff import sniff

__all__ = ["Block", "Extracted", "read"]

SIZE_LIMIT_BYTES = 50_000_000

_READERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "docx": ("corpus.read.word", "read_word"),
        "pdf": ("corpus.read.pdf", "read_pdf"),
        "html": ("corpus.read.html", "read_html"),
        "md": ("corpus.read.markdown", "read_markdown"),
        "txt": ("corpus.read.text", "read_text"),
        "card": ("corpus.read.card", "read_card"),
    }
)


def read(
    path: Path, *, name: str | None = None, size_limit_bytes: int = SIZE_LIMIT_BYTES
) -> Extracted:
    """
    Read the file at `path`; its content decides the format, its name only among kinds of text.

    Args:
        path: Where the bytes are.
        name: What the file is called where it came from, if not as in `path`.
        size_limit_bytes: Largest file that is read.

    Raises:
        UnsupportedFormat: No reader for what it is.
        UnreadableFile: One of its kinds: empty, without text, damaged, encrypted, too large, or
            not accessible.
    """
    raw = _bytes(path, size_limit_bytes)
    file_format = sniff(raw, name or path.name)
    return _reader(file_format)(raw)


def _bytes(path: Path, size_limit_bytes: int) -> bytes:
    try:
        if not path.is_file():
            raise FileNotAccessible(
                "这不是一个可以读取的文件（可能不存在，或是文件夹）。请检查路径。"
            )
        size = path.stat().st_size
        if size > size_limit_bytes:
            raise FileTooLarge(
                f"文件有 {size / 1e6:.0f} MB，超过 {size_limit_bytes / 1e6:.0f} MB 的上限。"
                "请拆分，或去掉其中的大图片后再导入。",
                size_bytes=size,
            )
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise FileNotAccessible(
            "文件打不开，可能没有读取权限。请检查权限或路径后再导入。"
        ) from error
    if not raw:
        raise EmptyFile
    return raw


def _reader(file_format: str) -> Callable[[bytes], Extracted]:
    """Import the reader when it is first needed: PDF and Word bring large libraries."""
    module, name = _READERS[file_format]
    reader: Callable[[bytes], Extracted] = getattr(import_module(module), name)
    return reader
