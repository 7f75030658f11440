"""A form with a file in it, as browsers send it (RFC 7578)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.errors import WrongValue

_BOUNDARY = re.compile(r'multipart/form-data;.*?boundary="?([^";,\s]{1,70})"?', re.IGNORECASE)
_NAMED = re.compile(rb'[;\s]name="((?:[^"\\]|\\.)*)"')
_FILE = re.compile(rb'[;\s]filename="((?:[^"\\]|\\.)*)"')
_MOST_PARTS = 50


@dataclass(frozen=True, slots=True)
class Field:
    """
    What a form gives for a name.

    Attributes:
        name: The field's.
        content: Its bytes.
        file_name: What the file is called; None for a field that is typed.
    """

    name: str
    content: bytes
    file_name: str | None = None

    @property
    def text(self) -> str:
        """What was typed, with line feeds alone between lines."""
        return self.content.decode("utf-8", errors="replace").replace("\r\n", "\n")


def read_multipart(content_type: str, body: bytes) -> dict[str, Field]:
    """
    Read a form, of each name the last field.

    Raises:
        WrongValue: It is no such form.
    """
    boundary = _BOUNDARY.match(content_type)
    if boundary is None:
        raise WrongValue("看不懂提交的内容。请从本站页面上提交。")
    return {field.name: field for field in _fields(body, boundary[1].encode())}


def _fields(body: bytes, boundary: bytes) -> Iterator[Field]:
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1 : _MOST_PARTS + 1]:
        head, parted, content = part.partition(b"\r\n\r\n")
        name = _NAMED.search(head)
        if not parted or name is None or part.startswith(b"--"):
            continue
        file = _FILE.search(head)
        yield Field(_text(name[1]), content, _text(file[1]) if file else None)


def _text(name: bytes) -> str:
    return name.decode("utf-8", errors="replace").replace('\\"', '"')
