"""The HTTP service: its routes, its failures, and the library that it holds open."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache

from anyio import CapacityLimiter
from fastapi import APIRouter, FastAPI
from starlette.concurrency import run_in_threadpool

from corpus.actor import LOCAL
from corpus.collector import collect_rarely
from corpus.errors import KnowledgeBaseError
from corpus.settings import Settings
from indexer.library import Library
from indexer.search.request import SearchRequest
from search_api.exchange.settling import resume
from search_api.exchange.sweeping import sweep_leftovers
from search_api.failing import Renderer, tell_failures
from search_api.metrics import MeteredApp, Metrics
from search_api.problems import problem_json
from search_api.readable import READABLE
from search_api.routes import (
    borrowings,
    cases,
    check,
    collected,
    courses,
    decisions,
    documents,
    drafts,
    exchange,
    facts,
    gaps,
    health,
    keeping,
    lexicon,
    meetings,
    past,
    proposals,
    recommendations,
    reminders,
    search,
    sessions,
    themes,
    watch,
)
from search_api.security import GuardedApp, is_loopback, known_hosts
from search_api.version import VERSION

__all__ = ["Settings", "create_api"]

_DESCRIPTION = (
    "学鉴的检索接口。出错时一律返回 RFC 9457 的 application/problem+json，code 稳定不变。"
)


def create_api(settings: Settings | None = None, *, page: Renderer = problem_json) -> FastAPI:
    """
    Make the service; it opens the library when it starts and closes it when it ends.

    Args:
        settings: Of this process; from the environment when not given.
        page: Renders a problem for a browser that asks for a page.
    """
    chosen = settings or Settings()
    app = FastAPI(
        title="学鉴",
        version=VERSION,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_lifespan,
    )
    app.state.settings = chosen
    app.state.exposed = not is_loopback(chosen.host)
    app.state.metrics = Metrics()
    app.router.routes.extend(_api().routes)
    tell_failures(app, page)
    app.add_middleware(GuardedApp, hosts=known_hosts(chosen))
    app.add_middleware(MeteredApp, metrics=app.state.metrics)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    with Library.open(app.state.settings) as library:
        await run_in_threadpool(_warm_up, library)
        await run_in_threadpool(_resume, library)
        app.state.library = library
        app.state.noting = CapacityLimiter(1)
        yield


def _warm_up(library: Library) -> None:
    """Load dictionaries and tables, so that the first to ask does not wait for them."""
    with suppress(KnowledgeBaseError):  # no index yet: the answer will say so
        library.names.prepare(library.state)
        library.finder.search(SearchRequest("国企改革", LOCAL))
    collect_rarely()


def _resume(library: Library) -> None:
    """Go on with what was cut off, and let go of what it left."""
    with suppress(KnowledgeBaseError):  # the next import tells
        resume(library)
        sweep_leftovers(library)


@cache
def _api() -> APIRouter:
    """Gather the API once: what FastAPI reads of its signatures is the same for every app."""
    router = APIRouter()
    router.include_router(_versioned(), prefix="/api/v1")
    router.include_router(health.router)
    return router


def _versioned() -> APIRouter:
    router = APIRouter()
    router.include_router(search.router)
    router.include_router(documents.router)
    router.include_router(check.router)
    router.include_router(cases.router)
    router.include_router(exchange.packages)
    changing = (
        facts,
        keeping,
        past,
        lexicon,
        collected,
        courses,
        sessions,
        themes,
        watch,
        borrowings,
        drafts,
        proposals,
        recommendations,
        gaps,
        meetings,
        decisions,
        reminders,
        exchange,
    )
    for each in changing:
        router.include_router(each.router, dependencies=[READABLE])
    return router
