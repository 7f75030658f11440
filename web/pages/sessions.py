"""学习研讨: the list, the desk on which a session is prepared and recorded, and its record."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import ChangedMeanwhile, KnowledgeBaseError, WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.export.session_record import record_blocks
from search_api.problems import status_of
from search_api.responses import json_response
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study.collecting import collection
from search_api.study.courses import COURSES
from search_api.study.session import PROGRESS_LABELS, Session
from search_api.study.session_showing import show_reading
from search_api.study.sessions import SESSIONS, begin_session
from search_api.study.shelf import LONGEST_TITLE
from web.forms import number_in
from web.offering import offered_documents
from web.paper_verbs import paper_verbs
from web.posting import filled_in, telling
from web.session_form import act_on_session, ticked_in, typed_session
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


@router.get("/{number}", name="session")
async def session(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show the desk of a session."""
    return await _desk(request, library, actor, number)


@router.post("/{number}")
async def change(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was typed, and do what a button says."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request, longest=LONGEST_SESSION)
    given, ticked = dict(pairs), ticked_in(pairs)
    wants_json = "application/json" in request.headers.get("accept", "")
    act, revision = given.get("act", ""), number_in(given.get("revision")) or 0
    try:
        kept = await run_in_threadpool(
            lambda: SESSIONS.edit(
                library,
                actor,
                number,
                lambda known: typed_session(known, given),
                revision=revision,
                then=lambda typed: act_on_session(library, actor, typed, act, ticked),
                kept_as="移除" if act.startswith("remove:") else None,
            )
        )
    except KnowledgeBaseError as error:
        if wants_json:
            raise
        return await _desk(request, library, actor, number, given=given, error=error)
    if wants_json:
        return json_response({"revision": kept.paper.revision})
    here = f"{HERE}/{number}"
    return RedirectResponse(_after(here, act, given, kept.paper.revision), status_code=303)


@router.get("/{number}/view", name="view_session")
async def view(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the record of a session as it is printed."""
    opened = await run_in_threadpool(SESSIONS.open, library, actor, number)
    blocks = await run_in_threadpool(record_blocks, library, actor, opened.content)
    return render(request, "session_view.html", active="sessions", opened=opened, blocks=blocks)


@router.post("/{number}/{verb}")
async def act(
    number: Number, verb: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Copy, remove or restore one, or keep or bring back a version of it."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    done = _VERBS.get(verb)
    if done is None:
        return RedirectResponse(f"{HERE}/{number}", status_code=303)
    try:
        to = await run_in_threadpool(done, library, actor, number, given)
    except WrongValue as error:
        return await _desk(request, library, actor, number, error=error)
    return RedirectResponse(to, status_code=303)


_VERBS = MappingProxyType(paper_verbs(SESSIONS, HERE))


def _after(here: str, act: str, given: Mapping[str, str], revision: int) -> str:
    """Give the page to show after an act, at what it touched."""
    verb, _, of = act.partition(":")
    wanted = given.get("find", "").strip()
    if verb == "find" or (wanted and not verb):  # the key Enter in its field says no verb
        return telling(here, find=wanted) + "#find"
    if verb == "remove":
        return telling(here, removed=revision - 1)
    if verb in ("put", "collected"):
        return f"{here}#reading"
    return f"{here}#{of.split('.')[0]}" if of else here


async def _desk(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    number: int,
    *,
    given: Mapping[str, str] | None = None,
    error: KnowledgeBaseError | None = None,
) -> Response:
    opened = await run_in_threadpool(SESSIONS.open, library, actor, number)
    asked = request.query_params
    wanted = asked.get("find", "").strip()
    is_conflict = isinstance(error, ChangedMeanwhile)
    return render(
        request,
        "session.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="sessions",
        opened=opened,
        reading=await run_in_threadpool(show_reading, library, actor, opened.content),
        versions=await run_in_threadpool(SESSIONS.versions, library, actor, number),
        collected=(await run_in_threadpool(collection, library, actor)).kept,
        wanted=wanted,
        offered=await run_in_threadpool(offered_documents, library, actor, wanted),
        progress_labels=PROGRESS_LABELS,
        lost=given if given and is_conflict else {},
        typed=given if given and not is_conflict else {},
        trouble=error.detail if error else "",
        removed=number_in(asked.get("removed")),
        back=number_in(asked.get("back")),
    )
