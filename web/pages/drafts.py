"""案例草稿: cases that are being written, and their Word files."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import ChangedMeanwhile, KnowledgeBaseError, WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.cases.draft import DRAFT_PARTS, CaseDraft
from search_api.cases.drafts import DRAFTS, sources_of_draft
from search_api.problems import status_of
from search_api.responses import json_response
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study.shelf import LONGEST_TITLE
from web.forms import number_in
from web.paper_verbs import paper_verbs
from web.posting import filled_in
from web.templating import render
from web.typed import texts_typed, with_typed

HERE = "/drafts"
LONGEST_DRAFT = 1_000_000  # bytes of a form
_LABELS: Mapping[str, str] = {**DRAFT_PARTS, "title": "标题", "enterprise": "单位"}

router = APIRouter(prefix=HERE)


@router.get("", name="drafts")
async def drafts(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List the drafts."""
    return render(
        request,
        "drafts.html",
        active="experiences",
        view="drafts",
        drafts=await run_in_threadpool(DRAFTS.all, library, actor),
        removed=number_in(request.query_params.get("removed")),
    )


@router.post("")
async def make(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Begin an empty one."""
    refuse_foreign_forms(request)
    title = dict(await filled_in(request)).get("title", "").strip()[:LONGEST_TITLE]
    made = await run_in_threadpool(DRAFTS.make, library, actor, CaseDraft(title=title))
    return RedirectResponse(f"{HERE}/{made.paper.id}", status_code=303)


@router.get("/{number}", name="draft")
async def draft(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the desk of a draft."""
    return await _desk(request, library, actor, number)


@router.post("/{number}")
async def change(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was typed."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request, longest=LONGEST_DRAFT))
    wants_json = "application/json" in request.headers.get("accept", "")
    try:
        kept = await run_in_threadpool(
            lambda: DRAFTS.edit(
                library,
                actor,
                number,
                lambda known: with_typed(known, texts_typed(given, "", _LABELS), _LABELS),
                revision=number_in(given.get("revision")) or 0,
            )
        )
    except KnowledgeBaseError as error:
        if wants_json:
            raise
        return await _desk(request, library, actor, number, given=given, error=error)
    if wants_json:
        return json_response({"revision": kept.paper.revision})
    return RedirectResponse(f"{HERE}/{number}", status_code=303)


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


_VERBS = MappingProxyType(paper_verbs(DRAFTS, HERE))


async def _desk(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    number: int,
    *,
    given: Mapping[str, str] | None = None,
    error: KnowledgeBaseError | None = None,
) -> Response:
    is_conflict = isinstance(error, ChangedMeanwhile)
    opened = await run_in_threadpool(DRAFTS.open, library, actor, number)
    return render(
        request,
        "draft.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="experiences",
        view="drafts",
        opened=opened,
        versions=await run_in_threadpool(DRAFTS.versions, library, actor, number),
        parts=DRAFT_PARTS,
        sources=await run_in_threadpool(sources_of_draft, library, actor, opened.content),
        lost=given if given and is_conflict else {},
        typed=given if given and not is_conflict else {},
        trouble=error.detail if error else "",
        back=number_in(request.query_params.get("back")),
    )
