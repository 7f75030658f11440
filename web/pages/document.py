"""The reading page."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import DocumentNotFound, PaperNotFound
from search_api.access import ActorDep, LibraryDep
from search_api.browsing import DOORS
from search_api.cases.case import Case
from search_api.comparing import compare_documents
from search_api.exchange.provenance import came_from, share_of
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.labels import CHANGE_LABELS
from search_api.ledger.recommended import RecommendedCase, recommended_among
from search_api.reading import Reading, find_document, lying_there, open_reading
from search_api.responses import answer
from search_api.searching import Sort
from web.adding_form import UNDONE, told_addition
from web.forms import address, form_of, number_in
from web.setting import set_sheet
from web.templating import render

router = APIRouter(prefix="/documents")


@router.get("/{document_id}", name="document")
async def document(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show a document, the query's hits marked."""
    query = request.query_params.get("q", "")
    whole, _, place = document_id.partition("-")
    if place:
        return await _part(request, library, actor, whole, place)
    plain = request.query_params.get("plain") == "1"
    try:
        reading = await answer(
            library, open_reading, library, actor, document_id, query, plain=plain
        )
    except DocumentNotFound:
        newer = await run_in_threadpool(lying_there, library, actor, document_id)
        if newer is None:
            raise
        path = request.url_for("document", document_id=newer.id).path
        return RedirectResponse(f"{path}?replaced={document_id}")
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    return render(
        request,
        "document.html",
        headers=fresh_headers(tag),
        reading=reading,
        document=reading.stored.document,
        sheet=set_sheet(reading),
        back=_way_back(request),
        corrected=number_in(request.query_params.get("corrected")),
        edit=number_in(request.query_params.get("edit")),
        added=await run_in_threadpool(_added, request, library, actor),
        is_newer=await run_in_threadpool(_is_newer, request, library, actor, reading),
        undone=request.query_params.get("added") == UNDONE,
        here=_here(request),
        came=came_from(library, actor, reading.stored.document.id),
        recommended=await _recommended(library, actor, reading.case),
        share=share_of(library, reading.stored.document.id),
    )


def _is_newer(request: Request, library: LibraryDep, actor: ActorDep, reading: Reading) -> bool:
    """Tell whether the address by which one came was that of what lay here before."""
    newer = lying_there(library, actor, request.query_params.get("replaced", ""))
    return newer is not None and newer.id == reading.stored.document.id


def _added(request: Request, library: LibraryDep, actor: ActorDep) -> Mapping[str, object]:
    """Give what was put into a theme or a session from here, while that is there."""
    try:
        return told_addition(library, actor, request.query_params.get("added"))
    except PaperNotFound:
        return {}


def _here(request: Request) -> str:
    """Give the address of the page as it was opened, without what it tells."""
    url = request.url.remove_query_params("added")
    return f"{url.path}?{url.query}" if url.query else url.path


async def _recommended(
    library: LibraryDep, actor: ActorDep, case: Case | None
) -> Mapping[str, RecommendedCase]:
    """Give the recommendation of the document's case, by the case's id."""
    ids = [case.id] if case else []
    return await run_in_threadpool(recommended_among, library, actor, ids)


async def _part(
    request: Request, library: LibraryDep, actor: ActorDep, document_id: str, place: str
) -> Response:
    """Lead to where a part of a document begins."""
    stored = await answer(library, find_document, library, actor, document_id)
    starts = {str(part.place): part.start for part in stored.document.parts}
    if place not in starts:
        raise DocumentNotFound(f"{document_id}-{place}")
    path = request.url_for("document", document_id=document_id).path
    return RedirectResponse(f"{path}#o{starts[place]}")


@router.get("/{document_id}/compare", name="compare")
async def comparison(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show two versions of a text side by side."""
    other = request.query_params.get("with", "")
    found = await run_in_threadpool(compare_documents, library, actor, document_id, other)
    return render(
        request,
        "compare.html",
        comparison=found,
        labels=CHANGE_LABELS,
        dates=found.dates,
    )


def _way_back(request: Request) -> str | None:
    """Give the list from which the reader came; the address carries it."""
    door = request.query_params.get("from", "")
    if door in DOORS:
        return address(
            f"/{door}", form_of(request.query_params, sort=Sort.NEWEST), sort=Sort.NEWEST
        )
    form = form_of(request.query_params)
    return address("/search", form) if form.query or form.filters else None
