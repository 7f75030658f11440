"""A file that is made for whoever asks, as HTTP gives it."""

from typing import Protocol
from urllib.parse import quote

from starlette.responses import Response


class Exported(Protocol):
    """What every file that is made has."""

    @property
    def name(self) -> str:
        """Of the file, with its ending."""

    @property
    def media_type(self) -> str:
        """As HTTP names its kind."""

    @property
    def content(self) -> bytes:
        """The file."""


def exported_response(file: Exported) -> Response:
    """Give a file to be saved under its name."""
    ending = file.name.rpartition(".")[2]
    plain = f"xuejian.{ending}"  # for programs that know no other names
    headers = {
        "content-disposition": (
            f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name)}"
        ),
        "cache-control": "no-store",
    }
    return Response(file.content, headers=headers, media_type=file.media_type)
