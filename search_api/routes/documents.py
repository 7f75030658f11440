"""One document: all that was recognised, its text, and the file as it came in."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.originals import attachment, read_original
from search_api.reading import find_document
from search_api.responses import json_response
from search_api.schemas import document_object

router = APIRouter(prefix="/documents", tags=["文件"])


@router.get("/{document_id}", summary="文件的识别结果和全文", name="api_document")
async def document(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """给出全部识别结果（值、把握、方法、区间）、目录、分页和全文；所有区间按全文的码点计。"""
    stored = find_document(library, actor, document_id)
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    return json_response(document_object(stored), headers=fresh_headers(tag))


@router.get("/{document_id}/original", summary="下载原件", name="api_original")
async def original(document_id: str, library: LibraryDep, actor: ActorDep) -> Response:
    """原样给出入库的文件；发出前核对校验和。"""
    stored = find_document(library, actor, document_id)
    content = await run_in_threadpool(read_original, library, stored)
    return Response(content, headers=attachment(stored))
