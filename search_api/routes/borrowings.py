"""Lists of what is borrowed from cases: begun, changed, written as Word files."""

from typing import Annotated

from fastapi import APIRouter, Body, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.catalogue.column_types import LARGEST_INTEGER
from search_api.access import ActorDep, LibraryDep
from search_api.cases.borrowing import Borrowing
from search_api.cases.borrowing_word import borrowing_file
from search_api.cases.borrowings import BORROWINGS, begin_borrowing, states_of
from search_api.export.responses import exported_response
from search_api.responses import json_response
from search_api.routes.papers import Number, Revision, add_paper_routes, changed_by_program
from search_api.security import refuse_foreign_forms
from search_api.study.schemas import opened_object, quotation_object

router = APIRouter(prefix="/borrowings", tags=["借鉴清单"])

Ids = Annotated[list[str], Body(description="案例编号，一到四个", max_length=20)]


@router.get("/{number}.docx", summary="借鉴清单，Word 文件", name="api_borrowing_docx")
async def word(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
    """横排的表格，来源列在表下。"""
    return exported_response(await run_in_threadpool(borrowing_file, library, actor, number))


add_paper_routes(router, BORROWINGS, "借鉴清单")


@router.post("", summary="从案例写起一份清单", name="api_begin_borrowing")
async def begin(
    cases: Ids,
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    ours: Annotated[str, Body(description="我们的条件，每行先填上", max_length=2000)] = "",
    title: Annotated[str, Body(description="标题", max_length=120)] = "",
    into: Annotated[
        int | None, Body(description="放进已有的清单", ge=1, le=LARGEST_INTEGER)
    ] = None,
) -> Response:
    """每条做法一行，原文照录并带出处。"""
    refuse_foreign_forms(request)

    def begun() -> Response:
        made = begin_borrowing(library, actor, cases, ours=ours, title=title, into=into)
        return json_response(opened_object(made), status=201 if into is None else 200)

    return await run_in_threadpool(begun)


@router.get("/{number}/sources", summary="清单里各条做法的出处", name="api_borrowing_sources")
async def sources(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
    """逐行写明出处，以及库中原文是否还是这样。"""

    def told() -> Response:
        content = BORROWINGS.open(library, actor, number).content
        states = [state for _, state in states_of(library, actor, content)]
        return json_response({"sources": [quotation_object(each) for each in states]})

    return await run_in_threadpool(told)


@router.put("/{number}", summary="改借鉴清单", name="api_change_borrowing")
async def change(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    borrowing: Annotated[Borrowing, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """整体替换；`revision` 与现在的不同时返回 409，什么也不改。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        changed_by_program, library, actor, BORROWINGS, number, borrowing, revision
    )
    return json_response(opened_object(changed))
