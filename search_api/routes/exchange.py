"""Exchange packages: what is shared, the package itself, and those of others."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.card import Tier
from corpus.errors import PaperNotFound
from search_api.access import ActorDep, LibraryDep, only_keepers
from search_api.exchange.answering import answer_request
from search_api.exchange.deciding import decide, open_conflicts
from search_api.exchange.download import package_response
from search_api.exchange.giving import choose_given, givable
from search_api.exchange.identity import identity, name_library
from search_api.exchange.importing import (
    apply_package,
    drop_package,
    preview_package,
    receive,
)
from search_api.exchange.notice import GivenKey
from search_api.exchange.peers import peers
from search_api.exchange.requesting import ask_for_text, texts_asked, withdraw_request
from search_api.exchange.schemas import (
    applied_object,
    asked_object,
    conflict_object,
    givable_object,
    identity_object,
    notices_object,
    peer_object,
    preview_object,
    shared_object,
    task_object,
)
from search_api.exchange.sharing import share, shared_documents, unshare
from search_api.exchange.uploading import upload_room, uploaded
from search_api.exchange.working import begin_import, received, task_of, tasks_told
from search_api.responses import json_response
from search_api.security import refuse_foreign_forms

router = APIRouter(prefix="/exchange", tags=["资料交换"])
packages = APIRouter(prefix="/exchange/packages", tags=["资料交换"])  # bodies that are no text

Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="编号")]
Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="预览给出的 package")]
TaskId = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="任务编号")]
Wait = Annotated[bool, Query(description="false：立即返回任务，做到哪里到 tasks 里看")]
Documents = Annotated[list[str], Body(embed=True, description="文件编号", max_length=20_000)]
_PACKAGE = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/notices", summary="别的单位的专题、推荐、征集和答复", name="api_notices")
async def notices(library: LibraryDep, actor: ActorDep) -> Response:
    """随包收到的，按种类列出，新的在前；`answers` 是对本馆征集的答复。"""
    return json_response(await run_in_threadpool(notices_object, library))


@router.get("/given", summary="可以随包送出的专题、推荐和征集", name="api_givable")
async def may_go(library: LibraryDep, actor: ActorDep) -> Response:
    """已发布的专题和推荐、征集中的资料缺口；`given` 表示随下一个包送出。"""
    found = await run_in_threadpool(givable, library, actor)
    return json_response({"items": [givable_object(each) for each in found]})


@router.put("/given", summary="选随包送出的", name="api_choose_given")
async def choose(
    items: Annotated[list[GivenKey], Body(embed=True, max_length=5_000)],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """恰好送出这些；没有列出的，下一个包撤回。"""
    refuse_foreign_forms(request)
    wanted = [(each.kind, each.key) for each in items]
    count = await run_in_threadpool(choose_given, library, actor, wanted)
    return json_response({"given": count})


@router.post("/answers", summary="答复别的单位的征集", name="api_answer_request")
async def answer(
    sender: Annotated[str, Body(max_length=40, description="征集单位的指纹")],
    requested: Annotated[str, Body(alias="request", max_length=128, description="征集的编号")],
    document: Annotated[str, Body(max_length=64, description="答复用的文件编号")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    words: Annotated[str, Body(max_length=500, description="附言")] = "",
) -> Response:
    """这篇文件随即按全文共享，和答复一起随下一个包送出。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(
        answer_request, library, actor, sender, requested, document, words
    )
    return json_response(made.model_dump(mode="json"), status=201)


@router.get("", summary="本馆、往来单位和待办", name="api_exchange")
async def overview(library: LibraryDep, actor: ActorDep) -> Response:
    """给出本馆名称和指纹、往来单位、待选择的冲突、双方索取的全文、正在处理的包。"""
    own = await run_in_threadpool(identity, library)
    ours, theirs = await run_in_threadpool(texts_asked, library, actor)
    conflicts = await run_in_threadpool(open_conflicts, library, actor)
    known = await run_in_threadpool(peers, library)
    tasks = await run_in_threadpool(tasks_told, library, actor)
    return json_response(
        {
            "library": identity_object(own),
            "peers": [peer_object(each) for each in known],
            "conflicts": [conflict_object(each) for each in conflicts],
            "requested": [asked_object(each) for each in ours],
            "requests": [asked_object(each) for each in theirs],
            "tasks": [task_object(each) for each in tasks],
        }
    )


