"""联席会议: the list, the desk on which a meeting is prepared and recorded, and its minutes."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.catalogue.papers import PaperKind
from corpus.errors import ChangedMeanwhile, KnowledgeBaseError, WrongValue
from search_api.access import ActorDep, LibraryDep, keepers_change
from search_api.ledger.decisions import DECISIONS, decisions_by_meeting, decisions_of
from search_api.meetings.deciding import decide
from search_api.meetings.materials import show_materials
from search_api.meetings.meeting import ATTENDANCE_LABELS, STATUS_LABELS, Meeting
from search_api.meetings.meetings import MEETINGS, begin_meeting, begin_next_meeting
from search_api.meetings.minutes import DRAFT, minutes_of
from search_api.problems import status_of
from search_api.responses import json_response
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study.courses import COURSES
from search_api.study.sessions import SESSIONS
from search_api.study.shelf import LONGEST_TITLE
from search_api.themes.themes import THEMES
from web.decision_form import new_decision
from web.forms import number_in
from web.meeting_form import act_on_meeting, typed_meeting
from web.offering import offered_documents
from web.paper_verbs import paper_verbs
from web.posting import filled_in, telling
from web.templating import render
from web.typed import unsaved

HERE = "/meetings"
LONGEST_MEETING = 3_000_000  # bytes of a form
_SOURCES = (PaperKind.SESSION, PaperKind.COURSE, PaperKind.THEME)

router = APIRouter(prefix=HERE, dependencies=[Depends(keepers_change)])


@router.get("", name="meetings")
async def meetings(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List the meetings, and what to begin one with."""
    return render(
        request,
        "meetings.html",
        active="meetings",
        meetings=await run_in_threadpool(MEETINGS.all, library, actor),
        decided=await run_in_threadpool(decisions_by_meeting, library, actor),
        states=DECISIONS.states,
        status_labels=STATUS_LABELS,
        sessions=await run_in_threadpool(SESSIONS.all, library, actor),
        courses=await run_in_threadpool(COURSES.all, library, actor),
        themes=await run_in_threadpool(THEMES.all, library, actor),
        removed=number_in(request.query_params.get("removed")),
    )


@router.post("")
async def make(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Begin a meeting: from nothing, or with what a theme, a session or a course reads."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    kind, _, of = given.get("from", "").partition(":")
    number = number_in(of)
    if kind in _SOURCES and number is not None:
        made = await run_in_threadpool(begin_meeting, library, actor, PaperKind(kind), number)
    else:
        title = given.get("title", "").strip()[:LONGEST_TITLE]
        made = await run_in_threadpool(MEETINGS.make, library, actor, Meeting(title=title))
    return RedirectResponse(f"{HERE}/{made.paper.id}", status_code=303)


@router.get("/{number}", name="meeting")
async def meeting(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show the desk of a meeting."""
    return await _desk(request, library, actor, number)


@router.post("/{number}")
async def change(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was typed, and do what a button says."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request, longest=LONGEST_MEETING))
    wants_json = "application/json" in request.headers.get("accept", "")
    act, revision = given.get("act", ""), number_in(given.get("revision")) or 0
    try:
        kept = await run_in_threadpool(
            lambda: MEETINGS.edit(
                library,
                actor,
                number,
                lambda known: typed_meeting(known, given),
                revision=revision,
                then=lambda typed: act_on_meeting(library, actor, typed, act, given),
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


@router.post("/{number}/decisions")
async def decided(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Enter what the meeting decided."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    try:
        await run_in_threadpool(lambda: decide(library, actor, number, new_decision(given)))
    except WrongValue as error:
        return await _desk(request, library, actor, number, error=error, deciding=given)
    return RedirectResponse(f"{HERE}/{number}#decisions", status_code=303)


@router.post("/{number}/next")
async def begin_next(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Begin the meeting after this one."""
    refuse_foreign_forms(request)
    made = await run_in_threadpool(begin_next_meeting, library, actor, number)
    return RedirectResponse(f"{HERE}/{made.paper.id}", status_code=303)


@router.get("/{number}/view", name="view_minutes")
async def view(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the minutes of a meeting as they are printed."""
    minutes = await run_in_threadpool(minutes_of, library, actor, number)
    return render(
        request,
        "minutes.html",
        active="meetings",
        minutes=minutes,
        draft=DRAFT,
        here=f"{HERE}/{number}",
    )


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


_VERBS = MappingProxyType(paper_verbs(MEETINGS, HERE))


def _after(here: str, act: str, given: Mapping[str, str], revision: int) -> str:
    """Give the page to show after an act, at what it touched."""
    verb, _, of = act.partition(":")
    wanted = given.get("find", "").strip()
    if verb == "find" or (wanted and not verb):  # the key Enter in its field says no verb
        return telling(here, find=wanted) + "#find"
    if verb == "remove":
        return telling(here, removed=revision - 1)
    if verb == "put":
        return f"{here}#materials"
    return f"{here}#{of.split('.')[0]}" if of else here


async def _desk(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    number: int,
    *,
    given: Mapping[str, str] | None = None,
    deciding: Mapping[str, str] | None = None,
    error: KnowledgeBaseError | None = None,
) -> Response:
    opened = await run_in_threadpool(MEETINGS.open, library, actor, number)
    asked = request.query_params
    wanted = asked.get("find", "").strip()
    is_conflict = isinstance(error, ChangedMeanwhile)
    return render(
        request,
        "meeting.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="meetings",
        opened=opened,
        materials=await run_in_threadpool(show_materials, library, actor, opened.content),
        decisions=await run_in_threadpool(decisions_of, library, actor, number),
        ledger=DECISIONS,
        today=library.today,
        versions=await run_in_threadpool(MEETINGS.versions, library, actor, number),
        wanted=wanted,
        offered=await run_in_threadpool(offered_documents, library, actor, wanted),
        attendance_labels=ATTENDANCE_LABELS,
        status_labels=STATUS_LABELS,
        lost=unsaved(given, opened.content) if given and is_conflict else {},
        typed=given if given and not is_conflict else {},
        deciding=deciding or {},
        trouble=error.detail if error else "",
        removed=number_in(asked.get("removed")),
        back=number_in(asked.get("back")),
    )
