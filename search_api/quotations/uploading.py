"""The text of a file that is only to be checked: read in a walled-off process, and not kept."""

import tempfile
from pathlib import Path

from corpus.errors import KnowledgeBaseError
from corpus.read import Extracted, read
from corpus.read.child import ChildPool
from corpus.settings import Settings

LARGEST_UPLOAD = 20_000_000  # bytes


def text_of_file(settings: Settings, content: bytes, name: str) -> str:
    """
    Read a file's text.

    Args:
        settings: Limits of reading.
        content: Its bytes.
        name: What it is called; of kinds of text it says which.

    Raises:
        UnsupportedFormat: No reader for what it is.
        UnreadableFile: One of its kinds.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{Path(name).suffix[:8]}"
        path.write_bytes(content)
        pool = ChildPool(
            _read,
            jobs=1,
            timeout_s=settings.read_timeout_s,
            memory_bytes=settings.read_memory_bytes,
        )
        with pool:
            ((_, result),) = pool.map_ordered([path])
    if isinstance(result, KnowledgeBaseError):
        raise result
    return result.text


def _read(path: Path) -> Extracted:
    return read(path, size_limit_bytes=LARGEST_UPLOAD)
