"""Study sessions: made, changed, copied, removed; their versions and their record."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Body, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.export.session_record import RECORD_TYPES, RecordFormat, record_file
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
from search_api.study.session import Session
from search_api.study.sessions import SESSIONS, begin_session

router = APIRouter(prefix="/sessions", tags=["学习研讨"])
add_paper_routes(router, SESSIONS, "学习研讨")


@router.post("", summary="新建学习研讨", name="api_make_session")
async def make(
    session: Annotated[Session, Body(embed=True)],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """内容：时间、地点、主持人、参加人员、学习内容、讨论题、研讨发言、成果和下一步措施。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(made_by_program, library, actor, SESSIONS, session)
    return json_response(opened_object(made), status=201)


@router.post("/from/{source}", summary="由文件或课程新建学习研讨", name="api_begin_session")
async def begin(
    source: Literal["document", "course"],
    of: Annotated[str, Body(embed=True, description="文件的编号，或课程的编号")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """由文件：学习内容是这一篇；由课程：学习内容是课程引用的文件和引文，讨论题照搬。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(begin_session, library, actor, source, of)
    return json_response(opened_object(made), status=201)


@router.put("/{number}", summary="改学习研讨", name="api_change_session")
async def change(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    session: Annotated[Session, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """整体替换；`revision` 与现在的不同时返回 409，什么也不改。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        changed_by_program, library, actor, SESSIONS, number, session, revision
    )
    return json_response(opened_object(changed))


@router.get("/{number}/record.{ending}", summary="学习研讨记录", name="api_session_record")
async def record(
    number: Number, ending: RecordFormat, library: LibraryDep, actor: ActorDep
) -> Response:
    """
    下载记录：docx（A4，公文样式）或 md；引文带出处，逐条与库中原文核对过。
    """
    opened = await run_in_threadpool(SESSIONS.open, library, actor, number)
    content = await run_in_threadpool(record_file, library, actor, opened.content, ending)
    name = quote(f"{opened.content.title or '学习研讨'}（记录）.{ending.value}", safe="")
    headers = {
        "content-disposition": (
            f"attachment; filename=\"record.{ending.value}\"; filename*=UTF-8''{name}"
        ),
        "cache-control": "private, no-store",
    }
    return Response(content, headers=headers, media_type=RECORD_TYPES[ending])
