"""A body that is to be checked, taken in no further than it may be long."""

from fastapi import Request

from corpus.errors import FileTooLarge
from search_api.quotations.uploading import LARGEST_UPLOAD


async def body_of(request: Request) -> bytes:
    """
    Give the bytes that were sent.

    Raises:
        FileTooLarge: They are more than LARGEST_UPLOAD.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_UPLOAD:
            raise FileTooLarge(
                f"一次最多核对 {LARGEST_UPLOAD // 1_000_000} MB 的文件。"
                "请去掉其中的图片，或只粘贴要核对的文字。",
                size_bytes=len(body),
            )
    return bytes(body)
