"""The keeper's lists: what is lacking, what ought to be there, what was refused."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep
from search_api.lacking import missing_documents
from search_api.refusing import REFUSED_MARK, refused_files
from search_api.security import refuse_foreign_forms
from search_api.wanting import (
    STATE_LABELS,
    Holdings,
    State,
    WrongValue,
    add_lines,
    holdings_wanted,
    remove_wanted,
)
from web.forms import number_in
from web.posting import filled_in, telling, way_back
from web.templating import render

ON_A_PAGE = 20
_NO_LINES = "还没有写要添加的文件。请在框里每行写一个标题、文号，或两者，再点“添加”。"

router = APIRouter()


@router.get("/missing", name="missing")
async def missing(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List what is cited and not in the library."""
    page = max(number_in(request.query_params.get("page")) or 1, 1)
    found = await run_in_threadpool(missing_documents, library, actor, page=page, size=ON_A_PAGE)
    return render(
        request,
        "missing.html",
        missing=found,
        page=page,
        last=-(-found.total // ON_A_PAGE),
        added=number_in(request.query_params.get("added")),
    )


@router.get("/wanted", name="wanted")
async def wanted(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the list of what ought to be there, and what is."""
    holdings = await run_in_threadpool(holdings_wanted, library, actor)
    return _wanted(request, holdings)


@router.post("/wanted")
async def add(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Add the lines that were typed or pasted."""
    refuse_foreign_forms(request)
    given = await filled_in(request)
    lines = "\n".join(value for name, value in given if name == "lines")
    back = way_back(next((value for name, value in given if name == "back"), "/wanted"))
    if not lines.strip():
        holdings = await run_in_threadpool(holdings_wanted, library, actor)
        return _wanted(request, holdings, trouble=_NO_LINES)
    try:
        added, known = await run_in_threadpool(add_lines, library, actor, lines)
    except WrongValue as error:
        holdings = await run_in_threadpool(holdings_wanted, library, actor)
        return _wanted(request, holdings, typed=lines, trouble=error.detail)
    done = "restored" if ("undo", "1") in given else "added"
    told = telling(back, **{done: added, "known": known})
    return RedirectResponse(told, status_code=303)


@router.post("/wanted/remove")
async def remove(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Take entries off the list; they can be added again at once."""
    refuse_foreign_forms(request)
    given = await filled_in(request)
    ids = [number for name, value in given if name == "entry" and (number := number_in(value))]
    gone = await run_in_threadpool(remove_wanted, library, actor, ids)
    holdings = await run_in_threadpool(holdings_wanted, library, actor)
    return _wanted(request, holdings, removed=[each.line for each in gone], nothing_ticked=not ids)


@router.get("/quarantine", name="quarantine")
async def quarantine(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List what was refused for its mark of secrecy."""
    found = await run_in_threadpool(refused_files, library, actor)
    return render(request, "quarantine.html", refused=found, mark=REFUSED_MARK)


def _wanted(
    request: Request,
    holdings: Holdings,
    *,
    typed: str = "",
    trouble: str = "",
    removed: Sequence[str] = (),
    nothing_ticked: bool = False,
) -> Response:
    asked = request.query_params.get("state", "")
    state = next((each for each in State if each.value == asked), None)
    return render(
        request,
        "wanted.html",
        status=422 if trouble or nothing_ticked else 200,
        entries=tuple(e for e in holdings.entries if state is None or e.state is state),
        total=len(holdings.entries),
        counts=holdings.counts,
        labels=STATE_LABELS,
        state=state,
        typed=typed,
        trouble=trouble,
        removed=removed,
        nothing_ticked=nothing_ticked,
        restored=number_in(request.query_params.get("restored")),
        added=number_in(request.query_params.get("added")),
        known=number_in(request.query_params.get("known")),
    )
