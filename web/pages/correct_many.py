"""Correcting many documents at once: chosen on a list, shown before it is done, taken back."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep, only_keepers
from search_api.correcting_many import (
    MOST_CHOSEN,
    Chosen,
    WrongValue,
    changes_to,
    choose,
    correct_documents,
    fields_to_change,
    made,
    read_form,
    undo_correction,
)
from search_api.security import refuse_foreign_forms
from web.posting import filled_in, way_back
from web.templating import render

router = APIRouter()

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Form = dict[str, str]

_TYPED, _DONE = "set-", "do-"  # before a field's name: what was typed, and what was chosen instead


@router.get("/correct", name="correct_many")
async def form(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the form for the documents that were ticked."""
    ids = request.query_params.getlist("document")[:MOST_CHOSEN]
    chosen = await run_in_threadpool(choose, library, actor, ids)
    return _form(request, chosen, {}, back=way_back(request.query_params.get("back", "/")))


@router.post("/correct")
async def correct(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what will change; do it when that was confirmed."""
    refuse_foreign_forms(request)
    only_keepers(actor)
    pairs = await filled_in(request)
    ids = [value for name, value in pairs if name == "document"][:MOST_CHOSEN]
    filled = {name: value for name, value in pairs if name != "document"}
    back = way_back(filled.get("back", "/"))
    chosen = await run_in_threadpool(choose, library, actor, ids)
    try:
        given = read_form(_named(filled, _TYPED), _named(filled, _DONE))
    except WrongValue as error:
        return _form(request, chosen, filled, back=back, trouble=error.detail)
    if not given or not chosen or "again" in filled:
        return _form(request, chosen, filled, back=back)
    if "confirmed" not in filled:
        changes = tuple(changes_to(chosen, given))
        return render(
            request, "correct_check.html", chosen=chosen, changes=changes, filled=filled, back=back
        )
    done = await run_in_threadpool(correct_documents, library, actor, ids, given)
    return RedirectResponse(f"/edits/{done.edit}", status_code=303)


@router.get("/edits/{number}", name="edit")
async def told(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Tell of a correction that was made."""
    edit = await run_in_threadpool(made, library, actor, number)
    return render(request, "edit.html", edit=edit, left=request.query_params.get("left", ""))


@router.post("/edits/{number}/undo")
async def undo(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Take a correction back."""
    refuse_foreign_forms(request)
    only_keepers(actor)
    undone = await run_in_threadpool(undo_correction, library, actor, number)
    return RedirectResponse(f"/edits/{number}?left={undone.left}", status_code=303)


def _form(
    request: Request, chosen: tuple[Chosen, ...], filled: Form, *, back: str, trouble: str = ""
) -> Response:
    return render(
        request,
        "correct_many.html",
        status=422 if trouble else 200,
        chosen=chosen,
        fields=tuple(fields_to_change(chosen)),
        typed=_named(filled, _TYPED),
        done=_named(filled, _DONE),
        back=back,
        trouble=trouble,
    )


def _named(filled: Form, prefix: str) -> Form:
    return {
        name.removeprefix(prefix): value
        for name, value in filled.items()
        if name.startswith(prefix)
    }
