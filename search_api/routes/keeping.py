"""What the keeper looks after: what is lacking, what ought to be there, what was refused."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.lacking import MISSING_HEADER, missing_documents, missing_rows
from search_api.refusing import REFUSED_HEADER, refused_files, refused_rows
from search_api.responses import json_response
from search_api.schemas import holding_object, lacking_object, refused_object
from search_api.security import refuse_foreign_forms
from search_api.spreadsheet import csv_response
from search_api.wanting import (
    WANTED_HEADER,
    add_lines,
    holdings_wanted,
    remove_wanted,
    wanted_rows,
)

router = APIRouter(tags=["资料管理"])


@router.get("/missing", summary="缺失文件清单", name="api_missing")
async def missing(
    library: LibraryDep,
    actor: ActorDep,
    page: Annotated[int, Query(ge=1, le=10**6, description="第几页，从 1 起")] = 1,
    size: Annotated[int, Query(ge=1, le=100, description="每页条数")] = 20,
) -> Response:
    """列出库内文件引用而库里没有的文件，被引用多的在前，附引用它的文件和原句。"""
    found = await run_in_threadpool(missing_documents, library, actor, page=page, size=size)
    entries = [lacking_object(each) for each in found.entries]
    return json_response({"total": found.total, "missing": entries})


@router.get("/missing.csv", summary="缺失文件清单，CSV", name="api_missing_csv")
async def missing_csv(library: LibraryDep, actor: ActorDep) -> Response:
    """一篇引用文件一行；可用 Excel 或 WPS 打开。"""
    rows = await run_in_threadpool(lambda: list(missing_rows(library, actor)))
    return csv_response("缺失文件清单", MISSING_HEADER, rows)


@router.get("/wanted", summary="应备清单", name="api_wanted")
async def wanted(library: LibraryDep, actor: ActorDep) -> Response:
    """列出应备的文件和现状：missing sample repealed incomplete there。"""
    found = await run_in_threadpool(holdings_wanted, library, actor)
    counts = {state.value: count for state, count in found.counts.items()}
    return json_response(
        {"counts": counts, "wanted": [holding_object(each) for each in found.entries]}
    )


@router.get("/wanted.csv", summary="应备清单，CSV", name="api_wanted_csv")
async def wanted_csv(library: LibraryDep, actor: ActorDep) -> Response:
    """可用 Excel 或 WPS 打开。"""
    rows = await run_in_threadpool(lambda: list(wanted_rows(library, actor)))
    return csv_response("应备清单", WANTED_HEADER, rows)


@router.post("/wanted", summary="添加应备文件", name="api_add_wanted")
async def add_wanted(
    lines: Annotated[list[str], Body(embed=True, description="每行一个标题、文号，或两者")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """全部添加，或有一行看不懂就一行也不加；已在清单里的不重复。"""
    refuse_foreign_forms(request)
    added, known = await run_in_threadpool(add_lines, library, actor, "\n".join(lines))
    return json_response({"added": added, "known": known})


@router.delete("/wanted/{number}", summary="移出应备清单", name="api_remove_wanted")
async def drop_wanted(
    number: Annotated[int, Path(ge=1, le=2**31 - 1, description="清单里的编号")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """只改清单，不动库里的文件；给出移出的那一行，可以再添加。"""
    refuse_foreign_forms(request)
    gone = await run_in_threadpool(remove_wanted, library, actor, [number])
    return json_response({"removed": [each.line for each in gone]})


@router.get("/quarantine", summary="涉密隔离记录", name="api_quarantine")
async def quarantine(library: LibraryDep, actor: ActorDep) -> Response:
    """列出因密级标志而拒收的文件：只有校验和、密级、导入人和时间，没有内容。"""
    found = await run_in_threadpool(refused_files, library, actor)
    return json_response({"refused": [refused_object(each) for each in found]})


@router.get("/quarantine.csv", summary="涉密隔离记录，CSV", name="api_quarantine_csv")
async def quarantine_csv(library: LibraryDep, actor: ActorDep) -> Response:
    """可用 Excel 或 WPS 打开。"""
    rows = await run_in_threadpool(lambda: list(refused_rows(library, actor)))
    return csv_response("涉密隔离记录", REFUSED_HEADER, rows)
