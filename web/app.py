"""The whole service, pages and API in one app: uvicorn runs `web.app:create`."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from search_api.access import current_actor
from search_api.app import Settings, create_api
from web.pages import (
    adding,
    advanced,
    api,
    borrowings,
    cases,
    check,
    collected,
    correct,
    correct_many,
    courses,
    decisions,
    document,
    doors,
    drafts,
    exchange,
    exchange_answers,
    exchange_packages,
    exchange_sharing,
    fit,
    gaps,
    guide,
    home,
    keeping,
    lexicon,
    meetings,
    network,
    past,
    proposal_sheet,
    proposals,
    recommendations,
    reminders,
    results,
    samples,
    sessions,
    shared,
    similar,
    theme_reading,
    themes,
    watch,
    wording,
)
from web.templating import render_problem

_WEB = Path(str(files("web")))


def create(settings: Settings | None = None) -> FastAPI:
    """
    Make the app.

    Args:
        settings: Of this process; from the environment when not given.
    """
    app = create_api(settings, page=render_problem)
    app.router.routes.extend(_pages().routes)
    app.mount("/static", RevalidatedFiles(directory=_WEB / "static"), name="static")
    app.mount("/vendor", RevalidatedFiles(directory=_WEB / "vendor"), name="vendor")
    return app


@cache
def _pages() -> APIRouter:
    """Gather the pages once: what FastAPI reads of their signatures is the same for every app."""
    router = APIRouter()
    for page in (
        home,
        results,
        advanced,
        wording,
        check,
        collected,
        courses,
        shared,
        watch,
        sessions,
        proposal_sheet,  # before proposals, which take what follows for the number of one
        proposals,
        themes,
        theme_reading,
        meetings,
        decisions,
        reminders,
        network,
        doors,
        fit,  # before cases, which take what follows for the id of one
        recommendations,
        cases,
        borrowings,
        drafts,
        correct,
        correct_many,
        keeping,
        gaps,
        exchange,
        exchange_sharing,
        exchange_answers,
        exchange_packages,
        past,
        lexicon,
        similar,
        adding,
        document,
        guide,
        samples,
        api,
    ):
        router.include_router(
            page.router, include_in_schema=False, dependencies=[Depends(current_actor)]
        )  # every page's head tells whoever asks of what is unread
    return router


class RevalidatedFiles(StaticFiles):
    """Files that a browser keeps, and asks about again, so that an update shows at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response
