"""Correcting many documents at once: chosen on a list, shown before it is done, taken back."""

from functools import partial
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
    check,
    choose,
    correct_documents,
    fields_to_change,
    made,
    read_form,
    undo_correction,
)
from search_api.security import refuse_foreign_forms
from web.forms import number_in
from web.posting import filled_in, telling, way_back
from web.templating import render

router = APIRouter()

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Form = dict[str, str]

_TYPED, _DONE = "set-", "do-"  # before a field's name: what was typed, and what was chosen instead

_NOTHING = "还没有填要改的项目。请至少填一项，或在一项的右边选“没有这一项”或“恢复自动识别”。"


@router.get("/correct", name="correct_many")
async def form(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the form for the documents that were ticked."""
    ids = request.query_params.getlist("document")
    chosen = await run_in_threadpool(choose, library, actor, ids[:MOST_CHOSEN])
    back = way_back(request.query_params.get("back", "/"))
    return _form(request, chosen, {}, back=back, ticked=len(ids))


@router.post("/correct")
async def correct(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what will change; do it when that was confirmed."""
    refuse_foreign_forms(request)
    only_keepers(actor)
    pairs = await filled_in(request)
    ids = [value for name, value in pairs if name == "document"]
    filled = {name: value for name, value in pairs if name != "document"}
    back = way_back(filled.get("back", "/"))
    chosen = await run_in_threadpool(choose, library, actor, ids[:MOST_CHOSEN])
    show = partial(_form, request, chosen, filled, back=back, ticked=len(ids))
    if not chosen or "again" in filled:
        return show()
    try:
        given = read_form(_named(filled, _TYPED), _named(filled, _DONE))
        check(chosen, given, library.today)
    except WrongValue as error:
        return show(trouble=error.detail)
    if not given:
        return show(trouble=_NOTHING)
    if len(ids) > MOST_CHOSEN:  # no form of ours sends so many
        return show()
    if "confirmed" not in filled:
        changes = tuple(changes_to(chosen, given))
        return render(
            request, "correct_check.html", chosen=chosen, changes=changes, filled=filled, back=back
        )
    try:
        done = await run_in_threadpool(correct_documents, library, actor, ids, given)
    except WrongValue as error:
        return show(trouble=error.detail)
    return RedirectResponse(telling(f"/edits/{done.edit}", back=back), status_code=303)


@router.get("/edits/{number}", name="edit")
async def told(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Tell of a correction that was made."""
    edit = await run_in_threadpool(made, library, actor, number)
    return render(
        request,
        "edit.html",
        edit=edit,
        back=way_back(request.query_params.get("back", "/")),
        restored=number_in(request.query_params.get("restored")),
        left=number_in(request.query_params.get("left")),
    )


@router.post("/edits/{number}/undo")
async def undo(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Take a correction back."""
    refuse_foreign_forms(request)
    only_keepers(actor)
    back = way_back(dict(await filled_in(request)).get("back", "/"))
    undone = await run_in_threadpool(undo_correction, library, actor, number)
    told = telling(f"/edits/{number}", restored=undone.restored, left=undone.left, back=back)
    return RedirectResponse(told, status_code=303)


def _form(
    request: Request,
    chosen: tuple[Chosen, ...],
    filled: Form,
    *,
    back: str,
    ticked: int,
    trouble: str = "",
) -> Response:
    return render(
        request,
        "correct_many.html",
        status=422 if trouble else 200,
        chosen=chosen,
        most=MOST_CHOSEN,
        ticked=ticked,
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
