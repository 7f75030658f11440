"""Cases that are being written: made, changed, written as Word files."""

from typing import Annotated

from fastapi import APIRouter, Body, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.cases.draft import CaseDraft
from search_api.cases.drafts import DRAFTS, draft_file, draft_from_proposal
from search_api.export.responses import exported_response
from search_api.responses import json_response
from search_api.routes.papers import (
    Number,
    Revision,
    add_paper_routes,
    changed_by_program,
    made_by_program,
)
from search_api.security import refuse_foreign_forms
from search_api.study.schemas import opened_object

router = APIRouter(prefix="/drafts", tags=["案例草稿"])


@router.get("/{number}.docx", summary="案例草稿，Word 文件", name="api_draft_docx")
async def word(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
    """A4，公文样式：背景、主要做法、取得成效、经验启示。"""
    return exported_response(await run_in_threadpool(draft_file, library, actor, number))


add_paper_routes(router, DRAFTS, "案例草稿")


@router.post("", summary="新写案例草稿", name="api_make_draft")
async def make(
    draft: Annotated[CaseDraft, Body(embed=True)],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """内容：单位、背景、做法、成效、启示和依据的文件。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(made_by_program, library, actor, DRAFTS, draft)
    return json_response(opened_object(made), status=201)


@router.post("/from-proposal", summary="由采纳的建言写起", name="api_begin_draft")
async def begin(
    number: Annotated[int, Body(embed=True, ge=1, le=2**31 - 1, description="建言在台账里的 id")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """已经转过的，给出那一份；不带姓名。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(draft_from_proposal, library, actor, number)
    return json_response(opened_object(made), status=201)


@router.put("/{number}", summary="改案例草稿", name="api_change_draft")
async def change(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    draft: Annotated[CaseDraft, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """整体替换；`revision` 与现在的不同时返回 409，什么也不改。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        changed_by_program, library, actor, DRAFTS, number, draft, revision
    )
    return json_response(opened_object(changed))
