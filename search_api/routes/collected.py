"""备课篮: quotations that are kept for later."""

from typing import Annotated

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, Field, model_validator
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.actor import Actor
from corpus.catalogue.column_types import LARGEST_INTEGER
from corpus.document import Span
from indexer.library import Library
from search_api.access import ActorDep, LibraryDep
from search_api.responses import json_response
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study import collecting
from search_api.study.renewing import renew_collected
from search_api.study.schemas import collected_object, collection_object

router = APIRouter(prefix="/collected", tags=["备课篮"])

Numbers = Annotated[
    list[Annotated[int, Field(ge=1, le=LARGEST_INTEGER)]],
    Body(embed=True, description="编号", max_length=10_000),
]


class Stretch(BaseModel):
    """要收入的文字：一个段落，或全文的一个区间。"""

    passage: str = Field("", max_length=80, description="段落的编号，如检索结果所给")
    document_id: str = Field("", max_length=40, description="文件的编号")
    start: int = Field(0, ge=0, le=LARGEST_INTEGER, description="起点，按全文的码点计")
    end: int = Field(0, ge=0, le=LARGEST_INTEGER, description="终点之后一位")
    folder: int | None = Field(None, ge=1, le=LARGEST_INTEGER, description="文件夹的编号")

    @model_validator(mode="after")
    def _names_one(self) -> "Stretch":
        if bool(self.passage) == bool(self.document_id):
            raise ValueError("请给出 passage，或 document_id 和区间")
        return self


class Beside(BaseModel):
    """引文旁边记的；引文本身不能改。"""

    revision: int = Field(ge=1, le=LARGEST_INTEGER, description="打开时的版次")
    note: str = Field("", description="备注")
    tags: list[str] = Field(default_factory=list, max_length=100, description="标签")
    folder: int | None = Field(None, ge=1, le=LARGEST_INTEGER, description="文件夹的编号")


@router.get("", summary="备课篮里的引文", name="api_collected")
async def collected(library: LibraryDep, actor: ActorDep) -> Response:
    """
    按本人排定的次序列出：引文（文字、区间、所在章节和页）、出处、备注、标签、文件夹。

    `change` 说明原文的变化：same moved changed gone；`validity` 是今天的时效性。
    """
    found = await run_in_threadpool(collecting.collection, library, actor)
    return json_response(collection_object(found))


@router.post("", summary="收入备课篮", name="api_collect")
async def collect(
    stretch: Stretch, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """逐字保存，连同出处；同一段文字只收一次（`new` 为 false）。`count` 是篮里的条数。"""
    refuse_foreign_forms(request)
    return await run_in_threadpool(_collected, library, actor, stretch)


def _collected(library: Library, actor: Actor, stretch: Stretch) -> Response:
    if stretch.passage:
        kept, is_new = collecting.collect_passage(
            library, actor, stretch.passage, folder=stretch.folder
        )
    else:
        span = Span(stretch.start, stretch.end)
        kept, is_new = collecting.collect(
            library, actor, stretch.document_id, span, folder=stretch.folder
        )
    count = collecting.count_collected(library, actor)
    told = {**collected_object(kept), "new": is_new, "count": count}
    return json_response(told, status=201 if is_new else 200)


@router.patch("/{number}", summary="改备注、标签和文件夹", name="api_annotate")
async def annotate(
    number: Number, beside: Beside, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """`revision` 与现在的不同时返回 409，什么也不改。"""
    refuse_foreign_forms(request)
    kept = await run_in_threadpool(
        collecting.annotate,
        library,
        actor,
        number,
        note=beside.note,
        tags=beside.tags,
        folder=beside.folder,
        revision=beside.revision,
    )
    return json_response(collected_object(kept))


@router.post("/{number}/renew", summary="换成新版的引文", name="api_renew_collected")
async def renew(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """原文件在原位置换了新版、字句未变时，改引新版；旧的移出，可以恢复。给出新的编号。"""
    refuse_foreign_forms(request)
    new = await run_in_threadpool(renew_collected, library, actor, number)
    return json_response({"renewed": new, "removed": [number]})


@router.put("/order", summary="排定次序", name="api_arrange")
async def arrange(
    order: Numbers, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """没有列出的留在原处。"""
    refuse_foreign_forms(request)
    await run_in_threadpool(collecting.arrange, library, actor, order)
    return json_response({"order": order})


@router.post("/remove", summary="移出备课篮", name="api_remove_collected")
async def remove(
    numbers: Numbers, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """给出确实移出的编号，可以原样恢复。"""
    refuse_foreign_forms(request)
    gone = await run_in_threadpool(collecting.remove, library, actor, numbers)
    return json_response({"removed": gone})


@router.post("/restore", summary="恢复移出的引文", name="api_restore_collected")
async def restore(
    numbers: Numbers, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """回到原来的位置。"""
    refuse_foreign_forms(request)
    await run_in_threadpool(collecting.restore, library, actor, numbers)
    return json_response({"restored": numbers})


@router.post("/folders", summary="新建文件夹", name="api_make_folder")
async def make_folder(
    name: Annotated[str, Body(embed=True, description="名称")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """已有同名的，给出已有的。"""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(collecting.make_folder, library, actor, name)
    return json_response({"id": made.id, "name": made.name}, status=201)


@router.delete("/folders/{number}", summary="移除文件夹", name="api_remove_folder")
async def remove_folder(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """里面的引文留在备课篮里。"""
    refuse_foreign_forms(request)
    gone = await run_in_threadpool(collecting.remove_folder, library, actor, number)
    removed = gone and {"id": gone[0].id, "name": gone[0].name, "numbers": gone[1]}
    return json_response({"removed": removed})
