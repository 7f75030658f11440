"""Courses: the list, the desk on which one is made, and what is seen of it by others."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep
from search_api.bibliography import STYLE_LABELS, default_style
from search_api.export.course_file import FORMAT_LABELS, NOTE_LABELS
from search_api.export.edition import EDITION_LABELS
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study.course import Course
from search_api.study.courses import COURSES, start_course
from search_api.study.shelf import Opened
from search_api.study.showing import show_course
from search_api.study.suggesting import suggest
from search_api.study.templates import templates
from search_api.study.values import LONGEST_TITLE
from web.course_acts import act_on, anchor_after
from web.course_form import typed_course, typed_in_vain
from web.course_places import read_place
from web.desk import Asked, Desk, Sent
from web.desk_routes import add_desk_routes
from web.forms import number_in
from web.paper_verbs import Verb
from web.posting import filled_in
from web.templating import render

HERE = "/courses"
LONGEST_COURSE = 20_000_000  # bytes of a form

router = APIRouter(prefix=HERE)


@router.get("", name="courses")
async def courses(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List the courses, and what to begin one with."""
    found = await run_in_threadpool(COURSES.all, library, actor)
    return render(
        request,
        "courses.html",
        active="courses",
        courses=found,
        templates=templates(),
        removed=number_in(request.query_params.get("removed")),
    )


@router.post("")
async def make(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Begin a course."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    template = templates().get(given.get("template", ""))
    title = given.get("title", "").strip()[:LONGEST_TITLE]
    if template is None:
        made = await run_in_threadpool(start_course, library, actor, (), title)
    else:
        course = template.course.model_copy(update={"title": title})
        made = await run_in_threadpool(COURSES.make, library, actor, course)
    return RedirectResponse(f"{HERE}/{made.paper.id}", status_code=303)


@router.get("/{number}/suggest", name="suggest_for_lesson")
async def suggestions(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show what the library has for a lesson."""
    place = read_place(request.query_params.get("lesson", ""))
    asked = request.query_params.get("q", "")
    opened = await run_in_threadpool(COURSES.open, library, actor, number)
    found = await run_in_threadpool(suggest, library, actor, opened.content, place, asked)
    return render(
        request,
        "suggested.html",
        active="courses",
        course=opened,
        place=place,
        suggestions=found,
    )


@router.get("/{number}/view", name="view_course")
async def view(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show a course as it is read and printed, with the trainer's notes or without."""
    opened = await run_in_threadpool(COURSES.open, library, actor, number)
    shown = await run_in_threadpool(show_course, library, actor, opened.content)
    return render(
        request,
        "course_view.html",
        active="courses",
        shown=shown,
        number=number,
        is_shared=False,
        with_notes=request.query_params.get("notes") != "0",
    )


class CourseDesk(Desk[Course]):
    """Where a course is made."""

    shelf = COURSES
    here = HERE
    template = "course.html"
    active = "courses"
    longest = LONGEST_COURSE

    def context(
        self, library: LibraryDep, actor: ActorDep, opened: Opened[Course], asked: Asked
    ) -> Mapping[str, Any]:
        """Give what became of what it quotes, and how it can be exported."""
        return {
            "shown": show_course(library, actor, opened.content),
            "pattern": templates().get(opened.content.template),
            "style_labels": STYLE_LABELS,
            "default_style": default_style(library.today),
            "note_labels": NOTE_LABELS,
            "edition_labels": EDITION_LABELS,
            "format_labels": FORMAT_LABELS,
        }

    def read(self, content: Course, given: Mapping[str, str]) -> Course:
        """Put what was typed over a course."""
        return typed_course(content, given)

    def act(self, library: LibraryDep, actor: ActorDep, content: Course, sent: Sent) -> Course:
        """Add to it, order it, or take out of it."""
        return act_on(library, actor, content, sent.act)

    def anchor(self, kept: Course, sent: Sent) -> str:
        """Give the lesson; the top where something was removed, for there it can be undone."""
        return "" if sent.verb == "remove" else anchor_after(kept, sent.act)

    def lost(self, given: Mapping[str, str], present: Course) -> list[tuple[str, str, str]]:
        """Give what was typed and is not kept, with what each is called and what is kept."""
        return typed_in_vain(present, given)

    def verbs(self) -> Mapping[str, Verb]:
        """Add sharing."""
        return {**super().verbs(), "share": _share}


def _share(library: LibraryDep, actor: ActorDep, number: int, given: Mapping[str, str]) -> str:
    COURSES.share(library, actor, number, shared=given.get("shared") == "1")
    return f"{HERE}/{number}#share"


add_desk_routes(router, CourseDesk())
