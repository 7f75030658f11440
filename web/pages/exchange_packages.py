"""Packages of other libraries: sent, looked at before anything is written, and taken in."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.catalogue.notices import NoticeKind
from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep, only_keepers
from search_api.exchange.comparison import Change, Line
from search_api.exchange.importing import drop_package, preview_package
from search_api.exchange.notice import NOTICE_LABELS
from search_api.exchange.result import ASKED, Result, result_of
from search_api.exchange.task import Task, TaskKind, TaskState
from search_api.exchange.working import (
    Working,
    begin_import,
    drop_task,
    received,
    task_of,
    tell_task,
)
from search_api.problems import status_of
from search_api.security import refuse_foreign_forms
from web.exchanging import MOST_LINES, show_exchange
from web.posting import filled_in, telling
from web.templating import render

router = APIRouter(prefix="/exchange")

# What a package brings beside documents -> where it is seen.
_PAGES: Mapping[str, str] = MappingProxyType(
    {
        NOTICE_LABELS[NoticeKind.THEME]: "/themes",
        NOTICE_LABELS[NoticeKind.RECOMMENDATION]: "/recommended",
        NOTICE_LABELS[NoticeKind.REQUEST]: "/exchange#requests",
        NOTICE_LABELS[NoticeKind.ANSWER]: "/exchange#answers",
        ASKED: "/exchange#asked-of-us",
    }
)

Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
TaskId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


@router.post("/packages")
async def upload(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Take a package for a preview."""
    refuse_foreign_forms(request)
    only_keepers(actor)
    try:
        working = await received(request, library, actor)
        return await _waited(library, actor, working)
    except KnowledgeBaseError as error:
        return await show_exchange(request, library, actor, trouble=error)


@router.get("/packages/{package}", name="package")
async def preview(
    package: Sha256, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show what a package would change."""
    return await _preview(request, library, actor, package)


@router.post("/packages/{package}")
async def confirm(
    package: Sha256, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Take a package in, or let go of it."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    given, again = dict(pairs), [value for name, value in pairs if name == "again"]
    try:
        if "drop" in given:
            await run_in_threadpool(drop_package, library, actor, package)
            return RedirectResponse("/exchange", status_code=303)
        working = await run_in_threadpool(
            begin_import, library, actor, package, trust=given.get("trust"), again=again
        )
        return await _waited(library, actor, working)
    except KnowledgeBaseError as error:
        return await _preview(request, library, actor, package, trouble=error)


@router.get("/tasks/{id_}", name="exchange_task")
async def follow(id_: TaskId, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show how far work with a package is; when it is done, what came of it."""
    task = await run_in_threadpool(task_of, library, actor, id_)
    if task is None:
        address = "/exchange"
    elif _leads_on(task):
        address = await run_in_threadpool(_result, library, actor, task)
    else:
        result = await run_in_threadpool(_told, library, actor, task)
        return render(
            request,
            "exchange_task.html",
            active="exchange",
            headers={"cache-control": "no-store"},
            task=task,
            states=TaskState,
            changes=Change,
            result=result,
            pages=_PAGES,
        )
    if "hx-request" in request.headers:  # the part that asks is no place for another page
        return Response(headers={"hx-redirect": address})
    return RedirectResponse(address, status_code=303)


@router.post("/tasks/{id_}/drop")
async def drop(id_: TaskId, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Tell no more of a task that ended."""
    refuse_foreign_forms(request)
    await run_in_threadpool(drop_task, library, actor, id_)
    return RedirectResponse("/exchange", status_code=303)


async def _waited(library: LibraryDep, actor: ActorDep, working: Working) -> Response:
    """Go to what came of short work, or to where long work tells how far it is."""
    task = await run_in_threadpool(working.wait)
    address = f"/exchange/tasks/{task.id}"
    if _leads_on(task):
        address = await run_in_threadpool(_result, library, actor, task)
    return RedirectResponse(address, status_code=303)


def _leads_on(task: Task) -> bool:
    """Tell whether another page shows what came of a task; what an import brought, its own does."""
    is_done = task.state is TaskState.DONE
    return is_done and (task.kind is TaskKind.PREVIEW or task.is_repeated)


def _result(library: LibraryDep, actor: ActorDep, task: Task) -> str:
    """
    Give the page that shows what came of a task.

    It is the same whenever it is asked for: a page that looks again by itself may ask twice.
    """
    if not task.is_repeated:
        return f"/exchange/packages/{task.package}"
    tell_task(library, actor, task.id)
    return telling("/exchange", again=task.serial)


def _told(library: LibraryDep, actor: ActorDep, task: Task) -> Result | None:
    """Say what an import brought; who sees it need not be told of it elsewhere."""
    if task.state is not TaskState.DONE:
        return None
    if not task.unsettled:
        tell_task(library, actor, task.id)
    return result_of(library, actor, task)


async def _preview(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    package: str,
    *,
    trouble: KnowledgeBaseError | None = None,
) -> Response:
    found = await run_in_threadpool(preview_package, library, actor, package)
    lines = sorted(found.comparison.lines, key=_weight)
    shown = _shown(lines)
    return render(
        request,
        "exchange_preview.html",
        active="exchange",
        status=status_of(trouble) if trouble else 200,
        headers={"cache-control": "no-store"},
        preview=found,
        removed=found.comparison.removed,
        lines=shown,
        left_out=len(lines) - len(shown),
        most=MOST_LINES,
        trouble=trouble.detail if trouble else "",
    )


def _shown(lines: Sequence[Line]) -> list[Line]:
    """Leave out what is too much; what can be ticked stays, however much that is."""
    ticked = [each for each in lines[MOST_LINES:] if each.change is Change.REMOVED]
    return [*lines[:MOST_LINES], *ticked]


_ORDER = (
    Change.CONFLICT,
    Change.REMOVED,
    Change.WITHDRAWN,
    Change.UPDATED,
    Change.NEW,
    Change.OWN,
    Change.SAME,
)


def _weight(line: Line) -> int:
    """Put what needs a look first."""
    return _ORDER.index(line.change)
