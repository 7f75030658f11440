"""Themes: made, changed, published, put into order, read, and spoken of in five minutes."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.catalogue.column_types import LARGEST_INTEGER
from search_api.access import ActorDep, LibraryDep
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
from search_api.themes.publishing import (
    move_theme,
    publish_theme,
    read_theme,
    served_themes,
    withdraw_theme,
)
from search_api.themes.schemas import (
    published_object,
    served_object,
    speech_object,
    suggested_object,
    view_object,
)
from search_api.themes.speech_writing import read_speech, speech_file
from search_api.themes.suggesting import suggest_for_theme
from search_api.themes.theme import Theme
from search_api.themes.themes import THEMES, begin_theme
from search_api.themes.writing import theme_file

router = APIRouter(prefix="/themes", tags=["专题"])

Draft = Annotated[bool, Query(description="看本人现在改到的样子；没有发布的专题总是这样")]


@router.get("/published", summary="发布的专题", name="api_published_themes")
async def published(library: LibraryDep, actor: ActorDep) -> Response:
    """人人可读；按资料管理员排的次序。"""
    found = await run_in_threadpool(served_themes, library)
    return json_response({"themes": [served_object(each) for each in found]})


@router.get("/{number}/theme.docx", summary="专题，Word 文件", name="api_theme_docx")
async def word(
    number: Number, library: LibraryDep, actor: ActorDep, draft: Draft = False
) -> Response:
    """A4，公文样式，引文的出处是脚注；引文与库中原文再核对一遍，有问题的在文件里标出。"""
    made = await run_in_threadpool(theme_file, library, actor, number, draft=draft)
    return exported_response(made)


@router.get("/{number}/speech.docx", summary="五分钟发言提纲，Word 文件", name="api_speech_docx")
async def speech_word(
    number: Number, library: LibraryDep, actor: ActorDep, draft: Draft = False
) -> Response:
    """由专题写成的提纲；没有收入的内容和理由列在最后。"""
    made = await run_in_threadpool(speech_file, library, actor, number, draft=draft)
    return exported_response(made)


add_paper_routes(router, THEMES, "专题")


@router.post("", summary="新建专题", name="api_make_theme")
async def make(
    theme: Annotated[Theme, Body(embed=True)],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """内容：标题、导语、政策依据、领导讲话、典型案例、解读研究、讨论题、推荐单位、日期、检索。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(made_by_program, library, actor, THEMES, theme)
    return json_response(opened_object(made), status=201)


@router.post("/from/search", summary="由保存的检索新建专题", name="api_begin_theme")
async def begin(
    of: Annotated[int, Body(embed=True, ge=1, le=LARGEST_INTEGER, description="检索的编号")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """标题是检索的名称；检索结果里新收的文件列在专题的“最新收录”下。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(begin_theme, library, actor, of)
    return json_response(opened_object(made), status=201)


@router.put("/{number}", summary="改专题", name="api_change_theme")
async def change(
    number: Number,
    revision: Annotated[Revision, Body(description="打开时的版次")],
    theme: Annotated[Theme, Body()],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """整体替换；`revision` 与现在的不同时返回 409，什么也不改。已发布的，要再发布才更新。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        changed_by_program, library, actor, THEMES, number, theme, revision
    )
    return json_response(opened_object(changed))


@router.put("/{number}/published", summary="发布专题", name="api_publish_theme")
async def publish(
    number: Number,
    revision: Annotated[Revision, Body(embed=True, description="要发布的版次")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """人人可读现在的样子；`revision` 与现在的不同时返回 409。只有资料管理员可以发布。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(publish_theme, library, actor, number, revision=revision)
    return json_response(published_object(made))


@router.delete("/{number}/published", summary="撤下专题", name="api_withdraw_theme")
async def withdraw(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """不再供人阅读；专题还在，可以再发布。"""
    refuse_foreign_forms(request)
    await run_in_threadpool(withdraw_theme, library, actor, number)
    return json_response({"withdrawn": number})


@router.post("/{number}/move", summary="移动发布的专题", name="api_move_theme")
async def move(
    number: Number,
    by: Annotated[int, Body(embed=True, ge=-1000, le=1000, description="向上为负，向下为正")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """在首页次序里移动；给出新的次序。"""
    refuse_foreign_forms(request)
    await run_in_threadpool(move_theme, library, actor, number, by)
    return await published(library, actor)


@router.get("/{number}/view", summary="专题的内容", name="api_view_theme")
async def view(
    number: Number, library: LibraryDep, actor: ActorDep, draft: Draft = False
) -> Response:
    """发布的或本人的：逐条写明出处和现状，连同最新收录的文件。"""

    def told() -> Response:
        return json_response(view_object(*read_theme(library, actor, number, draft=draft)))

    return await run_in_threadpool(told)


@router.get("/{number}/suggested", summary="为专题推荐", name="api_suggest_for_theme")
async def suggested(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
    """专题的检索按各部分找到、专题里还没有的文件和引文。"""

    def told() -> Response:
        theme = THEMES.open(library, actor, number).content
        return json_response(
            {"suggested": suggested_object(suggest_for_theme(library, actor, theme))}
        )

    return await run_in_threadpool(told)


@router.get("/{number}/speech", summary="五分钟发言提纲", name="api_speech")
async def speech(
    number: Number, library: LibraryDep, actor: ActorDep, draft: Draft = False
) -> Response:
    """引文一字不差并带出处；认识和措施留给发言人写；没有收入的内容和理由也列出。"""
    found = await run_in_threadpool(read_speech, library, actor, number, draft=draft)
    return json_response(speech_object(found))
