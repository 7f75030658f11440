"""Courses: made, changed, copied, shared, removed; their versions."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.bibliography import CitationStyle
from search_api.export.blocks import NoteKind
from search_api.export.course_file import ExportFormat, export_course
from search_api.export.responses import exported_response
from search_api.responses import json_response
from search_api.security import refuse_foreign_forms
from search_api.study.course import Course
from search_api.study.courses import COURSES
from search_api.study.schemas import opened_object, paper_object, version_object

Form = Annotated[ExportFormat, Path(description="文件的种类")]
Style = Annotated[
    CitationStyle | None, Query(description="引文出处的格式；不给时按今天施行的国家标准")
]
Notes = Annotated[NoteKind, Query(description="出处写成脚注还是尾注")]

router = APIRouter(prefix="/courses", tags=["课程"])

LARGEST = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=LARGEST, description="编号")]
Revision = Annotated[int, Field(ge=1, le=LARGEST)]


@router.get("", summary="本人的课程", name="api_courses")
async def courses(library: LibraryDep, actor: ActorDep) -> Response:
    """最近改过的在前；不含内容。"""
    found = await run_in_threadpool(COURSES.all, library, actor)
    return json_response({"courses": [paper_object(each) for each in found]})


@router.post("", summary="新建课程", name="api_make_course")
async def make(
    course: Annotated[Course, Body(embed=True)],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """内容：单元、课、目标、时长、政策依据、引文、案例、讨论题。给出编号和版次。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(COURSES.make, library, actor, course)
    return json_response(opened_object(made), status=201)


@router.get("/{number}", summary="一门课程", name="api_course")
async def course(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
    """全部内容；`revision` 是版次，改的时候要带上。"""
    found = await run_in_threadpool(COURSES.open, library, actor, number)
    return json_response(opened_object(found))


@router.get("/{number}/export.{form}", summary="导出课程", name="api_export_course")
async def export(
    number: Number,
    form: Form,
    library: LibraryDep,
    actor: ActorDep,
    style: Style = None,
    notes: Notes = NoteKind.FOOTNOTES,
) -> Response:
    """导出为 docx、pptx、pdf 或 md；导出时再核对一遍引文，有问题的在文件里标出。"""
    opened = await run_in_threadpool(COURSES.open, library, actor, number)
    made = await run_in_threadpool(
        export_course, library, actor, opened.content, form, style, notes
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
        COURSES.change, library, actor, number, course, revision=revision
    )
    return json_response(opened_object(changed))


@router.delete("/{number}", summary="移除课程", name="api_remove_course")
async def remove(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """可以恢复。"""
    refuse_foreign_forms(request)
    gone = await run_in_threadpool(COURSES.remove, library, actor, number)
    return json_response({"removed": paper_object(gone)})


@router.post("/{number}/restore", summary="恢复移除的课程", name="api_restore_course")
async def restore(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """原样恢复。"""
    refuse_foreign_forms(request)
    back = await run_in_threadpool(COURSES.restore, library, actor, number)
    return json_response(opened_object(back))


@router.post("/{number}/copy", summary="复制课程", name="api_copy_course")
async def copy(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """另存一门，标题后加“（副本）”。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(COURSES.copy, library, actor, number)
    return json_response(opened_object(made), status=201)


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


@router.get("/{number}/versions", summary="保存的版本", name="api_course_versions")
async def versions(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
    """新的在前。"""
    found = await run_in_threadpool(COURSES.versions, library, actor, number)
    return json_response({"versions": [version_object(each) for each in found]})


@router.post("/{number}/versions", summary="保存现在的版本", name="api_keep_course_version")
async def keep_version(
    number: Number,
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    name: Annotated[str, Body(embed=True, description="名称，可以为空")] = "",
) -> Response:
    """以后可以恢复到这个样子。"""
    refuse_foreign_forms(request)
    await run_in_threadpool(COURSES.keep_version, library, actor, number, name)
    return await versions(number, library, actor)


@router.post("/{number}/back", summary="恢复旧版本", name="api_course_back")
async def go_back(
    number: Number,
    revision: Annotated[int, Query(ge=1, le=LARGEST, description="保存的版本的版次")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """现在的样子先存成一个版本，所以还可以再回来。"""
    refuse_foreign_forms(request)
    back = await run_in_threadpool(COURSES.go_back, library, actor, number, revision)
    return json_response(opened_object(back))
