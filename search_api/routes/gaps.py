"""The gaps of the library (资料缺口): what was looked for, cited or asked for, and is not there."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.ledger.finding import part_of
from search_api.ledger.gap import Kind, Requested, State
from search_api.ledger.gap_answers import answers_to
from search_api.ledger.gap_offers import gap_offers, take_offer
from search_api.ledger.gap_schemas import GAP_HEADER, gap_objects, gap_rows, offers_object
from search_api.ledger.gaps import (
    GAPS,
    Asked,
    amend_gap,
    list_gaps,
    move_gap,
    request_material,
)
from search_api.ledger.schemas import filed_object
from search_api.responses import json_response
from search_api.routes.papers import Number, Revision
from search_api.routes.registers import add_register_routes
from search_api.security import refuse_foreign_forms
from search_api.spreadsheet import csv_response, xlsx_response

router = APIRouter(prefix="/gaps", tags=["资料缺口"])


@router.get(".csv", summary="资料缺口，CSV", name="api_gaps_csv")
async def table(library: LibraryDep, actor: ActorDep) -> Response:
    """可用 Excel 或 WPS 打开。"""
    rows = await run_in_threadpool(lambda: list(gap_rows(library, actor, Asked())))
    return csv_response("资料缺口", GAP_HEADER, rows)


@router.get(".xlsx", summary="资料缺口，Excel 工作簿", name="api_gaps_xlsx")
async def workbook(library: LibraryDep, actor: ActorDep) -> Response:
    """一条缺口一行，第一行是列名。"""
    rows = await run_in_threadpool(lambda: list(gap_rows(library, actor, Asked())))
    return xlsx_response("资料缺口", GAP_HEADER, rows)


@router.get("", summary="资料缺口", name="api_gaps")
async def listed(
    library: LibraryDep,
    actor: ActorDep,
    q: Annotated[str, Query(max_length=200, description="含有的词")] = "",
    state: Annotated[State | None, Query(description="状态")] = None,
    kind: Annotated[Kind | None, Query(description="来源")] = None,
    overdue: Annotated[bool, Query(description="只列超期的")] = False,
    page: Annotated[int, Query(ge=1, le=10**6, description="第几页，从 1 起")] = 1,
    size: Annotated[int, Query(ge=1, le=100, description="每页条数")] = 20,
) -> Response:
    """
    超期的在前，新列入的在前；`answer_offered` 是现在库里可能补上它的文件。

    向别的单位索取的全文（text）排在最后，没有编号。
    """

    def told() -> Response:
        found = list_gaps(library, actor, Asked(q, state, kind, overdue), part_of(page, size))
        answers = answers_to(library, actor, found.found)
        return json_response(
            {
                "total": found.matching,
                "all": found.total,
                "overdue": found.overdue,
                "states": {each.value: count for each, count in found.states.items()},
                "kinds": {each.value: count for each, count in found.kinds.items()},
                "gaps": gap_objects(found.lines, answers, library.today),
            }
        )

    return await run_in_threadpool(told)


@router.get("/offers", summary="可列入的缺口", name="api_gap_offers")
async def offered(library: LibraryDep, actor: ActorDep) -> Response:
    """没有找到文件的检索（不说是谁检索的），和库内文件引用而库里没有的文件。"""
    found = await run_in_threadpool(gap_offers, library, actor)
    return json_response(offers_object(found))


@router.post("/offers", summary="列入，或不列", name="api_take_gap")
async def take(
    kind: Annotated[Kind, Body(description="search 或 citation")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    title: Annotated[str, Body(max_length=500, description="标题，或检索词")] = "",
    number: Annotated[str, Body(max_length=60, description="文号")] = "",
    dismissed: Annotated[bool, Body(description="看过，不列入")] = False,
) -> Response:
    """不列的记为“不补”，以后不再提。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(
        lambda: take_offer(library, actor, kind, title=title, number=number, dismissed=dismissed)
    )
    return json_response(filed_object(GAPS, made, library.today), status=201)


@router.post("", summary="征集资料", name="api_request_material")
async def ask(
    gap: Annotated[Requested, Body(embed=True)],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """读者也可以提出；已有的返回 409 和那一条的编号。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(request_material, library, actor, gap)
    return json_response(filed_object(GAPS, made, library.today), status=201)


@router.put("/{number}", summary="改缺口的说明", name="api_change_gap")
async def change(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    gap: Annotated[Requested, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """改征集单位、用途和期限；征集的还可以改标题和文号。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        lambda: amend_gap(library, actor, number, gap, revision=revision)
    )
    return json_response(filed_object(GAPS, changed, library.today))


@router.post("/{number}/state", summary="办理缺口", name="api_move_gap")
async def move(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    state: Annotated[State, Body(description="改成的状态")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    document: Annotated[str, Body(max_length=4096, description="补上的文件：编号或路径")] = "",
    reason: Annotated[str, Body(max_length=20_000, description="不补的理由")] = "",
) -> Response:
    """已补（filled）要指明文件，不补（declined）要写理由。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        lambda: move_gap(
            library, actor, number, state, reason=reason, document=document, revision=revision
        )
    )
    return json_response(filed_object(GAPS, changed, library.today))


add_register_routes(router, GAPS, "缺口")
