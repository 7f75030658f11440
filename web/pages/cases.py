"""案例库: case cards, found by what they are about."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.cases.basis import ASKERS, basis_of
from search_api.cases.choosing import list_cases
from search_api.cases.comparing import compare_cases
from search_api.cases.opening import open_case
from search_api.freshness import fresh_headers, not_modified, version_tag
from web.case_listing import CaseListing, case_form_of
from web.templating import render

router = APIRouter()


@router.get("/cases/compare", name="compare_cases")
async def compare(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show cases side by side."""
    ids = request.query_params.getlist("case")
    table = await run_in_threadpool(compare_cases, library, actor, ids)
    asked = urlencode([("case", each.case.id) for each in table.cases])
    return render(
        request,
        "case_compare.html",
        active="experiences",
        view="",
        table=table,
        asked=asked,
        ours=request.query_params.get("ours", ""),
    )


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
    )


@router.get("/cases/{case_id}", name="case")
async def one_case(
    case_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show a case with each of its practices, and what policy and speeches ask for of it."""
    opened = await run_in_threadpool(open_case, library, actor, case_id)
    practices = await run_in_threadpool(basis_of, library, actor, opened)
    return render(
        request,
        "case.html",
        active="experiences",
        view="cases",
        opened=opened,
        practices=practices,
        askers=ASKERS,
    )
