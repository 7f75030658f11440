"""What is sent to be checked, taken in no further than it may be long; a file given back."""

from pathlib import Path
from urllib.parse import quote

from fastapi import Request
from starlette.responses import Response

from search_api.quotations.uploading import LARGEST_UPLOAD
from search_api.sent import sent_bytes

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def body_of(request: Request) -> bytes:
    """
    Give the bytes that were sent.

    Raises:
        FileTooLarge: They are more than LARGEST_UPLOAD.
    """
    return await sent_bytes(request, LARGEST_UPLOAD, "请去掉其中的图片，或只粘贴要核对的文字。")


def word_response(name: str, content: bytes) -> Response:
    """Give a Word file with comments, to be saved beside the one that was sent."""
    saved = quote(f"{Path(name).stem or '核对结果'}（批注）.docx")
    headers = {
        "content-disposition": f"attachment; filename=\"checked.docx\"; filename*=UTF-8''{saved}",
        "cache-control": "no-store",
    }
    return Response(content, headers=headers, media_type=_WORD)
