"""关注提醒: what became of the documents on which an actor's things rest; and its feed."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep
from search_api.security import refuse_foreign_forms
from search_api.study.warning import ALERT_LABELS
from search_api.study.watching import ON_A_PAGE, look, mark_seen, mark_unseen, watched
from web.concerns import by_event, places_told
from web.feed import CONTENT_TYPE, atom_feed
from web.forms import number_in
from web.posting import filled_in, telling
from web.templating import render

HERE = "/watch"
IN_THE_FEED = 100

router = APIRouter()


@router.get(HERE, name="watch")
async def watch(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what is told, the unread first."""
    return await _page(request, library, actor)


@router.get(f"{HERE}.atom", name="watch_feed")
async def feed(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Give the same as a feed."""
    found = await run_in_threadpool(watched, library, actor, size=IN_THE_FEED)
    base = str(request.base_url).rstrip("/")
    content = atom_feed(found.entries, actor.id, base=base, now=library.clock())
    return Response(content, media_type=CONTENT_TYPE)


@router.post(f"{HERE}/look")
async def look_now(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Compare everything at once."""
    refuse_foreign_forms(request)
    news = await run_in_threadpool(look, library, actor, anyway=True)
    return RedirectResponse(telling(HERE, news=news), status_code=303)


@router.post(f"{HERE}/seen")
async def seen(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Mark one as seen, or all; it can be taken back at once."""
    refuse_foreign_forms(request)
    given = await filled_in(request)
    ids = None if ("all", "1") in given else _alerts(given)
    marked = await run_in_threadpool(mark_seen, library, actor, ids)
    return await _page(request, library, actor, marked=marked)


@router.post(f"{HERE}/unseen")
async def unseen(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Let alerts be unread again."""
    refuse_foreign_forms(request)
    unmarked = await run_in_threadpool(
        mark_unseen, library, actor, _alerts(await filled_in(request))
    )
    return RedirectResponse(telling(HERE, unmarked=len(unmarked)), status_code=303)


async def _page(
    request: Request, library: LibraryDep, actor: ActorDep, *, marked: Sequence[int] | None = None
) -> Response:
    asked = request.query_params
    page = max(number_in(asked.get("page")) or 1, 1)
    found = await run_in_threadpool(watched, library, actor, page=page)
    return render(
        request,
        "watch.html",
        headers={"cache-control": "no-store"},
        active="watch",
        warnings=found,
        told=by_event(found.entries),
        page=page,
        last=max(-(-found.total // ON_A_PAGE), 1),
        labels=ALERT_LABELS,
        places_told=places_told,
        marked=marked,
        unmarked=number_in(asked.get("unmarked")),
        news=number_in(asked.get("news")),
    )


def _alerts(given: Sequence[tuple[str, str]]) -> list[int]:
    return [number for name, value in given if name == "alert" and (number := number_in(value))]
