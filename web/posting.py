"""What a page's form sends, and where the page leads afterwards."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fastapi import Request

from search_api.problems import FormTooLong

LONGEST_FORM = 200_000  # bytes

# A browser reads a backslash as a slash, and leaves out tabs and line breaks.
_ODD = re.compile(r"[\\\x00-\x20\x7f-\x9f]")


async def filled_in(request: Request, longest: int = LONGEST_FORM) -> list[tuple[str, str]]:
    """
    Give the names and values of a form, in order.

    Args:
        request: That sends it.
        longest: In bytes.

    Raises:
        FormTooLong: It is longer than any form of ours.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > longest:
            raise FormTooLong(longest)
    return parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True)


def way_back(address: str) -> str:
    """Give the page of ours to go back to; the first one where that is no page of ours."""
    is_ours = re.match(r"/(?!/)", address) and not _ODD.search(address)
    return address if is_ours else "/"


def telling(address: str, **told: object) -> str:
    """Give an address of ours that also tells its page what was done."""
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query, True) if pair[0] not in told]
    query = urlencode([*asked, *told.items()])
    return urlunsplit(parts._replace(query=query))
