"""What was searched for, and the searches that are kept."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep
from search_api.past import forget_searches, hot_searches, keep_history, past_searches
from search_api.saving import (
    Kept,
    WrongValue,
    remove_search,
    save_search,
    saved_searches,
)
from search_api.security import refuse_foreign_forms
from web.forms import address, form_of, number_in
from web.posting import filled_in
from web.templating import render

HERE = "/searches"

router = APIRouter()


@router.get(HERE, name="searches")
async def searches(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what is kept, what was searched for, and what is asked often."""
    return await _page(request, library, actor)


@router.post(f"{HERE}/save")
async def save(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Keep the search whose address was sent, under its name."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    form = form_of(QueryParams(urlsplit(given.get("asked", "")).query))
    try:
        kept = await run_in_threadpool(save_search, library, actor, given.get("name", ""), form)
    except WrongValue as error:
        return await _page(request, library, actor, trouble=error.detail)
    return RedirectResponse(f"{HERE}?saved={kept.id}", status_code=303)


@router.post(f"{HERE}/remove")
async def remove(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Take a kept search away; it can be taken back at once."""
    refuse_foreign_forms(request)
    number = number_in(dict(await filled_in(request)).get("number")) or 0
    gone = await run_in_threadpool(remove_search, library, actor, number)
    return await _page(request, library, actor, removed=gone)


@router.post(f"{HERE}/forget")
async def forget(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Forget one search, or all."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    number = None if given.get("all") == "1" else number_in(given.get("number")) or 0
    gone = await run_in_threadpool(forget_searches, library, actor, number)
    return RedirectResponse(f"{HERE}?forgotten={gone}", status_code=303)


@router.post(f"{HERE}/keep")
async def keep(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Switch the noting of searches on or off."""
    refuse_foreign_forms(request)
    wanted = dict(await filled_in(request)).get("keep") == "1"
    await run_in_threadpool(keep_history, library, actor, keep=wanted)
    return RedirectResponse(HERE, status_code=303)


async def _page(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    *,
    trouble: str = "",
    removed: Kept | None = None,
) -> Response:
    kept = await run_in_threadpool(saved_searches, library, actor)
    asked = number_in(request.query_params.get("saved"))
    return render(
        request,
        "searches.html",
        status=422 if trouble else 200,
        saved=kept,
        past=await run_in_threadpool(past_searches, library, actor),
        hot=await run_in_threadpool(hot_searches, library, actor),
        address=address,
        trouble=trouble,
        removed=removed,
        just_saved=next((each for each in kept if each.id == asked), None),
        forgotten=number_in(request.query_params.get("forgotten")),
    )
