"""Lists of what is borrowed from cases: begun, changed, removed, restored, written as Word."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.cases.borrowing import Borrowing
from search_api.cases.borrowing_word import UNTITLED, borrowing_word
from search_api.cases.borrowings import BORROWINGS, begin_borrowing, states_of
from search_api.export.word_page import WORD_MEDIA_TYPE
from search_api.responses import file_response, json_response
from search_api.security import refuse_foreign_forms
from search_api.study.schemas import opened_object, paper_object

router = APIRouter(prefix="/borrowings", tags=["借鉴清单"])

LARGEST = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=LARGEST, description="编号")]
Revision = Annotated[int, Field(ge=1, le=LARGEST)]
Ids = Annotated[list[str], Body(description="案例编号，一到四个", max_length=20)]


@router.get("", summary="本人的借鉴清单", name="api_borrowings")
async def borrowings(library: LibraryDep, actor: ActorDep) -> Response:
    """最近改过的在前；不含内容。"""
    found = await run_in_threadpool(BORROWINGS.all, library, actor)
    return json_response({"borrowings": [paper_object(each) for each in found]})


@router.post("", summary="从案例写起一份清单", name="api_begin_borrowing")
async def begin(
    cases: Ids,
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    ours: Annotated[str, Body(description="我们的条件，每行先填上", max_length=2000)] = "",
    title: Annotated[str, Body(description="标题", max_length=120)] = "",
    into: Annotated[int | None, Body(description="放进已有的清单", ge=1, le=LARGEST)] = None,
) -> Response:
    """每条做法一行，原文照录并带出处。"""
    refuse_foreign_forms(request)

    def begun() -> Response:
        made = begin_borrowing(library, actor, cases, ours=ours, title=title, into=into)
        return json_response(opened_object(made), status=201 if into is None else 200)

    return await run_in_threadpool(begun)


@router.get("/{number}.docx", summary="借鉴清单，Word 文件", name="api_borrowing_docx")
async def word(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
    """横排的表格，来源列在表下。"""

    def written() -> Response:
        content = BORROWINGS.open(library, actor, number).content
        rows = states_of(library, actor, content)
        made = borrowing_word(content, rows, library.clock())
        return file_response(made, content.title or UNTITLED, "docx", WORD_MEDIA_TYPE)

    return await run_in_threadpool(written)


@router.get("/{number}", summary="一份借鉴清单", name="api_borrowing")
async def borrowing(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
    """全部内容；`revision` 是版次，改的时候要带上；`sources` 逐行写明出处。"""

    def opened() -> Response:
        found = BORROWINGS.open(library, actor, number)
        sources = [state.line for _, state in states_of(library, actor, found.content)]
        return json_response({**opened_object(found), "sources": sources})

    return await run_in_threadpool(opened)


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
        BORROWINGS.change, library, actor, number, borrowing, revision=revision
    )
    return json_response(opened_object(changed))


@router.delete("/{number}", summary="移除借鉴清单", name="api_remove_borrowing")
async def remove(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """可以恢复。"""
    refuse_foreign_forms(request)
    gone = await run_in_threadpool(BORROWINGS.remove, library, actor, number)
    return json_response({"removed": paper_object(gone)})


@router.post("/{number}/restore", summary="恢复移除的清单", name="api_restore_borrowing")
async def restore(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """原样恢复。"""
    refuse_foreign_forms(request)
    back = await run_in_threadpool(BORROWINGS.restore, library, actor, number)
    return json_response(opened_object(back))
