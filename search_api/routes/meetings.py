"""Joint meetings: made, changed, copied, removed; the next one; their minutes."""

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.catalogue.papers import PaperKind
from search_api.access import ActorDep, LibraryDep, keepers_change
from search_api.export.responses import exported_response
from search_api.meetings.following import begin_next_meeting
from search_api.meetings.meeting import Meeting
from search_api.meetings.meetings import MEETINGS, begin_meeting
from search_api.meetings.minutes_word import minutes_file
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

router = APIRouter(prefix="/meetings", tags=["联席会议"], dependencies=[Depends(keepers_change)])
add_paper_routes(router, MEETINGS, "联席会议")


@router.post("", summary="新建联席会议", name="api_make_meeting")
async def make(
    meeting: Annotated[Meeting, Body(embed=True)],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """内容：时间、地点、主持、成员单位、议程、会议材料、会议意见和纪要的编号、印发、分送。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(made_by_program, library, actor, MEETINGS, meeting)
    return json_response(opened_object(made), status=201)


@router.post(
    "/from/{source}", summary="由专题、学习研讨或课程新建联席会议", name="api_begin_meeting"
)
async def begin(
    source: Literal["theme", "session", "course"],
    of: Annotated[Revision, Body(embed=True, description="专题、学习研讨或课程的编号")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """其中引用的文件成为会议材料。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(begin_meeting, library, actor, PaperKind(source), of)
    return json_response(opened_object(made), status=201)


@router.put("/{number}", summary="改联席会议", name="api_change_meeting")
async def change(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    meeting: Annotated[Meeting, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """整体替换；`revision` 与现在的不同时返回 409，什么也不改。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        changed_by_program, library, actor, MEETINGS, number, meeting, revision
    )
    return json_response(opened_object(changed))


@router.post("/{number}/next", summary="筹备下次会议", name="api_next_meeting")
async def begin_next(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """沿用成员单位，第几次加一；议定事项的落实情况列为议题。已经筹备的，就给那一次。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(begin_next_meeting, library, actor, number)
    return json_response(opened_object(made), status=201)


@router.get("/{number}/minutes.docx", summary="会议纪要", name="api_minutes")
async def minutes(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
    """下载纪要（A4，GB/T 9704 纪要格式）；会议材料与库核对过，须核对的标出。"""
    return exported_response(await run_in_threadpool(minutes_file, library, actor, number))
