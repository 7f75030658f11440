"""How a file is read: `read(path)` gives the text, whatever the format."""

from pathlib import Path

from corpus.errors import EmptyFile, FileNotAccessible, FileTooLarge, KnowledgeBaseError
from corpus.read.extracted import Block, Extracted
from corpus.read.sniff import sniff

__all__ = ["Block", "Extracted", "read"]

SIZE_LIMIT_BYTES = 50_000_000


def read(path: Path, *, size_limit_bytes: int = SIZE_LIMIT_BYTES) -> Extracted:
    """
    Read the file at `path`; its content decides the format, its name only among kinds of text.

    Raises:
        UnsupportedFormat: No reader for what it is.
        UnreadableFile: One of its kinds: empty, without text, damaged, encrypted, too large, or
            not accessible.
    """
    raw = _bytes(path, size_limit_bytes)
    file_format = sniff(raw, path.name)
    return _reader(file_format)(raw)


def _bytes(path: Path, size_limit_bytes: int) -> bytes:
    try:
        if not path.is_file():
            raise FileNotAccessible("这不是一个可以读取的文件（可能不存在，或是文件夹）。请检查路径。")
        size = path.stat().st_size
        if size > size_limit_bytes:
            raise FileTooLarge(
                f"文件有 {size / 1e6:.0f} MB，超过 {size_limit_bytes / 1e6:.0f} MB 的上限。"
                "请拆分，或去掉其中的大图片后再导入。",
                size_bytes=size,
            )
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise FileNotAccessible("文件打不开，可能没有读取权限。请检查权限或路径后再导入。") from error
    if not raw:
        raise EmptyFile
    return raw


def _reader(file_format: str):
    # Each reader is imported when it is first needed: PDF and Word bring large libraries.
    if file_format == "md":
        from corpus.read.markdown import read_markdown as reader
    elif file_format == "txt":
        from corpus.read.text import read_text as reader
    elif file_format == "html":
        from corpus.read.html import read_html as reader
    elif file_format == "docx":
        from corpus.read.word import read_word as reader
    else:
        from corpus.read.pdf import read_pdf as reader
    return reader
