"""The first page: one search box, three doors, what came in last."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.browsing import survey
from search_api.responses import answer
from web.forms import number_in
from web.templating import render

router = APIRouter()


@router.get("/", name="home")
async def home(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the way in."""
    holdings = await answer(library, survey, library, actor)
    return render(
        request,
        "home.html",
        holdings=holdings,
        removed=number_in(request.query_params.get("removed")),
        restored=number_in(request.query_params.get("restored")),
    )
