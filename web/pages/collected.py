"""备课篮: what is kept for later, with notes, tags and folders, and the way into a course."""

import re
from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.catalogue.collected import Folder
from corpus.errors import KnowledgeBaseError, WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.problems import status_of
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study import collecting
from search_api.study.course import Course, Quoted
from search_api.study.courses import COURSES, put_into_lesson, start_course
from search_api.study.renewing import renew_collected, undo_renewal
from search_api.themes.themes import THEMES, put_into_theme
from web.collecting import read_stretch
from web.course_places import read_place
from web.forms import number_in
from web.posting import filled_in, telling
from web.templating import render

HERE = "/collected"
ON_A_PAGE = 50
_NOTHING_TICKED = "还没有选引文。请先在引文左边打勾，再点要做的事。"
_NOWHERE = "还没有选放到哪里。请选一个专题、一门课的某一课，或“新建一门课程”。"
_TOLD = ("new", "known", "noted", "restored", "renewed")  # numbers that an address tells the page
_NEW = "new"  # a course that is to be made
_THEME = "theme:"  # before the number of a theme

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
    page = await run_in_threadpool(_page_of, library, actor, kept.id)
    told = {"new" if is_new else "known": kept.id, "page": page}
    return RedirectResponse(f"{telling(HERE, **told)}#c{kept.id}", status_code=303)


@router.post("/{number}/beside")
async def annotate(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep note, tags and folder of one; what cannot be kept stays in the form."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    tags = re.split("[、，,；;]", given.get("tags", ""))
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
    return RedirectResponse(f"{_here(given, noted=number)}#c{number}", status_code=303)


@router.post("/act")
async def act(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Move one, or do something with those that are ticked."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    given, ticked = dict(pairs), _numbers(pairs)
    name, _, of = given.get("act", "").partition(":")
    one = number_in(of)
    if name in ("up", "down") and one:
        by = -1 if name == "up" else 1
        await run_in_threadpool(collecting.move, library, actor, one, by, given.get("tag", ""))
        return RedirectResponse(f"{_here(given)}#c{one}", status_code=303)
    if name == "renew" and one:
        return await _renew(request, library, actor, one, given)
    if not ticked and not one:
        return await _page(request, library, actor, trouble=_NOTHING_TICKED)
    if name == "remove":
        gone = await run_in_threadpool(collecting.remove, library, actor, [one] if one else ticked)
        return RedirectResponse(_here(given, removed=".".join(map(str, gone))), status_code=303)
    if not (into := given.get("into", "")):
        return await _page(request, library, actor, trouble=_NOWHERE)
    try:
        to = await run_in_threadpool(_put, library, actor, ticked, into)
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, trouble=error.detail, of=error)
    return RedirectResponse(to, status_code=303)


async def _renew(
    request: Request, library: LibraryDep, actor: ActorDep, one: int, given: Mapping[str, str]
) -> Response:
    """Quote the newer text in the place of the one that it has replaced."""
    try:
        new = await run_in_threadpool(renew_collected, library, actor, one)
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, trouble=error.detail, of=error)
    return RedirectResponse(f"{_here(given, new=new, renewed=one)}#c{new}", status_code=303)


@router.post("/restore")
async def restore(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Bring back what was removed."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    numbers = _numbers(pairs)
    newer = number_in(dict(pairs).get("instead"))
    if newer and numbers:
        await run_in_threadpool(undo_renewal, library, actor, numbers[0], newer)
    else:
        await run_in_threadpool(collecting.restore, library, actor, numbers)
    return RedirectResponse(_here(dict(pairs), restored=len(numbers)), status_code=303)


@router.post("/folders")
async def make_folder(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Make a folder, or make one again with what lay in it."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    name = dict(pairs).get("name", "")
    try:
        await run_in_threadpool(collecting.restore_folder, library, actor, name, _numbers(pairs))
    except WrongValue as error:
        return await _page(request, library, actor, trouble=error.detail, of=error)
    return RedirectResponse(_here(dict(pairs)), status_code=303)


@router.post("/folders/remove")
async def remove_folder(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Take a folder away; what lies in it stays."""
    refuse_foreign_forms(request)
    number = number_in(dict(await filled_in(request)).get("folder")) or 0
    gone = await run_in_threadpool(collecting.remove_folder, library, actor, number)
    return await _page(request, library, actor, folder_gone=gone)


def _page_of(library: LibraryDep, actor: ActorDep, number: int) -> int:
    """Give the page on which a quotation stands."""
    order = [each.collected.id for each in collecting.collection(library, actor).bearing("")]
    return order.index(number) // ON_A_PAGE + 1


def _numbers(pairs: Sequence[tuple[str, str]]) -> list[int]:
    return [number for key, value in pairs if key == "item" and (number := number_in(value))]


def _here(given: Mapping[str, str], **told: object) -> str:
    """Give the address of the page from which a form was sent."""
    kept = {name: given[name] for name in ("tag", "page") if given.get(name)}
    return telling(HERE, **kept, **told)


def _put(library: LibraryDep, actor: ActorDep, numbers: Sequence[int], into: str) -> str:
    """Put quotations into a theme or a course; give the page that tells how many came in."""
    chosen = set(numbers)
    kept = [
        Quoted(quotation=each.state.quotation, note=each.collected.note)
        for each in collecting.collection(library, actor).kept
        if each.collected.id in chosen
    ]
    if into.startswith(_THEME):
        number = number_in(into.removeprefix(_THEME)) or 0
        count = put_into_theme(library, actor, number, [each.quotation for each in kept])
        return telling(f"/themes/{number}", put=count)
    number, count = _into_course(library, actor, kept, into)
    return telling(f"/courses/{number}", put=count)


def _into_course(
    library: LibraryDep, actor: ActorDep, kept: Sequence[Quoted], into: str
) -> tuple[int, int]:
    """Put quotations into a lesson, or into a new course; give its number and how many came in."""
    if into == _NEW:
        made = start_course(library, actor, kept)
        return made.paper.id, _held(made.content)
    course, _, place = into.partition(".")
    number = number_in(course) or 0
    before = _held(COURSES.open(library, actor, number).content)
    changed = put_into_lesson(library, actor, number, read_place(place), kept)
    return number, _held(changed.content) - before


def _held(course: Course) -> int:
    """Count what a course quotes and tells of."""
    return len(course.quoted) + sum(len(lesson.cases) for lesson in course.lessons)


async def _page(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    *,
    trouble: str = "",
    of: KnowledgeBaseError | None = None,
    typed: Mapping[str, object] | None = None,
    folder_gone: tuple[Folder, tuple[int, ...]] | None = None,
) -> Response:
    found = await run_in_threadpool(collecting.collection, library, actor)
    courses = await run_in_threadpool(COURSES.all, library, actor)
    asked = request.query_params
    shown = found.bearing(asked.get("tag", ""))
    last = max(-(-len(shown) // ON_A_PAGE), 1)
    page = min(max(number_in(asked.get("page")) or 1, 1), last)
    removed = filter(None, map(number_in, asked.get("removed", "").split(".")))
    return render(
        request,
        "collected.html",
        status=status_of(of) if of else 422 if trouble else 200,
        headers={"cache-control": "no-store"},
        active="collected",
        collection=found,
        shown=shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        page=page,
        last=last,
        courses=courses,
        themes=await run_in_threadpool(THEMES.all, library, actor),
        tag=asked.get("tag", ""),
        trouble=trouble,
        typed=typed,
        removed=tuple(removed),
        folder_gone=folder_gone,
        **{name: number_in(asked.get(name)) for name in _TOLD},
    )
