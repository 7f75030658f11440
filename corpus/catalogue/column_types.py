"""Texts that no database takes as they are: names of files, and debris in texts."""

import re

from sqlalchemy import Column, ColumnElement, Dialect, Text
from sqlalchemy.types import TypeDecorator

# A file's name may hold bytes that are no text; Python gives them as lone surrogates, which no
# database takes. They are stored behind an escape, as is the escape itself.
_ESCAPE = "\x1b"
_UNSTORABLE = re.compile(r"[\x1b\ud800-\udfff]")
_STORED = re.compile(r"\x1b([0-9a-f]{4})")
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_INSTEAD = "\ufffd"
LARGEST_INTEGER = 2**31 - 1  # that every database takes
_AFTER_SLASH = "0"  # the character that follows /


class PathText(TypeDecorator[str]):
    """A path with whatever characters a file system allows."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write it as text that every database takes."""
        if value is None:
            return None
        return _UNSTORABLE.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Give it back as it was."""
        if value is None or _ESCAPE not in value:
            return value
        return _STORED.sub(lambda found: chr(int(found[1], 16)), value)


def storable(text: str) -> str:
    """
    Replace what is no text (NUL, halves of surrogate pairs) by U+FFFD, one for one.

    Such a text can be neither stored nor sent as JSON; offsets in it hold.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _NO_TEXT.sub(_INSTEAD, text)
    return text.replace("\x00", _INSTEAD) if "\x00" in text else text


def below_folder(path: Column[str], folder: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Give the conditions that hold for everything that lies in a folder or below it."""
    below = folder.rstrip("/") + "/"
    return path >= below, path < below[:-1] + _AFTER_SLASH
