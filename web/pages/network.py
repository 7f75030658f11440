"""学习协作: the way to themes, recommended cases, proposals, meetings, gaps and exchange."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.ledger.overview import overview
from search_api.themes.publishing import served_themes
from web.templating import render

router = APIRouter()


@router.get("/network", name="network")
async def network(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what organisations that study together have here, and what waits in it."""
    is_keeper = actor.role == "keeper"
    return render(
        request,
        "network.html",
        active="network",
        themes=await run_in_threadpool(served_themes, library),
        counts=await run_in_threadpool(overview, library, actor) if is_keeper else {},
        is_keeper=is_keeper,
    )
