"""案例库: case cards, found by what they are about."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.cases.basis import ASKERS, basis_of
from search_api.cases.choosing import list_cases
from search_api.cases.comparing import compare_cases
from search_api.cases.opening import open_case
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.ledger.recommendation import OPEN, STATES
from search_api.ledger.recommended import recommendation_known, recommended_among
from search_api.ledger.recommending import offer_of
from search_api.problems import status_of
from web.case_listing import CaseListing, case_form_of
from web.recommendation_form import TypedRecommendation, empty_form
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
    shown = [each.case.id for each in found.cases]
    return render(
        request,
        "cases.html",
        headers=fresh_headers(tag),
        active="experiences",
        view="cases",
        listing=CaseListing(found),
        recommended=await run_in_threadpool(recommended_among, library, actor, shown),
    )


@router.get("/cases/{case_id}", name="case")
async def one_case(
    case_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show a case with each of its practices, and what policy and speeches ask for of it."""
    return await case_page(request, library, actor, case_id)


async def case_page(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    case_id: str,
    *,
    form: TypedRecommendation | None = None,
    error: KnowledgeBaseError | None = None,
) -> Response:
    """Make the page of a case, with the form that recommends it as far as it was filled in."""
    opened = await run_in_threadpool(open_case, library, actor, case_id)
    offer = await run_in_threadpool(offer_of, library, actor, opened)
    practices = await run_in_threadpool(basis_of, library, actor, opened)
    return render(
        request,
        "case.html",
        status=status_of(error) if error else 200,
        active="experiences",
        view="cases",
        opened=opened,
        practices=practices,
        askers=ASKERS,
        recommended=await run_in_threadpool(recommended_among, library, actor, [case_id]),
        known=await run_in_threadpool(recommendation_known, library, case_id),
        open_states=OPEN,
        states=STATES,
        is_keeper=actor.role == "keeper",
        offer=offer,
        form=form or empty_form(offer),
        trouble=error.detail if error else "",
        just_recommended=request.query_params.get("recommended") == "1",
    )
