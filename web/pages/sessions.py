"""学习研讨: the list, the desk on which a session is prepared and recorded, and its record."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep
from search_api.export.session_record import record_blocks
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study.collecting import collection
from search_api.study.courses import COURSES
from search_api.study.session import PROGRESS_LABELS, Session
from search_api.study.session_showing import show_reading
from search_api.study.sessions import SESSIONS, begin_session
from search_api.study.shelf import Opened
from search_api.study.values import LONGEST_TITLE
from web.desk import Asked, Desk, Sent
from web.desk_routes import add_desk_routes
from web.forms import number_in
from web.offering import offered_documents
from web.posting import filled_in
from web.session_form import act_on_session, typed_session
from web.templating import render

HERE = "/sessions"
LONGEST_SESSION = 3_000_000  # bytes of a form

router = APIRouter(prefix=HERE)


@router.get("", name="sessions")
async def sessions(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List the sessions, and what to begin one with."""
    return render(
        request,
        "sessions.html",
        active="sessions",
        sessions=await run_in_threadpool(SESSIONS.all, library, actor),
        courses=await run_in_threadpool(COURSES.all, library, actor),
        removed=number_in(request.query_params.get("removed")),
    )


@router.post("")
async def make(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Begin a session: from nothing, from a document, or from a course."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    for source in ("document", "course"):
        if of := given.get(source):
            made = await run_in_threadpool(begin_session, library, actor, source, of)
            break
    else:
        title = given.get("title", "").strip()[:LONGEST_TITLE]
        made = await run_in_threadpool(SESSIONS.make, library, actor, Session(title=title))
    return RedirectResponse(f"{HERE}/{made.paper.id}", status_code=303)


@router.get("/{number}/view", name="view_session")
async def view(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the record of a session as it is printed."""
    opened = await run_in_threadpool(SESSIONS.open, library, actor, number)
    blocks = await run_in_threadpool(record_blocks, library, actor, opened.content)
    return render(request, "session_view.html", active="sessions", opened=opened, blocks=blocks)


class SessionDesk(Desk[Session]):
    """Where a session is prepared and recorded."""

    shelf = SESSIONS
    here = HERE
    template = "session.html"
    active = "sessions"
    longest = LONGEST_SESSION

    def context(
        self, library: LibraryDep, actor: ActorDep, opened: Opened[Session], asked: Asked
    ) -> Mapping[str, Any]:
        """Give what became of what is read, the collection, and what is found."""
        return {
            "reading": show_reading(library, actor, opened.content),
            "collected": collection(library, actor).kept,
            "offered": offered_documents(library, actor, asked.wanted),
            "progress_labels": PROGRESS_LABELS,
        }

    def read(self, content: Session, given: Mapping[str, str]) -> Session:
        """Put what was typed over a session."""
        return typed_session(content, given)

    def act(self, library: LibraryDep, actor: ActorDep, content: Session, sent: Sent) -> Session:
        """Add to it, order it, or take out of it."""
        return act_on_session(library, actor, content, sent.act, sent.ticked)

    def anchor(self, kept: Session, sent: Sent) -> str:
        """Give the part, or the item in it."""
        return "reading" if sent.verb in ("put", "collected") else sent.of.partition(".")[0]


add_desk_routes(router, SessionDesk())
