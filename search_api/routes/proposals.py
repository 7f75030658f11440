"""The ledger of proposals (建言献策台账): entered, handled, answered, found behind its own door."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.export.responses import exported_response
from search_api.ledger.commending import commendation_file
from search_api.ledger.finding import part_of
from search_api.ledger.proposal import Proposal, Reply, State
from search_api.ledger.proposals import (
    PROPOSALS,
    Asked,
    answered,
    as_told,
    list_proposals,
)
from search_api.ledger.schemas import filed_object
from search_api.responses import json_response
from search_api.routes.papers import Number, Revision
from search_api.routes.proposal_sheet import router as sheet
from search_api.routes.registers import add_register_routes
from search_api.security import refuse_foreign_forms

router = APIRouter(prefix="/proposals", tags=["建言献策"])


@router.get("", summary="建言献策台账", name="api_proposals")
async def listed(
    library: LibraryDep,
    actor: ActorDep,
    q: Annotated[str, Query(max_length=200, description="含有的词；不查姓名")] = "",
    state: Annotated[State | None, Query(description="状态")] = None,
    category: Annotated[str, Query(max_length=60, description="类别")] = "",
    overdue: Annotated[bool, Query(description="只列超期的")] = False,
    page: Annotated[int, Query(ge=1, le=10**6, description="第几页，从 1 起")] = 1,
    size: Annotated[int, Query(ge=1, le=100, description="每页条数")] = 20,
) -> Response:
    """超期的在前，新登记的在前；不含建言人姓名，也不能按姓名查。"""
    asked = Asked(q, state, category, overdue)
    found = await run_in_threadpool(list_proposals, library, actor, asked, part_of(page, size))
    return json_response(
        {
            "total": found.matching,
            "all": found.total,
            "overdue": found.overdue,
            "states": {state.value: count for state, count in found.states.items()},
            "categories": dict(found.categories),
            "proposals": [filed_object(PROPOSALS, each, library.today) for each in found.found],
        }
    )


@router.post("", summary="登记建言", name="api_make_proposal")
async def make(
    proposal: Annotated[Proposal, Body(embed=True)],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """编号留空则按年自动编号；选匿名（anonymous）的，姓名不留存。"""
    refuse_foreign_forms(request)
    begun = proposal.model_copy(update={"draft": None})
    made = await run_in_threadpool(PROPOSALS.make, library, actor, begun)
    return json_response(filed_object(PROPOSALS, made, library.today), status=201)


@router.put("/{number}", summary="改建言", name="api_change_proposal")
async def change(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    proposal: Annotated[Proposal, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """
    整体替换；`revision` 与现在的不同时返回 409，什么也不改。

    不给来源、姓名或表扬对象的，保留原来的；`draft` 不由这里改。
    """
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        lambda: PROPOSALS.edit(
            library,
            actor,
            number,
            lambda known: as_told(proposal, known),
            revision=revision,
        )
    )
    return json_response(filed_object(PROPOSALS, changed, library.today))


@router.post("/{number}/replies", summary="答复建言", name="api_answer_proposal")
async def reply(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    reply: Annotated[Reply, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """添一条答复；收到、办理中的随之成为已答复。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        lambda: PROPOSALS.edit(
            library, actor, number, lambda known: answered(known, reply), revision=revision
        )
    )
    return json_response(filed_object(PROPOSALS, changed, library.today))


@router.post("/commendation.docx", summary="通报表扬草稿，Word 文件", name="api_commendation_docx")
async def commendation(
    numbers: Annotated[list[int], Body(embed=True, max_length=500, description="建言的 id")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """只写台账里的表扬对象和事由，不写建言人姓名。"""
    refuse_foreign_forms(request)
    return exported_response(
        await run_in_threadpool(commendation_file, library, actor, frozenset(numbers))
    )


router.include_router(sheet)
add_register_routes(router, PROPOSALS, "建言")
