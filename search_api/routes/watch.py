"""关注提醒: what became of the documents on which an actor's things rest."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.actor import Actor
from indexer.library import Library
from search_api.access import ActorDep, LibraryDep
from search_api.responses import json_response
from search_api.security import refuse_foreign_forms
from search_api.study import watching
from search_api.study.schemas import warnings_object

router = APIRouter(prefix="/alerts", tags=["关注提醒"])

LARGEST = 2**31 - 1
Number = Annotated[int, Field(ge=1, le=LARGEST)]


@router.get("", summary="关注提醒", name="api_alerts")
async def alerts(
    library: LibraryDep,
    actor: ActorDep,
    page: Annotated[int, Query(ge=1, le=10**6, description="第几页，从 1 起")] = 1,
    size: Annotated[int, Query(ge=1, le=100, description="每页条数")] = 50,
) -> Response:
    """
    课程、学习研讨、清单、备课篮里引用的文件发生的变化，和保存的检索新收的文件；未看的在前。

    库或日期有变化时先检查一遍。`kind`：repealed expired amended not_yet superseded changed gone
    matched；`was` 是此前提醒的种类。
    """
    found = await run_in_threadpool(watching.watched, library, actor, page=page, size=size)
    return json_response(warnings_object(found))


@router.post("/look", summary="立即检查", name="api_look")
async def look(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """把引用的文件都与库中今天的样子比一遍；`news` 是新提醒的条数。"""
    refuse_foreign_forms(request)
    news = await run_in_threadpool(watching.look, library, actor, anyway=True)
    return json_response({"news": news})


@router.post("/seen", summary="标为已看", name="api_seen")
async def seen(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    alerts: Annotated[
        list[Number] | None, Body(max_length=10_000, description="编号；不给则全部")
    ] = None,
    seen: Annotated[bool, Body(description="false 则改回未看，须给编号")] = True,
) -> Response:
    """`changed` 是确实改了的编号，可以原样改回。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(_marked, library, actor, alerts, seen=seen)
    return json_response({"changed": changed})


def _marked(library: Library, actor: Actor, ids: list[int] | None, *, seen: bool) -> list[int]:
    if seen:
        return watching.mark_seen(library, actor, ids)
    return watching.mark_unseen(library, actor, ids or [])
