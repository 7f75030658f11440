"""借鉴清单: what is taken over from cases, by whom and until when."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import ChangedMeanwhile, KnowledgeBaseError, WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.cases.borrowing import (
    COLUMNS,
    PRACTICE,
    Borrowing,
    with_row,
    with_row_moved,
    without_row,
)
from search_api.cases.borrowings import BORROWINGS, begin_borrowing, offer, states_of
from search_api.problems import status_of
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study.shelf import LONGEST_TITLE
from web.forms import number_in
from web.posting import filled_in, telling
from web.templating import render

HERE = "/borrowings"
LONGEST_LIST = 1_500_000  # bytes of a form
_TOO_LONG = (
    "没有保存：条件和措施每格最多 2000 字，部门和时限最多 200 字，标题最多 120 字。请写短一些。"
)

router = APIRouter(prefix=HERE)


@router.get("", name="borrowings")
async def borrowings(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List the lists."""
    found = await run_in_threadpool(BORROWINGS.all, library, actor)
    return render(
        request,
        "borrowings.html",
        active="experiences",
        view="borrowings",
        borrowings=found,
        removed=number_in(request.query_params.get("removed")),
    )


@router.get("/new", name="new_borrowing")
async def choose(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the practices of the chosen cases."""
    params = request.query_params
    return await _choosing(request, library, actor, params.getlist("case"), params.get("ours", ""))


@router.post("/new")
async def begin(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Make a list of the chosen practices, or put them into one that is there."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    given = dict(pairs)
    ids = [value for name, value in pairs if name == "case"]
    ours = given.get("ours", "")[:2000]
    try:
        made = await run_in_threadpool(
            lambda: begin_borrowing(
                library,
                actor,
                ids,
                keys=[value for name, value in pairs if name == "practice"],
                ours=ours,
                title=given.get("title", "")[:LONGEST_TITLE],
                into=number_in(given.get("into")),
            )
        )
    except KnowledgeBaseError as error:
        return await _choosing(request, library, actor, ids, ours, error=error)
    return RedirectResponse(f"{HERE}/{made.paper.id}", status_code=303)


@router.get("/{number}", name="borrowing")
async def borrowing(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show a list to be filled in."""
    return await _desk(request, library, actor, number)


@router.post("/{number}")
async def change(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was typed, and do what a button says."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request, longest=LONGEST_LIST))
    act, _, at = given.get("act", "").partition(":")
    place, revision = number_in(at), number_in(given.get("revision")) or 0
    try:
        kept = await run_in_threadpool(
            lambda: BORROWINGS.edit(
                library,
                actor,
                number,
                lambda known: _typed(known, given),
                revision=revision,
                then=lambda typed: _acted(typed, act, place),
                kept_as="移除" if act == "remove" else None,
            )
        )
    except KnowledgeBaseError as error:
        return await _desk(request, library, actor, number, given=given, error=error)
    here = f"{HERE}/{number}"
    if act == "remove":
        here = telling(here, removed=kept.paper.revision - 1)
    elif act in ("up", "down") and place is not None:
        here = f"{here}#r{max(0, place + (1 if act == 'down' else -1))}"
    else:
        here = telling(here, saved=1)
    return RedirectResponse(here, status_code=303)


@router.post("/{number}/back")
async def back(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Bring back how it was before a row was removed."""
    refuse_foreign_forms(request)
    revision = number_in(dict(await filled_in(request)).get("revision")) or 0
    await run_in_threadpool(BORROWINGS.go_back, library, actor, number, revision)
    return RedirectResponse(telling(f"{HERE}/{number}", back=1), status_code=303)


@router.post("/{number}/remove")
async def remove(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Take a list away; it can be restored at once."""
    refuse_foreign_forms(request)
    await run_in_threadpool(BORROWINGS.remove, library, actor, number)
    return RedirectResponse(telling(HERE, removed=number), status_code=303)


@router.post("/{number}/restore")
async def restore(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Bring a list back."""
    refuse_foreign_forms(request)
    await run_in_threadpool(BORROWINGS.restore, library, actor, number)
    return RedirectResponse(f"{HERE}/{number}", status_code=303)


def _typed(known: Borrowing, given: Mapping[str, str]) -> Borrowing:
    """Give a list with what was typed for it."""
    changed = known.model_copy(update={"title": given.get("title", known.title).strip()})
    for place in range(len(known.rows)):
        told = {
            name: given[f"{place}-{name}"].replace("\r\n", "\n")
            for name in COLUMNS
            if f"{place}-{name}" in given
        }
        changed = with_row(changed, place, **told)
    try:
        return Borrowing.model_validate(changed.model_dump(mode="json"))
    except ValidationError as error:
        raise WrongValue(_TOO_LONG) from error


def _acted(borrowing: Borrowing, act: str, place: int | None) -> Borrowing:
    if place is None:
        return borrowing
    if act == "remove":
        return without_row(borrowing, place)
    steps = {"up": -1, "down": 1}
    return with_row_moved(borrowing, place, steps[act]) if act in steps else borrowing


async def _choosing(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    ids: list[str],
    ours: str,
    *,
    error: KnowledgeBaseError | None = None,
) -> Response:
    offered = await run_in_threadpool(offer, library, actor, ids)
    known = await run_in_threadpool(BORROWINGS.all, library, actor)
    return render(
        request,
        "borrowing_new.html",
        status=status_of(error) if error else 200,
        active="experiences",
        view="borrowings",
        offered=offered,
        known=known,
        ours=ours,
        trouble=error.detail if error else "",
    )


async def _desk(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    number: int,
    *,
    given: Mapping[str, str] | None = None,
    error: KnowledgeBaseError | None = None,
) -> Response:
    opened = await run_in_threadpool(BORROWINGS.open, library, actor, number)
    rows = await run_in_threadpool(states_of, library, actor, opened.content)
    params = request.query_params
    return render(
        request,
        "borrowing.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="experiences",
        view="borrowings",
        opened=opened,
        rows=rows,
        columns=COLUMNS,
        practice=PRACTICE,
        typed=given or {},
        trouble=error.detail if error else "",
        is_conflict=isinstance(error, ChangedMeanwhile),
        removed=number_in(params.get("removed")),
        is_back=params.get("back") == "1",
        is_saved=params.get("saved") == "1",
    )