@router.put("/name", summary="给本馆起名", name="api_exchange_name")
async def name(
    name: Annotated[str, Body(embed=True, description="写在交换包里的名称")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """名称随下一个包送到对方。"""
    refuse_foreign_forms(request)
    return json_response(
        identity_object(await run_in_threadpool(name_library, library, actor, name))
    )


@router.get("/shares", summary="共享清单", name="api_shares")
async def shares(library: LibraryDep, actor: ActorDep) -> Response:
    """列出正在共享的文件和层级。"""
    found = await run_in_threadpool(shared_documents, library, actor)
    return json_response({"shares": [shared_object(each) for each in found]})


@router.post("/shares", summary="共享文件", name="api_share")
async def add_shares(
    documents: Documents,
    tier: Annotated[Tier, Body(description="目录、摘要或全文")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    abstract: Annotated[str | None, Body(description="一份文件的摘要；不给就取正文开头")] = None,
) -> Response:
    """全部共享，或有一份不行就一份也不共享；已共享的改为这个层级。"""
    refuse_foreign_forms(request)
    count = await run_in_threadpool(share, library, actor, documents, tier, abstract=abstract)
    return json_response({"shared": count})


@router.post("/shares/withdraw", summary="取消共享", name="api_unshare")
async def withdraw_shares(
    documents: Documents, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """下一个包里撤回。"""
    refuse_foreign_forms(request)
    count = await run_in_threadpool(unshare, library, actor, documents)
    return json_response({"withdrawn": count})


@router.post("/conflicts/{number}", summary="选择保留哪一个", name="api_decide_conflict")
async def decide_conflict(
    number: Number,
    theirs: Annotated[bool, Body(embed=True, description="真：采用对方的；假：保留本馆的")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """采用对方的，等于在本馆更正一次。"""
    refuse_foreign_forms(request)
    chosen = await run_in_threadpool(decide, library, actor, number, take_theirs=theirs)
    return json_response(conflict_object(chosen))


@router.post("/requests", summary="索取全文", name="api_ask_text")
async def ask(
    document: Annotated[str, Body(embed=True, description="文件编号")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """随下一个包送到保存全文的单位。"""
    refuse_foreign_forms(request)
    asked = await run_in_threadpool(ask_for_text, library, actor, document)
    return json_response({"identity": asked.identity, "holder": asked.holder})


@router.delete("/requests/{document_id}", summary="不再索取", name="api_withdraw_request")
async def withdraw_ask(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """给出原来是否在索取。"""
    refuse_foreign_forms(request)
    was = await run_in_threadpool(withdraw_request, library, actor, document_id)
    return json_response({"withdrawn": was})


@packages.post("/make", summary="打包下载", name="api_pack")
async def make(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    empty: Annotated[bool, Query(description="true：没有内容也打包")] = False,
) -> Response:
    """把共享的都写进一个包；每打一次包，号数加一。"""
    refuse_foreign_forms(request)
    return await run_in_threadpool(package_response, library, actor, may_be_empty=empty)


@packages.post("", summary="送来一个包，预览", name="api_preview_package", openapi_extra=_PACKAGE)
async def preview(
    request: Request, library: LibraryDep, actor: ActorDep, wait: Wait = True
) -> Response:
    """正文是交换包本身，或只含一个文件的表单。核对封签、签名和每个文件，不写入资料库。"""
    refuse_foreign_forms(request)
    only_keepers(actor)
    if not wait:
        working = await received(request, library, actor)
        return json_response(task_object(working.task), status=202)
    with upload_room(library) as room:
        path = await uploaded(request, room)
        found = await run_in_threadpool(receive, library, actor, path)
    return json_response(preview_object(found))


@router.get("/tasks/{task_id}", summary="处理到哪里了", name="api_exchange_task")
async def task(task_id: TaskId, library: LibraryDep, actor: ActorDep) -> Response:
    """`state` 是 running、done、failed 或 cut_off（服务停过）；结果留一天。"""
    found = await run_in_threadpool(task_of, library, actor, task_id)
    if found is None:
        raise PaperNotFound(task_id)
    return json_response(task_object(found))


@packages.get("/{package}", summary="再看一次预览", name="api_package")
async def again(package: Sha256, library: LibraryDep, actor: ActorDep) -> Response:
    """包在送来后的一天内可以确认。"""
    found = await run_in_threadpool(preview_package, library, actor, package)
    return json_response(preview_object(found))


@packages.post("/{package}/apply", summary="导入", name="api_apply_package")
async def apply(
    package: Sha256,
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    trust: Annotated[
        str, Body(embed=True, description="初次往来的单位的指纹，已打电话核对过", max_length=100)
    ] = "",
    again: Annotated[
        list[str],
        Body(embed=True, description="本馆移除过、要重新收录的 identity", max_length=20_000),
    ] = [],  # noqa: B006 - never changed
    wait: Wait = True,
) -> Response:
    """全部写入，或一样也不写；中断了，下次启动接着做完。"""
    refuse_foreign_forms(request)
    if not wait:
        working = await run_in_threadpool(
            begin_import, library, actor, package, trust=trust, again=again
        )
        return json_response(task_object(working.task), status=202)
    done = await run_in_threadpool(apply_package, library, actor, package, trust=trust, again=again)
    return json_response(applied_object(done))


@packages.delete("/{package}", summary="不导入", name="api_drop_package")
async def drop(package: Sha256, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """扔掉等待确认的包。"""
    refuse_foreign_forms(request)
    await run_in_threadpool(drop_package, library, actor, package)
    return json_response({"dropped": package})
