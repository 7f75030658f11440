"""Correcting what was recognised."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from indexer.ingest.correction import correct_documents, read_given, undo_correction
from search_api.access import ActorDep, LibraryDep, only_keepers
from search_api.reading import find_document
from search_api.responses import json_response
from search_api.schemas import document_object
from search_api.security import refuse_foreign_forms

router = APIRouter(tags=["更正"])

Typed = Annotated[
    dict[str, str | list[str] | None],
    Body(
        embed=True,
        description="项目 -> 值；空串表示没有这一项，null 表示恢复自动识别",
        examples=[{"title": "关于深化国企改革的实施意见", "written": "2024-03-05"}],
    ),
]


@router.patch("/documents/{document_id}/facts", summary="更正一篇文件", name="api_correct")
async def correct(
    document_id: str, facts: Typed, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """更正后重读原件也不会被覆盖；给出更正后的文件。"""
    refuse_foreign_forms(request)
    only_keepers(actor)
    given = read_given(_texts(facts))
    await run_in_threadpool(correct_documents, library, actor, [document_id], given)
    stored = await run_in_threadpool(find_document, library, actor, document_id)
    return json_response(document_object(stored))


@router.patch("/facts", summary="一次更正多篇文件", name="api_correct_many")
async def correct_many(
    documents: Annotated[list[str], Body(embed=True, max_length=1000, description="文件编号")],
    facts: Typed,
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """全部更正，或一篇也不更正；`edit` 是这次更正的编号，可以撤销。"""
    refuse_foreign_forms(request)
    only_keepers(actor)
    given = read_given(_texts(facts))
    made = await run_in_threadpool(correct_documents, library, actor, documents, given)
    return json_response({"corrected": made.count, "edit": made.edit})


@router.post("/edits/{number}/undo", summary="撤销一次更正", name="api_undo")
async def undo(
    number: Annotated[int, Path(ge=1, le=2**31 - 1, description="更正的编号")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """恢复更正之前的值，计入 `restored`；此后又改过、已移除或看不到的不动，计入 `left`。"""
    refuse_foreign_forms(request)
    only_keepers(actor)
    undone = await run_in_threadpool(undo_correction, library, actor, number)
    return json_response({"restored": undone.restored, "left": undone.left})


def _texts(facts: dict[str, str | list[str] | None]) -> dict[str, str | None]:
    return {
        name: "\n".join(value) if isinstance(value, list) else value
        for name, value in facts.items()
    }
