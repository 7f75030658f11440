"""督办提醒: decisions, proposals and gaps that are overdue, near their day, or without one."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.ledger.reminding import REGISTER_LABELS, URGENCY_LABELS, reminders
from web.templating import render

router = APIRouter(prefix="/reminders")


@router.get("", name="reminders")
async def listed(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show them body by body, as they are printed too."""
    return render(
        request,
        "reminders.html",
        headers={"cache-control": "no-store"},
        active="reminders",
        found=await run_in_threadpool(reminders, library, actor),
        urgency_labels=URGENCY_LABELS,
        register_labels=REGISTER_LABELS,
    )
