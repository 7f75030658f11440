"""备课篮: what is kept for later, with notes, tags and folders, and the way into a course."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import KnowledgeBaseError, WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.problems import status_of
from search_api.security import refuse_foreign_forms
from search_api.study import collecting
from search_api.study.courses import COURSES, put_into_lesson, start_course
from web.collecting import read_stretch
from web.course_places import read_place
from web.forms import number_in
from web.posting import filled_in, telling
from web.templating import render

HERE = "/collected"
_NOTHING_TICKED = "还没有选引文。请先在引文左边打勾，再点要做的事。"

router = APIRouter(prefix=HERE)


@router.get("", name="collected")
async def collected(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what is kept."""
    return await _page(request, library, actor)


@router.post("/collect")
async def collect(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Keep the stretch that a button names; where scripts run they do it without leaving."""
    refuse_foreign_forms(request)
    stretch = read_stretch(dict(await filled_in(request)).get("stretch", ""))
    if stretch is None:
        return await _page(request, library, actor, trouble="没有收入：没有说是哪段文字。")
    kept, is_new = await run_in_threadpool(
        collecting.collect, library, actor, stretch.document_id, stretch.span
    )
    told = telling(HERE, new=kept.id) if is_new else telling(HERE, known=kept.id)
    return RedirectResponse(f"{told}#c{kept.id}", status_code=303)


@router.post("/{number}/beside")
async def annotate(number: int, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Keep note, tags and folder of one; what cannot be kept stays in the form."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    tags = given.get("tags", "").replace("，", "、").replace(",", "、").split("、")
    try:
        await run_in_threadpool(
            collecting.annotate,
            library,
            actor,
            number,
            note=given.get("note", "").replace("\r\n", "\n"),
            tags=tags,
            folder=number_in(given.get("folder")),
            revision=number_in(given.get("revision")) or 1,
        )
    except KnowledgeBaseError as error:
        typed = {"number": number, **given}
        return await _page(request, library, actor, trouble=error.detail, of=error, typed=typed)
    return RedirectResponse(f"{telling(HERE, noted=number)}#c{number}", status_code=303)


@router.post("/act")
async def act(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Move one, or do something with those that are ticked."""
    refuse_foreign_forms(request)
    given = await filled_in(request)
    name, _, of = dict(given).get("act", "").partition(":")
    ticked = [number for key, value in given if key == "item" and (number := number_in(value))]
    if name in ("up", "down") and (number := number_in(of)):
        await run_in_threadpool(collecting.move, library, actor, number, -1 if name == "up" else 1)
        return RedirectResponse(f"{HERE}#c{number}", status_code=303)
    if not ticked and not of:
        return await _page(request, library, actor, trouble=_NOTHING_TICKED)
    if name == "remove":
        numbers = [one] if (one := number_in(of)) else ticked
        gone = await run_in_threadpool(collecting.remove, library, actor, numbers)
        return await _page(request, library, actor, removed=gone)
    try:
        number = await run_in_threadpool(
            _into_course, library, actor, ticked, dict(given).get("into", "")
        )
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, trouble=error.detail, of=error)
    return RedirectResponse(telling(f"/courses/{number}", put=len(ticked)), status_code=303)


@router.post("/restore")
async def restore(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Bring back what was removed."""
    refuse_foreign_forms(request)
    given = await filled_in(request)
    numbers = [number for key, value in given if key == "item" and (number := number_in(value))]
    await run_in_threadpool(collecting.restore, library, actor, numbers)
    return RedirectResponse(telling(HERE, restored=len(numbers)), status_code=303)


@router.post("/folders")
async def make_folder(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Make a folder."""
    refuse_foreign_forms(request)
    name = dict(await filled_in(request)).get("name", "")
    try:
        await run_in_threadpool(collecting.make_folder, library, actor, name)
    except WrongValue as error:
        return await _page(request, library, actor, trouble=error.detail, of=error)
    return RedirectResponse(HERE, status_code=303)


@router.post("/folders/remove")
async def remove_folder(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Take a folder away; what lies in it stays."""
    refuse_foreign_forms(request)
    number = number_in(dict(await filled_in(request)).get("folder")) or 0
    await run_in_threadpool(collecting.remove_folder, library, actor, number)
    return RedirectResponse(HERE, status_code=303)


def _into_course(library: LibraryDep, actor: ActorDep, numbers: Sequence[int], into: str) -> int:
    """Put quotations into a lesson, or into a new course; give the course's number."""
    chosen = set(numbers)
    kept = collecting.collection(library, actor).kept
    quotations = [each.state.quotation for each in kept if each.collected.id in chosen]
    course, _, place = into.partition(".")
    if not (number := number_in(course)):
        return start_course(library, actor, quotations).paper.id
    put_into_lesson(library, actor, number, read_place(place), quotations)
    return number


async def _page(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    *,
    trouble: str = "",
    of: KnowledgeBaseError | None = None,
    typed: object = None,
    removed: Sequence[int] = (),
) -> Response:
    found = await run_in_threadpool(collecting.collection, library, actor)
    courses = await run_in_threadpool(COURSES.all, library, actor)
    asked = request.query_params
    status = status_of(of) if of else 422 if trouble else 200
    return render(
        request,
        "collected.html",
        status=status,
        headers={"cache-control": "no-store"},
        active="collected",
        collection=found,
        courses=courses,
        tag=asked.get("tag", ""),
        trouble=trouble,
        typed=typed,
        removed=removed,
        new=number_in(asked.get("new")),
        known=number_in(asked.get("known")),
        restored=number_in(asked.get("restored")),
    )
