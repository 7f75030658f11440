"""What meetings decided (议定事项): entered for a meeting, changed, found, reminded of."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.catalogue.column_types import LARGEST_INTEGER
from search_api.access import ActorDep, LibraryDep, keepers_change
from search_api.ledger.decision import Decision, State
from search_api.ledger.decisions import DECISIONS, Asked, list_decisions
from search_api.ledger.finding import part_of
from search_api.ledger.schemas import filed_object
from search_api.meetings.deciding import change_decision, decide
from search_api.responses import json_response
from search_api.routes.papers import Number, Revision
from search_api.routes.registers import add_register_routes
from search_api.security import refuse_foreign_forms

router = APIRouter(prefix="/decisions", tags=["议定事项"], dependencies=[Depends(keepers_change)])


@router.get("", summary="议定事项台账", name="api_decisions")
async def listed(
    library: LibraryDep,
    actor: ActorDep,
    q: Annotated[str, Query(max_length=200, description="含有的词")] = "",
    state: Annotated[State | None, Query(description="状态")] = None,
    body: Annotated[str, Query(max_length=500, description="责任或配合单位")] = "",
    overdue: Annotated[bool, Query(description="只列超期的")] = False,
    meeting: Annotated[
        int | None, Query(ge=1, le=LARGEST_INTEGER, description="哪次会议的，会议编号")
    ] = None,
    page: Annotated[int, Query(ge=1, le=10**6, description="第几页，从 1 起")] = 1,
    size: Annotated[int, Query(ge=1, le=100, description="每页条数")] = 20,
) -> Response:
    """超期的在前，再按完成时限，办结的在后。"""
    asked = Asked(q, state, body, overdue, meeting)
    found = await run_in_threadpool(list_decisions, library, actor, asked, part_of(page, size))
    return json_response(
        {
            "total": found.matching,
            "all": found.total,
            "overdue": found.overdue,
            "states": {state.value: count for state, count in found.states.items()},
            "bodies": dict(found.bodies),
            "decisions": [filed_object(DECISIONS, each, library.today) for each in found.found],
        }
    )


@router.post("", summary="添加议定事项", name="api_make_decision")
async def make(
    meeting: Annotated[Revision, Body(description="会议编号")],
    decision: Annotated[Decision, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """编号留空则按年自动编号；议定日期是会议的日期，完成时限不能更早。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(decide, library, actor, meeting, decision)
    return json_response(filed_object(DECISIONS, made, library.today), status=201)


@router.put("/{number}", summary="改议定事项", name="api_change_decision")
async def change(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    decision: Annotated[Decision, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """整体替换；`revision` 与现在的不同时返回 409，什么也不改；“已完成”要有依据。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        lambda: change_decision(library, actor, number, decision, revision=revision)
    )
    return json_response(filed_object(DECISIONS, changed, library.today))


add_register_routes(router, DECISIONS, "议定事项")
