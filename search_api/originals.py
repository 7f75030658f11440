"""The files as they came in, given out only when they are still what they were."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from corpus.catalogue.values import Stored
from indexer.library import Library
from search_api.problems import OriginalDamaged

_MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf",
        "md": "text/markdown",
        "txt": "text/plain",
    }
)


def read_original(library: Library, stored: Stored) -> bytes:
    """
    Read the file of a document.

    Raises:
        OriginalDamaged: It is gone, or its bytes have changed.
    """
    try:
        content = library.originals.path(stored.sha256).read_bytes()
    except OSError as error:
        raise OriginalDamaged(stored.document.id) from error
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise OriginalDamaged(stored.document.id)
    return content


def file_name(path: str) -> str:
    """Give the file's name of a path of any system."""
    return path.replace("\\", "/").rpartition("/")[2]


def attachment(stored: Stored) -> dict[str, str]:
    """Give the headers under which a browser saves the file, and never opens it as a page."""
    name = file_name(stored.paths[0])
    return {
        "Content-Type": _MEDIA_TYPES.get(stored.format, "application/octet-stream"),
        "Content-Disposition": (
            f"attachment; filename=\"document.{stored.format}\"; filename*=UTF-8''{quote(name)}"
        ),
        "Cache-Control": "private, no-cache",
    }
