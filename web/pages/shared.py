"""What others may read of what an actor shares."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.study.courses import COURSES
from search_api.study.showing import show_course
from web.templating import render

router = APIRouter(prefix="/shared")


@router.get("/{key}", name="shared")
async def shared(key: str, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show a shared course; sources that the reader may not see are left out."""
    opened = await run_in_threadpool(COURSES.shared, library, key)
    shown = await run_in_threadpool(show_course, library, actor, opened.content)
    return render(
        request, "course_view.html", shown=shown, number=None, is_shared=True, with_notes=False
    )
