"""Themes as they are read: one's own and what is published, another library's, and the speech."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import PaperNotFound
from search_api.access import ActorDep, LibraryDep
from search_api.exchange.noticed import take_theme, theme_of_other
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.themes.publishing import read_theme
from search_api.themes.showing import show_theme
from search_api.themes.speech_drawing import draw_speech
from search_api.themes.speech_writing import told_left_out, told_time
from search_api.themes.themes import THEMES
from search_api.themes.writing import about_theme
from web.forms import address
from web.templating import render

HERE = "/themes"

router = APIRouter(prefix=HERE)


@router.get("/{number}/view", name="view_theme")
async def view(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show a theme as it is read and printed."""
    draft = request.query_params.get("draft") == "1"

    def read() -> dict[str, Any]:
        shown, publication = read_theme(library, actor, number, draft=draft)
        search = shown.theme.search
        return {
            "shown": shown,
            "publication": publication,
            "about": about_theme(shown.theme, publication),
            "search_address": address("/search", search.form) if search else "",
            "is_own": _is_own(library, actor, number),
        }

    found = await run_in_threadpool(read)
    return render(
        request, "theme_view.html", active="themes", number=number, draft=draft, other=None, **found
    )


@router.get("/{number}/speech", name="theme_speech")
async def speech(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show the outline of a speech of five minutes."""
    draft = request.query_params.get("draft") == "1"

    def drawn() -> dict[str, Any]:
        shown, _ = read_theme(library, actor, number, draft=draft)
        outline = draw_speech(library, actor, shown)
        left_out = [told_left_out(each) for each in outline.left_out]
        return {"speech": outline, "time": told_time(outline), "left_out": left_out}

    found = await run_in_threadpool(drawn)
    return render(
        request, "theme_speech.html", active="themes", number=number, draft=draft, **found
    )


@router.get("/of/{sender}/{key}", name="theme_of_other")
async def of_other(
    sender: str, key: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show a theme of another library as it came."""
    found = await run_in_threadpool(theme_of_other, library, sender, key)
    return render(
        request,
        "theme_view.html",
        active="themes",
        number=0,
        other=found,
        shown=await run_in_threadpool(show_theme, library, actor, found.content),
        publication=None,
        draft=False,
        is_own=False,
        about=f"来自{found.sender}",
        search_address="",
    )


@router.post("/of/{sender}/{key}")
async def take_of_other(
    sender: str, key: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Make a theme of one's own of another library's."""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(take_theme, library, actor, sender, key)
    return RedirectResponse(f"{HERE}/{made.paper.id}", status_code=303)


def _is_own(library: LibraryDep, actor: ActorDep, number: int) -> bool:
    try:
        THEMES.open(library, actor, number)
    except PaperNotFound:
        return False
    return True
