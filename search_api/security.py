"""What keeps a page to itself: nothing from elsewhere, nothing to elsewhere."""

import ipaddress
import re
from collections.abc import Mapping
from types import MappingProxyType

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.settings import Settings
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
_STRANGE = (
    "本服务只供本机访问，请用启动时显示的地址（http://127.0.0.1:端口）打开。"
    "若经反向代理访问，请把代理的域名写入 XUEJIAN_ALLOWED_HOSTS。"
)
_RAW = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]"})
_PORT = re.compile(r":\d*$")


def known_hosts(settings: Settings) -> frozenset[str] | None:
    """
    Say by which names the service may be asked; None for any.

    A service for this machine alone is asked by no other name, or another site's page has made
    its own name point here, to read what only this machine may.
    """
    if not is_loopback(settings.host):
        return None
    further = (_PORT.sub("", name.strip()).lower() for name in settings.allowed_hosts.split(","))
    return _THIS_MACHINE | {settings.host} | frozenset(filter(None, further))


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches *host*."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class GuardedApp:
    """
    Turns away who asks by a strange name, and puts the headers on every answer.

    Plain ASGI, for it stands before every request.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its answer with the headers."""
        if scope["type"] == "http" and self._is_strange(scope):
            await PlainTextResponse(_STRANGE, status_code=400)(scope, receive, send)
            return

        async def guard(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                message["headers"] = [*message["headers"], *_RAW]
            await send(message)

        await self._app(scope, receive, guard if scope["type"] == "http" else send)

    def _is_strange(self, scope: Scope) -> bool:
        if self._hosts is None:
            return False
        named = Headers(scope=scope).get("host", "")
        return _PORT.sub("", named).lower() not in self._hosts


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


def is_asked_by_hand(request: HTTPConnection) -> bool:
    """Tell whether a person asked from here, and not another site's page, nor a browser ahead."""
    site = request.headers.get("sec-fetch-site", "none")
    ahead = request.headers.get("sec-purpose", "") or request.headers.get("purpose", "")
    return site in ("same-origin", "none") and "prefetch" not in ahead
