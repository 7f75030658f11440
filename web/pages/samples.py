"""Taking the samples out, after asking once; and bringing them back."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep
from search_api.browsing import survey
from search_api.sampling import remove_all_samples, restore_samples
from search_api.security import refuse_foreign_forms
from web.templating import render

router = APIRouter(prefix="/samples")


@router.get("", name="samples")
async def ask(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Ask before the samples go."""
    holdings = await run_in_threadpool(survey, library, actor)
    return render(request, "samples.html", holdings=holdings)


@router.post("/remove")
async def remove(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Take every sample out."""
    refuse_foreign_forms(request)
    removed = await run_in_threadpool(remove_all_samples, library, actor)
    return RedirectResponse(f"/?removed={removed}", status_code=303)


@router.post("/restore")
async def restore(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Bring the samples back."""
    refuse_foreign_forms(request)
    restored = await run_in_threadpool(restore_samples, library, actor)
    return RedirectResponse(f"/?restored={restored}", status_code=303)
