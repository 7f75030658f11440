"""The lexicon: listed, previewed, changed, taken back."""

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from search_api.access import ActorDep, LibraryDep, only_keepers
from search_api.candidate_words import (
    CandidateOrigin,
    ask_for_mining,
    judge_candidates,
    list_candidates,
)
from search_api.lexicon import (
    add_lines,
    export_lines,
    list_entries,
    preview,
    recent_changes,
    remove_entry,
    restore_entry,
    undo_lexicon_change,
)
from search_api.responses import json_response
from search_api.schemas import (
    candidates_object,
    changed_object,
    lexicon_change_object,
    lexicon_object,
    preview_object,
)
from search_api.security import refuse_foreign_forms

router = APIRouter(tags=["词库"])

KindName = Literal["term", "equal", "narrower", "related", "stop"]
Lines = Annotated[
    list[str],
    Body(embed=True, description="每行一条：词；国企 = 国有企业；国有企业 > 央企；!停用词"),
]
Key = Annotated[str, Body(embed=True, description="词条的 key", examples=["term:营商环境"])]


@router.get("/lexicon", summary="词库", name="api_lexicon")
async def lexicon(
    library: LibraryDep,
    actor: ActorDep,
    q: Annotated[str, Query(description="词里含有的字")] = "",
    kind: Annotated[KindName | None, Query(description="词条的种类")] = None,
    own: Annotated[bool, Query(description="只列管理员改过的")] = False,
    page: Annotated[int, Query(ge=1, le=10**4, description="第几页，从 1 起")] = 1,
    size: Annotated[int, Query(ge=1, le=200, description="每页条数")] = 50,
) -> Response:
    """自建的在前；`on` 为假的不起作用，`bundled` 为真的是随程序带来的。"""
    listed = await run_in_threadpool(
        list_entries, library, actor, query=q, kind=kind or "", own=own, page=page, size=size
    )
    return json_response(lexicon_object(listed))


@router.get("/lexicon.txt", summary="词库，文本文件", name="api_lexicon_text")
async def lexicon_text(
    library: LibraryDep,
    actor: ActorDep,
    bundled: Annotated[bool, Query(description="自带的也写出")] = False,
) -> Response:
    """一行一条，可以再导入。"""
    lines = await run_in_threadpool(lambda: list(export_lines(library, actor, bundled=bundled)))
    headers = {"Content-Disposition": "attachment; filename*=UTF-8''%E8%AF%8D%E5%BA%93.txt"}
    return PlainTextResponse("\n".join(lines) + "\n", headers=headers)


@router.post("/lexicon/preview", summary="预览词库修改", name="api_preview_lexicon")
async def preview_change(
    lines: Lines, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """
    不改任何东西；`affected` 是要重新切分的文件数。

    只有一条，且是同义、下位、相关或停用的，`counts` 是各词现在的篇数，`together` 是合起来的篇数。
    """
    refuse_foreign_forms(request)
    seen = await run_in_threadpool(preview, library, actor, "\n".join(lines))
    return json_response(preview_object(seen))


@router.post("/lexicon", summary="添加词条", name="api_add_lexicon")
async def add(lines: Lines, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """全部添加，或有一行不行就一行也不加；检索立即按新词库，只有受影响的文件重新切分。"""
    refuse_foreign_forms(request)
    added = await run_in_threadpool(add_lines, library, actor, "\n".join(lines))
    changed = changed_object(added.changed) if added.changed else {"change": None, "recut": 0}
    return json_response({"added": added.added, "known": added.known, **changed})


@router.delete("/lexicon", summary="删去或停用词条", name="api_remove_lexicon")
async def remove(
    key: Annotated[str, Query(description="词条的 key", examples=["term:营商环境"])],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """自建的删去，自带的停用；都可以撤销。"""
    refuse_foreign_forms(request)
    return json_response(changed_object(await run_in_threadpool(remove_entry, library, actor, key)))


@router.post("/lexicon/restore", summary="恢复自带的词条", name="api_restore_lexicon")
async def restore(key: Key, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """撤去管理员对这一条的修改。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(restore_entry, library, actor, key)
    return json_response(changed_object(changed))


@router.get("/lexicon/changes", summary="词库的修改记录", name="api_lexicon_changes")
async def changes(library: LibraryDep, actor: ActorDep) -> Response:
    """最近的在前，每条写出改前和改后。"""
    made = await run_in_threadpool(recent_changes, library, actor)
    return json_response({"changes": [lexicon_change_object(each) for each in made]})


@router.post("/lexicon/changes/{number}/undo", summary="撤销词库修改", name="api_undo_lexicon")
async def undo(
    number: Annotated[int, Path(ge=1, le=2**31 - 1, description="修改的编号")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """后来又改过的词条不动。"""
    refuse_foreign_forms(request)
    only_keepers(actor)
    changed = await run_in_threadpool(undo_lexicon_change, library, actor, number)
    return json_response(changed_object(changed))


@router.get("/lexicon/candidates", summary="候选词", name="api_candidates")
async def candidates(
    library: LibraryDep,
    actor: ActorDep,
    origin: Annotated[CandidateOrigin | None, Query(description="怎样找到的")] = None,
    page: Annotated[int, Query(ge=1, le=10**4, description="第几页，从 1 起")] = 1,
    size: Annotated[int, Query(ge=1, le=200, description="每页条数")] = 50,
) -> Response:
    """从库里挖出、词库还没有的词：次数和例句；收过的、不收的不再列。"""
    found = await run_in_threadpool(
        list_candidates, library, actor, origin=origin, page=page, size=size
    )
    return json_response(candidates_object(found))


@router.post("/lexicon/candidates", summary="收录或不收候选词", name="api_judge_candidates")
async def judge(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    accept: Annotated[list[str], Body(description="收录的词")] = [],  # noqa: B006 - as FastAPI has it
    refuse: Annotated[list[str], Body(description="不收的词")] = [],  # noqa: B006
) -> Response:
    """一次可以多个；可以撤销。"""
    refuse_foreign_forms(request)
    changed = await run_in_threadpool(
        judge_candidates, library, actor, accepted=accept, refused=refuse
    )
    return json_response(changed_object(changed))


@router.post("/lexicon/mining", summary="重新挖掘候选词", name="api_mine")
async def ask(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """由后台进程去做；进度在候选词的 mining 里。"""
    refuse_foreign_forms(request)
    await run_in_threadpool(ask_for_mining, library, actor)
    return json_response({"asked": True}, status=202)
