"""典型推广: what is recommended, the form that recommends, and the keeper's list and desk."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import ChangedMeanwhile, DocumentNotFound, KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.cases.opening import open_case
from search_api.exchange.noticed import cases_of_others, documents_there
from search_api.ledger.history import history_lines
from search_api.ledger.recommendation import STATES, WITH_REASON, State
from search_api.ledger.recommendations import (
    RECOMMENDATIONS,
    list_recommendations,
    move,
    recommend,
    rewrite,
    withdraw_if_possible,
)
from search_api.ledger.recommended import recommended_cases
from search_api.ledger.recommending import offer_of
from search_api.problems import status_of
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from web.forms import number_in
from web.pages.cases import case_page
from web.posting import filled_in, telling
from web.recommendation_form import TypedRecommendation, form_of_content, told_by, typed_form
from web.register_verbs import add_register_verbs
from web.templating import render

HERE = "/recommendations"
ON_A_PAGE = 50
_DONE = {"saved": "已保存。", "moved": "状态已改。", "back": "已恢复。"}

router = APIRouter()


@router.get("/recommended", name="recommended")
async def recommended(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what is recommended, of one theme or all."""
    theme = request.query_params.get("theme", "")
    others = await run_in_threadpool(cases_of_others, library)
    return render(
        request,
        "recommended.html",
        active="experiences",
        view="recommended",
        theme=theme,
        is_keeper=actor.role == "keeper",
        found=await run_in_threadpool(recommended_cases, library, actor, theme),
        others=others,
        there=await run_in_threadpool(documents_there, library, actor, others),
    )


@router.post("/cases/{case_id}/recommend")
async def make(case_id: str, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Recommend a case."""
    refuse_foreign_forms(request)
    form = typed_form(await filled_in(request))
    try:
        await run_in_threadpool(lambda: recommend(library, actor, case_id, told_by(form)))
    except DocumentNotFound:
        raise
    except KnowledgeBaseError as error:
        return await case_page(request, library, actor, case_id, form=form, error=error)
    return RedirectResponse(telling(f"/cases/{case_id}", recommended=1), status_code=303)


@router.get(HERE, name="recommendations")
async def listed(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List all recommendations with their states."""
    params = request.query_params
    words = params.get("words", "")[:200]
    state = next((each for each in State if each.value == params.get("state")), None)
    page = max(number_in(params.get("page")) or 1, 1)
    found = await run_in_threadpool(
        lambda: list_recommendations(library, actor, words=words, state=state)
    )
    return render(
        request,
        "recommendations.html",
        headers={"cache-control": "no-store"},
        active="experiences",
        listed=found,
        shown=found.found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        page=page,
        last=-(-len(found.found) // ON_A_PAGE),
        words=words,
        state=state,
        ledger=RECOMMENDATIONS,
        today=library.today,
        removed=number_in(params.get("removed")),
    )


@router.get(f"{HERE}/{{number}}", name="recommendation")
async def desk(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show a recommendation, to be reviewed and mended."""
    return await _desk(request, library, actor, number)


@router.post(f"{HERE}/{{number}}")
async def change(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was typed."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    form, given = typed_form(pairs), dict(pairs)
    try:
        await run_in_threadpool(
            lambda: rewrite(
                library,
                actor,
                number,
                told_by(form),
                revision=number_in(given.get("revision")) or 0,
                review_again="review_again" in given,
            )
        )
    except KnowledgeBaseError as error:
        if isinstance(error, ChangedMeanwhile):
            return await _desk(request, library, actor, number, lost=given, error=error)
        return await _desk(request, library, actor, number, form=form, error=error)
    return RedirectResponse(telling(f"{HERE}/{number}", done="saved"), status_code=303)


@router.post(f"{HERE}/{{number}}/state")
async def review(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Bring it into the state of the button, with the reason that was typed."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    reason, revision = given.get("reason", ""), number_in(given.get("revision")) or 0
    state = next((each for each in State if each.value == given.get("state")), None)
    try:
        if state is not None:
            await run_in_threadpool(
                lambda: move(library, actor, number, state, reason=reason, revision=revision)
            )
    except KnowledgeBaseError as error:
        return await _desk(request, library, actor, number, reason=reason, error=error)
    return RedirectResponse(telling(f"{HERE}/{number}", done="moved"), status_code=303)


add_register_verbs(router, RECOMMENDATIONS, HERE, told={"done": "back"})


async def _desk(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    number: int,
    *,
    form: TypedRecommendation | None = None,
    lost: Mapping[str, str] = MappingProxyType({}),
    reason: str = "",
    error: KnowledgeBaseError | None = None,
) -> Response:
    await run_in_threadpool(withdraw_if_possible, library)
    filed = await run_in_threadpool(RECOMMENDATIONS.open, library, actor, number)
    changes = await run_in_threadpool(RECOMMENDATIONS.history, library, actor, number)
    try:
        opened = await run_in_threadpool(open_case, library, actor, filed.content.case)
    except DocumentNotFound:
        opened = None
    offer = await run_in_threadpool(offer_of, library, actor, opened) if opened else None
    return render(
        request,
        "recommendation.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="experiences",
        ledger=RECOMMENDATIONS,
        states=STATES,
        with_reason=WITH_REASON,
        filed=filed,
        opened=opened,
        offer=offer,
        form=form or (form_of_content(filed.content, offer) if offer else None),
        is_typed=form is not None,
        lost=lost,
        reason=reason,
        today=library.today,
        history=list(history_lines(RECOMMENDATIONS, changes)),
        trouble=error.detail if error else "",
        said=_DONE.get(request.query_params.get("done", ""), ""),
    )
