"""What a page's form sends."""

from urllib.parse import parse_qsl

from fastapi import Request

from search_api.problems import Forbidden

LONGEST_FORM = 200_000  # bytes


async def filled_in(request: Request) -> list[tuple[str, str]]:
    """
    Give the names and values of a form, in order.

    Raises:
        Forbidden: It is longer than any form of ours.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_FORM:
            raise Forbidden
    return parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True)


def way_back(address: str) -> str:
    """Give the page of ours to go back to; the first one where that is no page of ours."""
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_ours else "/"
