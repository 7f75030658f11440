"""The ledger of proposals as a workbook: out, in, and an import taken back."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.export.responses import exported_response
from search_api.ledger.book import LARGEST_BOOK
from search_api.ledger.proposal_sheet import proposals_workbook, reading_object, receive_proposals
from search_api.ledger.proposals import PROPOSALS
from search_api.ledger.schemas import import_object, taken_back_object
from search_api.ledger.taking_back import newest_imports, take_back
from search_api.responses import json_response
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.sent import sent_bytes

router = APIRouter()


@router.post(
    "/sheet",
    summary="从表格导入台账",
    name="api_take_in_proposals",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
        }
    },
)
async def take_in(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    check: Annotated[bool, Query(description="只检查，不导入")] = False,
    skip: Annotated[bool, Query(description="跳过有问题的行，导入其余的")] = False,
) -> Response:
    """
    正文是 .xlsx 文件；先逐项检查，有一行不能导入就整份不导入，除非 `skip=1`。

    `refused` 列出每一行的原因；`written` 是新登记和改动的条数；`import` 是这次导入的编号。
    """
    refuse_foreign_forms(request)
    content = await sent_bytes(request, LARGEST_BOOK, "请去掉图片，或分成几份。")
    reading, taken = await run_in_threadpool(
        receive_proposals, library, actor, content, check=check, skip=skip
    )
    return json_response(
        {**reading_object(reading), "written": taken.written, "import": taken.number}
    )


@router.get("/sheet.xlsx", summary="建言献策台账，Excel 表格", name="api_proposals_xlsx")
async def workbook(library: LibraryDep, actor: ActorDep) -> Response:
    """三张表：台账、答复、关联；不含建言人姓名。改好以后可以再导入。"""
    return exported_response(await run_in_threadpool(proposals_workbook, library, actor))


@router.get("/imports", summary="最近的导入", name="api_proposal_imports")
async def imports(library: LibraryDep, actor: ActorDep) -> Response:
    """新的在前，最多 20 次；不记是谁导入的。"""
    found = await run_in_threadpool(newest_imports, library, actor, PROPOSALS)
    return json_response({"imports": [import_object(each) for each in found]})


@router.post("/imports/{number}/take-back", summary="撤销一次导入", name="api_take_back_proposals")
async def take_import_back(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """
    新登记的移除，改动的退回原样；导入以后又改过的不动。

    `left` 列出没有动的条目和原因；一条也没有退回的，可以再撤销。
    """
    refuse_foreign_forms(request)
    found = await run_in_threadpool(take_back, library, actor, PROPOSALS, number)
    return json_response(taken_back_object(found))
