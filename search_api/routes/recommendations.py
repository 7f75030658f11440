"""Recommended cases (典型推广): recommended by whoever sees them, reviewed, served."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.cases.opening import open_case
from search_api.ledger.recommendation import State, Told
from search_api.ledger.recommendation_schemas import offer_object, recommended_object
from search_api.ledger.recommendations import (
    RECOMMENDATIONS,
    list_recommendations,
    move,
    recommend,
    rewrite,
)
from search_api.ledger.recommended import recommended_cases
from search_api.ledger.recommending import offer_of
from search_api.ledger.schemas import filed_object
from search_api.responses import json_response
from search_api.routes.papers import Number, Revision
from search_api.routes.registers import add_register_routes
from search_api.security import refuse_foreign_forms

router = APIRouter(tags=["典型推广"])
register = APIRouter(prefix="/recommendations")


@router.get("/recommended", summary="推荐的典型", name="api_recommended")
async def served(
    library: LibraryDep,
    actor: ActorDep,
    theme: Annotated[str, Query(max_length=60, description="主题；为空则全部")] = "",
) -> Response:
    """已发布的推荐，新发布的在前；案例已不在库里或已废止的不列。"""
    found = await run_in_threadpool(recommended_cases, library, actor, theme)
    return json_response(
        {
            "total": found.total,
            "themes": [{"theme": name, "count": count} for name, count in found.themes.items()],
            "recommended": [recommended_object(each) for each in found.cases],
        }
    )


@router.get("/cases/{case_id}/offer", summary="推荐表可填的内容", name="api_case_offer")
async def offered(case_id: str, library: LibraryDep, actor: ActorDep) -> Response:
    """案例里的指标原句和做法、主题、库里表扬它的文件；推荐时可以选用。"""

    def told() -> Response:
        return json_response(
            offer_object(offer_of(library, actor, open_case(library, actor, case_id)))
        )

    return await run_in_threadpool(told)


@register.get("", summary="典型推荐台账", name="api_recommendations")
async def listed(
    library: LibraryDep,
    actor: ActorDep,
    q: Annotated[str, Query(max_length=200, description="含有的词")] = "",
    state: Annotated[State | None, Query(description="状态")] = None,
    page: Annotated[int, Query(ge=1, le=10**6, description="第几页，从 1 起")] = 1,
    size: Annotated[int, Query(ge=1, le=100, description="每页条数")] = 20,
) -> Response:
    """全部推荐和状态，供资料管理员审核；新推荐的在前。"""
    found = await run_in_threadpool(list_recommendations, library, actor, words=q, state=state)
    shown = found.found[(page - 1) * size : page * size]
    return json_response(
        {
            "total": len(found.found),
            "all": found.total,
            "states": {each.value: count for each, count in found.states.items()},
            "recommendations": [
                filed_object(RECOMMENDATIONS, each, library.today) for each in shown
            ],
        }
    )


@register.post("", summary="推荐案例", name="api_recommend")
async def make(
    case: Annotated[str, Body(max_length=60, description="案例编号")],
    recommendation: Annotated[Told, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """看得到案例的都可以推荐；已推荐的返回 409 和那一条的编号，退回、撤下的重新推荐。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(recommend, library, actor, case, recommendation)
    return json_response(filed_object(RECOMMENDATIONS, made, library.today), status=201)


@register.put("/{number}", summary="改推荐的内容", name="api_change_recommendation")
async def change(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    recommendation: Annotated[Told, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    review_again: Annotated[bool, Body(description="已发布的，改动后重新审核")] = False,
) -> Response:
    """
    `revision` 与现在的不同时返回 409，什么也不改。

    已发布的改了内容就回到审核中，要给 `review_again`，否则返回 422；其余的状态不变。
    """
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        lambda: rewrite(
            library, actor, number, recommendation, revision=revision, review_again=review_again
        )
    )
    return json_response(filed_object(RECOMMENDATIONS, changed, library.today))


@register.post("/{number}/state", summary="审核推荐", name="api_review_recommendation")
async def review(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    state: Annotated[State, Body(description="改成的状态")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    reason: Annotated[str, Body(max_length=20_000, description="退回、撤下的理由")] = "",
) -> Response:
    """退回（returned）、撤下（withdrawn）要写理由；来源已不在或已废止的不能发布。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        lambda: move(library, actor, number, state, reason=reason, revision=revision)
    )
    return json_response(filed_object(RECOMMENDATIONS, changed, library.today))


add_register_routes(register, RECOMMENDATIONS, "推荐")
router.include_router(register)
