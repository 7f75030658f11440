"""Correcting what was recognised in a document."""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep, only_keepers
from search_api.correcting import (
    Document,
    Field,
    WrongValue,
    changed_fields,
    correct_documents,
    fields_of,
)
from search_api.reading import find_document
from search_api.security import refuse_foreign_forms
from web.posting import filled_in
from web.templating import render

RESTORE = "restore"  # the boxes that bring back what the rules find

router = APIRouter(prefix="/documents/{document_id}/facts")


@router.get("", name="correct")
async def form(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show the form."""
    stored = await run_in_threadpool(find_document, library, actor, document_id)
    return _form(request, stored.document, tuple(fields_of(stored.document)))


def _form(
    request: Request, document: Document, fields: tuple[Field, ...], *, problem: str = ""
) -> Response:
    return render(
        request,
        "correct.html",
        status=422 if problem else 200,
        document=document,
        title=document.value("title") or document.id,
        fields=fields,
        problem=problem,
    )


@router.post("")
async def correct(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was changed in the form."""
    refuse_foreign_forms(request)
    only_keepers(actor)
    given = await filled_in(request)
    restored = {value for name, value in given if name == RESTORE}
    typed = {name: value for name, value in given if name != RESTORE}
    stored = await run_in_threadpool(find_document, library, actor, document_id)
    try:
        changes = changed_fields(stored.document, typed, restored)
        if changes:
            made = await run_in_threadpool(
                correct_documents, library, actor, [document_id], changes
            )
    except WrongValue as error:  # what was typed stays
        kept = (replace(f, text=typed.get(f.name, f.text)) for f in fields_of(stored.document))
        return _form(request, stored.document, tuple(kept), problem=error.detail)
    told = f"corrected={len(changes)}"
    if changes:
        told += f"&edit={made.edit}"
    return RedirectResponse(f"/documents/{document_id}?{told}", status_code=303)
