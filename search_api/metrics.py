"""What the service counts: requests by route and status, and how long they took."""

import os
import time

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BUCKETS_S = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_UNMATCHED = "(none)"


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "xuejian_http_requests", "请求数", ["route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "xuejian_http_request_seconds",
            "请求耗时",
            ["route"],
            buckets=_BUCKETS_S,
            registry=self._registry,
        )
        self._documents = Gauge("xuejian_documents", "库中文件数", registry=self._registry)
        self._index = Gauge(
            "xuejian_index_info", "索引版本", ["version", "engine"], registry=self._registry
        )

        process = Gauge("xuejian_process_info", "进程号", ["pid"], registry=self._registry)
        process.labels(str(os.getpid())).set(1)

    def observe(self, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def expose(self, *, documents: int, index_version: str, engine: str) -> bytes:
        """Give all figures as Prometheus reads them."""
        self._documents.set(documents)
        self._index.clear()
        self._index.labels(index_version, engine).set(1)
        return generate_latest(self._registry)


class MeteredApp:
    """Counts the requests of an app; plain ASGI, for it stands before every request."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it when it is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        began = time.perf_counter()

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            self._metrics.observe(_route_label(scope), status, time.perf_counter() - began)


def _route_label(scope: Scope) -> str:
    """Name the route by its whole pattern; one label for every address that there is not."""
    # A route knows its pattern without the prefixes of the routers that hold it.
    pattern: str | None = getattr(scope.get("route"), "path", None)
    if pattern is None:
        return _UNMATCHED
    asked: str = scope["path"]
    return asked.removesuffix(pattern.format(**scope.get("path_params", {}))) + pattern
