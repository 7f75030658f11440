"""资料缺口: what is offered, what is asked for, and what became of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import AlreadyFiled, ChangedMeanwhile, KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.ledger.finding import part_of
from search_api.ledger.gap import KIND_LABELS, STATES, Kind, State
from search_api.ledger.gap_answers import answers_gone, answers_to
from search_api.ledger.gap_offers import gap_offers, take_offer
from search_api.ledger.gaps import (
    GAPS,
    Asked,
    amend_gap,
    list_gaps,
    move_gap,
    request_material,
)
from search_api.ledger.history import history_lines
from search_api.problems import status_of
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from web.forms import number_in
from web.gap_form import requested_by
from web.offering import offered_documents
from web.posting import filled_in, telling
from web.register_verbs import add_register_verbs
from web.templating import render

HERE = "/gaps"
ON_A_PAGE = 50
_NOTHING: Mapping[str, str] = MappingProxyType({})
_DONE = {"saved": "已保存。", "moved": "状态已改。", "back": "已恢复。"}

router = APIRouter(prefix=HERE)


@router.get("", name="gaps")
async def gaps(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List what the library lacks, and what may be lacking."""
    return await _list(request, library, actor)


@router.post("")
async def ask(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Ask for material."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    try:
        made = await run_in_threadpool(
            lambda: request_material(library, actor, requested_by(given))
        )
    except KnowledgeBaseError as error:
        return await _list(request, library, actor, typed=given, error=error)
    return RedirectResponse(telling(HERE, entered=made.content.serial), status_code=303)


@router.post("/offers")
async def take(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Enter what is offered, or say that it is no gap."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    kind = Kind.SEARCH if given.get("kind") == Kind.SEARCH else Kind.CITATION
    is_dismissed = given.get("act") == "dismiss"
    try:
        made = await run_in_threadpool(
            lambda: take_offer(
                library,
                actor,
                kind,
                title=given.get("title", ""),
                number=given.get("number", ""),
                dismissed=is_dismissed,
            )
        )
    except KnowledgeBaseError as error:
        return await _list(request, library, actor, error=error)
    told = {"dismissed": made.entry.id} if is_dismissed else {"entered": made.content.serial}
    return RedirectResponse(telling(HERE, **told), status_code=303)


@router.get("/{number}", name="gap")
async def desk(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show a gap, to be filled or mended."""
    return await _desk(request, library, actor, number)


@router.post("/{number}")
async def change(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was typed."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    revision = number_in(given.get("revision")) or 0
    try:
        await run_in_threadpool(
            lambda: amend_gap(library, actor, number, requested_by(given), revision=revision)
        )
    except KnowledgeBaseError as error:
        return await _desk(request, library, actor, number, typed=given, error=error)
    return RedirectResponse(telling(f"{HERE}/{number}", done="saved"), status_code=303)


@router.post("/{number}/state")
async def move(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Bring it into the state of the button, with the document or the reason that was given."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    revision = number_in(given.get("revision")) or 0
    state = next((each for each in State if each.value == given.get("state")), None)
    try:
        if state is not None:
            await run_in_threadpool(
                lambda: move_gap(
                    library,
                    actor,
                    number,
                    state,
                    reason=given.get("reason", ""),
                    document=given.get("document", "").strip(),
                    revision=revision,
                )
            )
    except KnowledgeBaseError as error:
        return await _desk(request, library, actor, number, chosen=given, error=error)
    return RedirectResponse(telling(f"{HERE}/{number}", done="moved"), status_code=303)


add_register_verbs(router, GAPS, HERE, told={"done": "back"})


async def _list(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    *,
    typed: Mapping[str, str] = _NOTHING,
    error: KnowledgeBaseError | None = None,
) -> Response:
    is_keeper = actor.role == "keeper"
    params = request.query_params
    return render(
        request,
        "gaps.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="gaps",
        is_keeper=is_keeper,
        typed=typed,
        trouble=error.detail if error else "",
        first=error.facts["entry"] if isinstance(error, AlreadyFiled) and is_keeper else None,
        entered=params.get("entered", ""),
        dismissed=number_in(params.get("dismissed")),
        removed=number_in(params.get("removed")),
        **(await run_in_threadpool(_listed, request, library, actor) if is_keeper else {}),
    )


def _listed(request: Request, library: LibraryDep, actor: ActorDep) -> dict[str, Any]:
    params = request.query_params
    asked = Asked(
        words=params.get("words", "")[:200],
        state=next((each for each in State if each.value == params.get("state")), None),
        kind=next((each for each in Kind if each.value == params.get("kind")), None),
        overdue=params.get("overdue") == "1",
    )
    page = max(number_in(params.get("page")) or 1, 1)
    listed = list_gaps(library, actor, asked, part_of(page, ON_A_PAGE))
    return {
        "asked": asked,
        "listed": listed,
        "shown": listed.lines,
        "answers": answers_to(library, actor, listed.found),
        "gone": answers_gone(library, actor, listed.found),
        "offers": gap_offers(library, actor),
        "page": page,
        "last": -(-listed.matching // ON_A_PAGE),
        "ledger": GAPS,
        "kinds": KIND_LABELS,
        "today": library.today,
    }


async def _desk(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    number: int,
    *,
    typed: Mapping[str, str] = _NOTHING,
    chosen: Mapping[str, str] = _NOTHING,
    error: KnowledgeBaseError | None = None,
) -> Response:
    filed = await run_in_threadpool(GAPS.open, library, actor, number)
    changes = await run_in_threadpool(GAPS.history, library, actor, number)
    answers = await run_in_threadpool(answers_to, library, actor, [filed])
    gone = await run_in_threadpool(answers_gone, library, actor, [filed])
    is_conflict = isinstance(error, ChangedMeanwhile)
    wanted = request.query_params.get("find", "").strip()[:200]
    return render(
        request,
        "gap.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="gaps",
        ledger=GAPS,
        states=STATES,
        kinds=KIND_LABELS,
        filed=filed,
        answer=answers.get(number),
        is_gone=number in gone,
        wanted=wanted,
        offered=await run_in_threadpool(offered_documents, library, actor, wanted),
        lost=typed if is_conflict else {},
        typed={} if is_conflict else typed,
        chosen=chosen,
        today=library.today,
        history=list(history_lines(GAPS, changes)),
        trouble=error.detail if error else "",
        said=_DONE.get(request.query_params.get("done", ""), ""),
    )
