"""The first page: one search box, three doors, what came in last."""

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.browsing import survey
from search_api.past import hot_searches, past_searches
from search_api.responses import answer
from search_api.saving import saved_searches
from search_api.study.watching import look_if_possible
from search_api.themes.publishing import served_themes
from web.forms import address, number_in
from web.templating import render

_PAST_SHOWN = 8
MOST_THEMES = 6  # that stand here; their own page has all

router = APIRouter()


@router.get("/", name="home")
async def home(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the way in."""
    holdings = await answer(library, survey, library, actor)
    past = await answer(library, past_searches, library, actor, _PAST_SHOWN)
    response = render(
        request,
        "home.html",
        holdings=holdings,
        saved=await answer(library, saved_searches, library, actor),
        past=past,
        themes=await answer(library, served_themes, library, MOST_THEMES + 1),
        most_themes=MOST_THEMES,
        hot=await answer(library, hot_searches, library, actor),
        address=address,
        removed=number_in(request.query_params.get("removed")),
        restored=number_in(request.query_params.get("restored")),
    )
    response.background = BackgroundTask(look_if_possible, library, actor)
    return response
