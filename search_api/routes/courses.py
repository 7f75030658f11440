"""Courses: made, changed, shared, and written as files; the rest is that of every paper."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.bibliography import CitationStyle
from search_api.export.blocks import NoteKind
from search_api.export.course_file import ExportFormat, export_course
from search_api.export.edition import Edition
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
from search_api.study.course import Course
from search_api.study.courses import COURSES
from search_api.study.schemas import opened_object, paper_object

Form = Annotated[ExportFormat, Path(description="文件的种类")]
Style = Annotated[
    CitationStyle | None, Query(description="引文出处的格式；不给时按今天施行的国家标准")
]
Notes = Annotated[NoteKind, Query(description="出处写成脚注还是尾注")]
ForWhom = Annotated[Edition, Query(description="教员版带讲授要点和说明，学员版不带")]

router = APIRouter(prefix="/courses", tags=["课程"])
add_paper_routes(router, COURSES, "课程")


@router.post("", summary="新建课程", name="api_make_course")
async def make(
    course: Annotated[Course, Body(embed=True)],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """内容：单元、课、目标、时长、政策依据、引文、案例、讨论题。给出编号和版次。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(made_by_program, library, actor, COURSES, course)
    return json_response(opened_object(made), status=201)


@router.get("/{number}/export.{form}", summary="导出课程", name="api_export_course")
async def export(
    number: Number,
    form: Form,
    library: LibraryDep,
    actor: ActorDep,
    style: Style = None,
    notes: Notes = NoteKind.FOOTNOTES,
    edition: ForWhom = Edition.TRAINER,
) -> Response:
    """导出为 docx、pptx、pdf 或 md；导出时再核对一遍引文，有问题的在文件里标出。"""
    opened = await run_in_threadpool(COURSES.open, library, actor, number)
    made = await run_in_threadpool(
        export_course, library, actor, opened.content, form, style, notes, edition
    )
    return exported_response(made)


@router.put("/{number}", summary="改课程", name="api_change_course")
async def change(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    course: Annotated[Course, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """整体替换；`revision` 与现在的不同时返回 409，什么也不改。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        changed_by_program, library, actor, COURSES, number, course, revision
    )
    return json_response(opened_object(changed))


@router.put("/{number}/shared", summary="分享课程", name="api_share_course")
async def share(
    number: Number,
    shared: Annotated[bool, Body(embed=True, description="是否分享")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """分享后，知道 /shared/{`shared_key`} 这个地址的人可以阅读，不能改；停止后地址失效。"""
    refuse_foreign_forms(request)
    found = await run_in_threadpool(COURSES.share, library, actor, number, shared=shared)
    return json_response(paper_object(found))
