"""One document: all that was recognised, its text, and the file as it came in."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.actor import Actor
from corpus.document import PLACE_BITS
from indexer.library import Library
from search_api.access import ActorDep, LibraryDep
from search_api.comparing import compare_documents
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.originals import attachment, read_original
from search_api.reading import find_document
from search_api.relating import ties_of
from search_api.responses import json_response
from search_api.schemas import (
    card_object,
    comparison_object,
    document_object,
    event_object,
    near_object,
    parts_object,
    ties_object,
)
from search_api.similar import similar_documents, similar_passages
from search_api.timeline import timeline

router = APIRouter(prefix="/documents", tags=["文件"])


@router.get("/{document_id}", summary="文件的识别结果和全文", name="api_document")
async def document(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """给出全部识别结果（值、把握、方法、区间）、目录、分页和全文；所有区间按全文的码点计。"""
    stored = await run_in_threadpool(find_document, library, actor, document_id)
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    return json_response(document_object(stored), headers=fresh_headers(tag))


@router.get("/{document_id}/compare", summary="两个版本逐条对照", name="api_compare")
async def comparison(
    document_id: str,
    library: LibraryDep,
    actor: ActorDep,
    other: Annotated[str, Query(alias="with", description="另一个版本的编号")],
) -> Response:
    """逐条给出两个文本的变化：same renumbered changed added removed；不同的字单独成段。"""
    found = await run_in_threadpool(compare_documents, library, actor, document_id, other)
    return json_response(comparison_object(found))


@router.get("/{document_id}/ties", summary="引用、被引用、版本和时效性", name="api_ties")
async def ties(document_id: str, library: LibraryDep, actor: ActorDep) -> Response:
    """给出这篇文件提到的、提到它的文件（各附原句），它的各个版本和副本，时间线，以及今天的时效性和依据。"""
    return json_response(await run_in_threadpool(_ties, library, actor, document_id))


def _ties(library: Library, actor: Actor, document_id: str) -> dict[str, object]:
    stored = find_document(library, actor, document_id)
    ties = ties_of(library, actor, stored)
    events = timeline(stored.document, ties, library.today)
    return {**ties_object(ties), "timeline": [event_object(each) for each in events]}


@router.get("/{document_id}/parts", summary="附件和案例", name="api_parts")
async def parts(document_id: str, library: LibraryDep, actor: ActorDep) -> Response:
    """给出附件、所印发的文本和逐条表扬的案例：各自的标题、文号、区间和引用时的称呼。"""
    stored = await run_in_threadpool(find_document, library, actor, document_id)
    return json_response({"parts": parts_object(stored.document)})


@router.get("/{document_id}/similar", summary="相近文件", name="api_similar")
async def similar(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """给出题材相近的文件，最近的在前；它自己的版本和副本不列，同一文本只列一份。"""
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    found = await run_in_threadpool(similar_documents, library, actor, document_id)
    documents = [card_object(card) for card in found]
    return json_response({"documents": documents}, headers=fresh_headers(tag))


@router.get(
    "/{document_id}/passages/{place}/similar", summary="相近段落", name="api_similar_passages"
)
async def similar_to_passage(
    document_id: str,
    place: Annotated[int, Path(ge=0, lt=2**PLACE_BITS, description="段落的序号，从 0 起")],
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
) -> Response:
    """
    给出别的文件里与这一段相同的字在三成以上的段落。

    `share` 是相同的字占较短一段的比例；段落的 `spans` 是相同的字句；
    `folded` 是同一文本的其他版本和副本。
    """
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    near = await run_in_threadpool(similar_passages, library, actor, document_id, place)
    passages = [near_object(each) for each in near.found]
    return json_response({"passages": passages}, headers=fresh_headers(tag))


@router.get("/{document_id}/original", summary="下载原件", name="api_original")
async def original(document_id: str, library: LibraryDep, actor: ActorDep) -> Response:
    """原样给出入库的文件；发出前核对校验和。"""
    stored = await run_in_threadpool(find_document, library, actor, document_id)
    content = await run_in_threadpool(read_original, library, stored)
    return Response(content, headers=attachment(stored))
