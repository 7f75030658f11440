"""What was searched for, by oneself and by all; searches that are kept."""

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.past import (
    forget_searches,
    hot_searches,
    keep_history,
    past_searches,
)
from search_api.responses import json_response
from search_api.saving import (
    form_asked,
    kept_object,
    remove_search,
    save_search,
    saved_searches,
)
from search_api.searching import Scope
from search_api.security import refuse_foreign_forms

router = APIRouter(tags=["检索记录"])

Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="编号")]


@router.get("/history", summary="检索过的", name="api_history")
async def past(library: LibraryDep, actor: ActorDep) -> Response:
    """列出本人检索过的词，新的在前；`kept` 说明是否还在记录。"""
    found = await run_in_threadpool(past_searches, library, actor)
    searches = [
        {
            "id": each.id,
            "query": each.query,
            "times": each.times,
            "last_at": each.last_at.isoformat(),
        }
        for each in found.searches
    ]
    return json_response({"kept": found.kept, "searches": searches})


@router.put("/history", summary="开始或停止记录", name="api_keep_history")
async def keep(
    kept: Annotated[bool, Body(embed=True, description="以后是否记录")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """停止以后不再记录新的检索；已有的记录还在，可以清除。"""
    refuse_foreign_forms(request)
    await run_in_threadpool(keep_history, library, actor, keep=kept)
    return json_response({"kept": kept})


@router.delete("/history", summary="清除全部检索记录", name="api_forget_all")
async def forget_all(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """只清除本人的；不能恢复。"""
    refuse_foreign_forms(request)
    gone = await run_in_threadpool(forget_searches, library, actor)
    return json_response({"forgotten": gone})


@router.delete("/history/{number}", summary="清除一条检索记录", name="api_forget")
async def forget(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """清除这个检索词的全部记录；没有这一条时 `forgotten` 为 0。"""
    refuse_foreign_forms(request)
    gone = await run_in_threadpool(forget_searches, library, actor, number)
    return json_response({"forgotten": gone})


@router.get("/hot", summary="热门检索", name="api_hot")
async def hot(library: LibraryDep, actor: ActorDep) -> Response:
    """列出三十天里至少在三天、或由三人检索过的词，连同现在能找到的篇数。"""
    found = await run_in_threadpool(hot_searches, library, actor)
    return json_response({"searches": found})


@router.get("/saved", summary="保存的检索", name="api_saved")
async def saved(library: LibraryDep, actor: ActorDep) -> Response:
    """列出本人保存的检索：名称、检索词、筛选和排序。"""
    found = await run_in_threadpool(saved_searches, library, actor)
    return json_response({"saved": [kept_object(each) for each in found]})


@router.post("/saved", summary="保存检索", name="api_save")
async def save(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    name: Annotated[str, Body(description="名称；为空则用检索词")] = "",
    query: Annotated[str, Body(description="检索词")] = "",
    filters: Annotated[dict[str, list[str]] | None, Body(description="字段和值")] = None,
    on: Annotated[str | None, Body(description="时点")] = None,
    sort: Annotated[Literal["relevance", "newest", "oldest"], Body()] = "relevance",
    relaxed: Annotated[bool, Body(description="完全符合的不满百篇时，是否列出部分符合的")] = True,
    expand: Annotated[bool, Body(description="是否扩展同义词")] = True,
    without: Annotated[list[str] | None, Body(description="不用的扩展")] = None,
    plain: Annotated[bool, Body(description="是否都当普通文字")] = False,
    scope: Annotated[Scope, Body(description="范围：全文、标题、文号")] = Scope.ALL,
) -> Response:
    """保存以后在首页一点就查；给出保存的内容和编号。"""
    refuse_foreign_forms(request)
    asked = {
        "query": query,
        "filters": filters,
        "on": on,
        "sort": sort,
        "relaxed": relaxed,
        "expand": expand,
        "without": without,
        "plain": plain,
        "scope": scope,
    }
    kept = await run_in_threadpool(save_search, library, actor, name, form_asked(asked))
    return json_response(kept_object(kept), status=201)


@router.delete("/saved/{number}", summary="移除保存的检索", name="api_remove_saved")
async def remove(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """给出移除的内容，可以原样再保存；没有这一条时 `removed` 为空。"""
    refuse_foreign_forms(request)
    gone = await run_in_threadpool(remove_search, library, actor, number)
    return json_response({"removed": gone and kept_object(gone)})
