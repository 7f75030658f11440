"""Courses: the list, the desk on which one is made, and what is seen of it by others."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import ChangedMeanwhile, KnowledgeBaseError, PaperNotFound, WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.bibliography import STYLE_LABELS, default_style
from search_api.export.course_file import FORMAT_LABELS, NOTE_LABELS
from search_api.export.edition import EDITION_LABELS
from search_api.problems import status_of
from search_api.responses import json_response
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study.course import Course
from search_api.study.courses import COURSES, start_course
from search_api.study.shelf import LONGEST_TITLE, Opened
from search_api.study.showing import show_course
from search_api.study.suggesting import suggest
from search_api.study.templates import templates
from web.course_acts import act_on, anchor_after, kept_as
from web.course_form import typed_course, typed_in_vain
from web.course_places import read_place
from web.forms import number_in
from web.paper_verbs import Verb, paper_verbs
from web.posting import filled_in, telling
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


@router.get("/{number}", name="course")
async def course(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show the desk of a course."""
    return await _desk(request, library, actor, number)


@router.post("/{number}")
async def change(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was typed, and do what a button says."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request, longest=LONGEST_COURSE))
    wants_json = "application/json" in request.headers.get("accept", "")
    act, revision = given.get("act", ""), number_in(given.get("revision")) or 0
    try:
        kept = await run_in_threadpool(
            lambda: COURSES.edit(
                library,
                actor,
                number,
                lambda known: typed_course(known, given),
                revision=revision,
                then=lambda typed: act_on(library, actor, typed, act),
                kept_as=kept_as(act),
            )
        )
    except PaperNotFound as error:
        if wants_json:
            raise
        return render(request, "typed.html", status=404, typed=given, trouble=error.detail)
    except KnowledgeBaseError as error:
        if wants_json:
            raise
        return await _desk(request, library, actor, number, given=given, error=error)
    if wants_json:
        return json_response({"revision": kept.paper.revision})
    return RedirectResponse(_after(kept, act), status_code=303)


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


@router.post("/{number}/{verb}")
async def act(
    number: Number, verb: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Copy, remove, restore, share one, or keep or bring back a version of it."""
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


def _share(library: LibraryDep, actor: ActorDep, number: int, given: Mapping[str, str]) -> str:
    COURSES.share(library, actor, number, shared=given.get("shared") == "1")
    return f"{HERE}/{number}#share"


_VERBS: Mapping[str, Verb] = MappingProxyType({**paper_verbs(COURSES, HERE), "share": _share})


def _after(kept: Opened[Course], act: str) -> str:
    """Give the page to show after an act, at the lesson that it touched."""
    here = f"{HERE}/{kept.paper.id}"
    if act.startswith("remove:"):
        return telling(here, removed=kept.paper.revision - 1)
    if act.startswith("renew:"):
        here = telling(here, renewed=kept.paper.revision - 1)
    return f"{here}#{anchor}" if (anchor := anchor_after(kept.content, act)) else here


async def _desk(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    number: int,
    *,
    given: Mapping[str, str] | None = None,
    error: KnowledgeBaseError | None = None,
) -> Response:
    opened = await run_in_threadpool(COURSES.open, library, actor, number)
    shown = await run_in_threadpool(show_course, library, actor, opened.content)
    versions = await run_in_threadpool(COURSES.versions, library, actor, number)
    asked = request.query_params
    return render(
        request,
        "course.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="courses",
        opened=opened,
        shown=shown,
        versions=versions,
        typed=given or {},
        trouble=error.detail if error else "",
        is_conflict=isinstance(error, ChangedMeanwhile),
        lost=typed_in_vain(opened.content, given or {}),
        pattern=templates().get(opened.content.template),
        style_labels=STYLE_LABELS,
        default_style=default_style(library.today),
        note_labels=NOTE_LABELS,
        edition_labels=EDITION_LABELS,
        format_labels=FORMAT_LABELS,
        put=number_in(asked.get("put")),
        removed=number_in(asked.get("removed")),
        renewed=number_in(asked.get("renewed")),
        back=number_in(asked.get("back")),
    )
