"""案例库: case cards, found by what they are about."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.cases.choosing import list_cases
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.labels import value_label
from web.case_listing import CaseListing, case_form_of
from web.templating import render

router = APIRouter()


@router.get("/cases", name="cases")
async def cases(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List cases."""
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    form = case_form_of(request.query_params)
    found = await run_in_threadpool(list_cases, library, actor, form)
    return render(
        request,
        "cases.html",
        headers=fresh_headers(tag),
        active="experiences",
        view="cases",
        listing=CaseListing(found),
        value_label=value_label,
    )
