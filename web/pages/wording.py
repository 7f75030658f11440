"""提法: where a phrase stands, in the order of time."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.wording import LONGEST, Wording, trace
from web.charting import columns
from web.forms import number_in
from web.templating import render

router = APIRouter()

_SIZE = 10


@router.get("/wording", name="wording")
async def wording(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show a phrase's years, classes, variants and sentences."""
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    page = max(1, number_in(request.query_params.get("page")) or 1)
    typed = request.query_params.get("q", "")
    found: Wording = await run_in_threadpool(trace, library, actor, typed, page=page, size=_SIZE)
    return render(
        request,
        "wording.html",
        headers=fresh_headers(tag),
        wording=found,
        columns=columns({year: sum(counts.values()) for year, counts in found.years.items()}),
        page=page,
        last_page=-(-found.dated // _SIZE),
        longest=LONGEST,
    )
