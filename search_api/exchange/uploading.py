"""A package that is sent: written to the disk as it comes, however it is wrapped."""

import re
from pathlib import Path
from typing import BinaryIO

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from corpus.errors import FileTooLarge, StorageFull, WrongValue
from corpus.storage import NO_ROOM
from indexer.library import Library
from search_api.exchange.archive import PIECE
from search_api.exchange.workroom import UPLOADS, Workroom

LARGEST_PACKAGE = 4_000_000_000  # bytes; a zip can be no larger
LONGEST_HEAD = 4_000  # bytes before a file in a form

_BOUNDARY = re.compile(r'multipart/form-data;.*?boundary="?([^";,\s]{1,70})"?', re.IGNORECASE)
_FILE_PART = re.compile(rb'[;\s]filename="((?:[^"\\]|\\.)*)"')


def upload_room(library: Library) -> Workroom:
    """Give a folder of the home for one upload; nothing of it stays when it is closed."""
    return Workroom.open(library, UPLOADS)


async def uploaded(request: Request, room: Workroom) -> Path:
    """
    Write down the package that a request sends: as its body, or as the one file of a form.

    Raises:
        FileTooLarge: It is larger than a package can be.
        StorageFull: No room for it.
        WrongValue: The form has no file.
    """
    body = room.folder / "body"
    try:
        with body.open("wb") as file:
            await _copied(request, file)
        boundary = _BOUNDARY.match(request.headers.get("content-type", ""))
        if boundary is None:
            return body
        return await run_in_threadpool(_unwrapped, body, boundary[1].encode())
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFull("磁盘已满，交换包放不下。请腾出空间后再上传。") from error
        raise


async def _copied(request: Request, file: BinaryIO) -> None:
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST_PACKAGE:
            raise FileTooLarge(
                "交换包超过 4 GB 的上限。请让对方减少全文共享的文件。", size_bytes=size
            )
        file.write(piece)


def _unwrapped(body: Path, boundary: bytes) -> Path:
    """Take the file out of a form that holds nothing else."""
    target = body.with_name("package")
    size = body.stat().st_size
    with body.open("rb") as form, target.open("wb") as file:
        head, parted, _ = form.read(LONGEST_HEAD).partition(b"\r\n\r\n")
        closing = b"\r\n--" + boundary + b"--"
        form.seek(max(size - len(closing) - 4, 0))
        tail = form.read()
        is_file = head.startswith(b"--" + boundary) and _FILE_PART.search(head)
        if not parted or not is_file or closing not in tail:
            raise WrongValue("没有收到交换包。请选择一个文件再提交。")
        start = len(head) + len(parted)
        left = size - len(tail) + tail.rindex(closing) - start
        form.seek(start)
        while left > 0 and (piece := form.read(min(PIECE, left))):
            file.write(piece)
            left -= len(piece)
    return target
