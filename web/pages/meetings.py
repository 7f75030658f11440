"""联席会议: the list, the desk on which a meeting is prepared and recorded, and its minutes."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.catalogue.papers import PaperKind
from corpus.errors import WrongValue
from search_api.access import ActorDep, LibraryDep, keepers_change
from search_api.ledger.decisions import DECISIONS, decisions_by_meeting, decisions_of
from search_api.meetings.deciding import decide
from search_api.meetings.following import FOLLOWED_UP, begin_next_meeting, follow_up, meeting_after
from search_api.meetings.materials import show_materials
from search_api.meetings.meeting import ATTENDANCE_LABELS, STATUS_LABELS, Meeting
from search_api.meetings.meetings import MEETINGS, begin_meeting
from search_api.meetings.minutes import DRAFT, minutes_of
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study.courses import COURSES
from search_api.study.sessions import SESSIONS
from search_api.study.shelf import Opened
from search_api.study.values import LONGEST_TITLE
from search_api.themes.themes import THEMES
from web.decision_form import new_decision
from web.desk import Asked, Desk, Refused, Sent
from web.desk_routes import add_desk_routes
from web.forms import number_in
from web.meeting_form import act_on_meeting, typed_meeting
from web.offering import offered_documents
from web.paper_verbs import Verb
from web.posting import filled_in
from web.templating import render

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


class MeetingDesk(Desk[Meeting]):
    """Where a meeting is prepared and recorded."""

    shelf = MEETINGS
    here = HERE
    template = "meeting.html"
    active = "meetings"
    longest = LONGEST_MEETING

    def context(
        self, library: LibraryDep, actor: ActorDep, opened: Opened[Meeting], asked: Asked
    ) -> Mapping[str, Any]:
        """Give what became of its material, what it decided, and what is found."""
        return {
            "materials": show_materials(library, actor, opened.content),
            "decisions": decisions_of(library, actor, opened.paper.id),
            "ledger": DECISIONS,
            "today": library.today,
            "followed_up": FOLLOWED_UP,
            "follow_up": follow_up(library, actor, opened.content),
            "after": meeting_after(library, actor, opened.paper.id),
            "offered": offered_documents(library, actor, asked.wanted),
            "attendance_labels": ATTENDANCE_LABELS,
            "status_labels": STATUS_LABELS,
            "deciding": {},
        }

    def read(self, content: Meeting, given: Mapping[str, str]) -> Meeting:
        """Put what was typed over a meeting."""
        return typed_meeting(content, given)

    def act(self, library: LibraryDep, actor: ActorDep, content: Meeting, sent: Sent) -> Meeting:
        """Add to it, order it, or take out of it."""
        return act_on_meeting(library, actor, content, sent.act, sent.given)

    def anchor(self, kept: Meeting, sent: Sent) -> str:
        """Give the part, or the item in it."""
        return "materials" if sent.verb == "put" else sent.of.partition(".")[0]

    def verbs(self) -> Mapping[str, Verb]:
        """Add the meeting after this one."""
        return {**super().verbs(), "next": _next}


def _next(library: LibraryDep, actor: ActorDep, number: int, _: Mapping[str, str]) -> str:
    return f"{HERE}/{begin_next_meeting(library, actor, number).paper.id}"


_DESK = MeetingDesk()


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
        return await _DESK.show(request, library, actor, number, Refused(error), deciding=given)
    return RedirectResponse(f"{HERE}/{number}#decisions", status_code=303)


add_desk_routes(router, _DESK)
