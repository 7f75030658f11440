"""Headers that keep a page to itself: nothing from elsewhere, nothing to elsewhere."""

from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.problems import Forbidden

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "content-security-policy": CONTENT_SECURITY_POLICY,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
)
_RAW = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


class GuardedApp:
    """Puts the headers on every answer; plain ASGI, for it stands before every request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its answer with the headers."""

        async def guard(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                message["headers"] = [*message["headers"], *_RAW]
            await send(message)

        await self._app(scope, receive, guard if scope["type"] == "http" else send)


def refuse_foreign_forms(request: HTTPConnection) -> None:
    """
    Let a change pass only when a page of ours asked for it.

    Raises:
        Forbidden: Another site's page sent it.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise Forbidden
        return
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("//")[2] != request.headers.get("host"):
        raise Forbidden
