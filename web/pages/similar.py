"""相近: documents on the same subject, and passages elsewhere that say the same."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.errors import DocumentNotFound
from search_api.access import ActorDep, LibraryDep
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.similar import LEAST_SHARE, similar_documents, similar_passages
from web.forms import number_in
from web.templating import render

router = APIRouter(prefix="/documents")


@router.get("/{document_id}/similar", name="similar")
async def similar(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """List documents like one; the reading page takes the list into its card."""
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    found = await run_in_threadpool(similar_documents, library, actor, document_id)
    return render(
        request,
        "similar.html",
        headers=fresh_headers(tag),
        document_id=document_id,
        cards=found,
        near=None,
    )


@router.get("/{document_id}/passages/{place}/similar", name="similar_passages")
async def similar_to_passage(
    document_id: str, place: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """List passages of other documents that share much of a passage."""
    number = number_in(place)
    if number is None:
        raise DocumentNotFound(f"{document_id}.{place}")
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    near = await run_in_threadpool(similar_passages, library, actor, document_id, number)
    return render(
        request,
        "similar.html",
        headers=fresh_headers(tag),
        document_id=document_id,
        cards=(),
        near=near,
        least=LEAST_SHARE,
    )
