"""The text of a file that is only to be checked: read in a walled-off process, and not kept."""

from pathlib import Path

from corpus.read import Extracted, read
from corpus.recognise.secrecy import refuse_secrets
from corpus.settings import Settings
from search_api.quotations.walled import walled_off

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
        SecrecyMark: It bears one.
    """
    return walled_off(settings, content, Path(name).suffix[:8], _read, lambda path: path).text


def _read(path: Path) -> Extracted:
    extracted = read(path, size_limit_bytes=LARGEST_UPLOAD)
    refuse_secrets(extracted)
    return extracted
