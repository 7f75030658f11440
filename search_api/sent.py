"""What is sent in the body of a request, taken in no further than it may be long."""

from fastapi import Request

from corpus.errors import FileTooLarge


async def sent_bytes(request: Request, most: int, mend: str) -> bytes:
    """
    Give the bytes that were sent.

    Args:
        request: That sends them.
        most: How many they may be.
        mend: What to do where they are more.

    Raises:
        FileTooLarge: They are more.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise FileTooLarge(
                f"文件太大，一次最多 {most // 1_000_000} MB。{mend}", size_bytes=len(body)
            )
    return bytes(body)
