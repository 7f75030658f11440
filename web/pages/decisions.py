"""议定事项: all that meetings decided, and the desk of one."""

from collections.abc import Mapping

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from corpus.errors import ChangedMeanwhile, KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep, keepers_change
from search_api.ledger.decision import State
from search_api.ledger.decisions import DECISIONS, Asked, list_decisions
from search_api.ledger.finding import part_of
from search_api.ledger.history import history_lines
from search_api.meetings.deciding import edit_decision
from search_api.meetings.materials import show_documents
from search_api.meetings.meetings import MEETINGS
from search_api.problems import status_of
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from web.decision_form import act_on_decision, typed_decision
from web.forms import number_in
from web.offering import offered_documents
from web.posting import filled_in, telling
from web.register_verbs import add_register_verbs
from web.templating import render
from web.typed import unsaved

HERE = "/decisions"
LONGEST_DECISION = 1_000_000  # bytes of a form
ON_A_PAGE = 50

router = APIRouter(prefix=HERE, dependencies=[Depends(keepers_change)])


@router.get("", name="decisions")
async def decisions(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List what was decided, the overdue first."""
    params = request.query_params
    asked = _asked(params)
    page = max(number_in(params.get("page")) or 1, 1)
    listed = await run_in_threadpool(
        list_decisions, library, actor, asked, part_of(page, ON_A_PAGE)
    )
    return render(
        request,
        "decisions.html",
        headers={"cache-control": "no-store"},
        active="meetings",
        listed=listed,
        shown=listed.found,
        page=page,
        last=-(-listed.matching // ON_A_PAGE),
        asked=asked,
        meetings=await run_in_threadpool(_meeting_names, library, actor),
        ledger=DECISIONS,
        today=library.today,
        removed=number_in(params.get("removed")),
    )


@router.get("/{number}", name="decision")
async def decision(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show the desk of a decision."""
    return await _desk(request, library, actor, number)


@router.post("/{number}")
async def change(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was typed, and do what a button says; both or nothing."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request, longest=LONGEST_DECISION))
    act, revision = given.get("act", ""), number_in(given.get("revision")) or 0
    try:
        await run_in_threadpool(
            lambda: edit_decision(
                library,
                actor,
                number,
                lambda known: act_on_decision(
                    library, actor, typed_decision(known, given, library.today), act
                ),
                revision=revision,
            )
        )
    except KnowledgeBaseError as error:
        return await _desk(request, library, actor, number, given=given, error=error)
    return RedirectResponse(_after(f"{HERE}/{number}", act, given), status_code=303)


add_register_verbs(router, DECISIONS, HERE)


def _asked(params: QueryParams) -> Asked:
    return Asked(
        words=params.get("words", "")[:200],
        state=next((each for each in State if each.value == params.get("state")), None),
        body=params.get("body", ""),
        overdue=params.get("overdue") == "1",
        meeting=number_in(params.get("meeting")),
    )


def _meeting_names(library: LibraryDep, actor: ActorDep) -> Mapping[int, str]:
    """Give the names of the meetings that the actor can open, by their numbers."""
    return {each.paper.id: each.content.name for each in MEETINGS.all(library, actor)}


def _after(here: str, act: str, given: Mapping[str, str]) -> str:
    """Give the page to show after an act, at what it touched."""
    verb = act.partition(":")[0]
    wanted = given.get("find", "").strip()
    if verb == "find" or (wanted and not verb):  # the key Enter in its field says no verb
        return telling(here, find=wanted) + "#find"
    if verb in ("put", "take"):
        return f"{here}#done"
    return telling(here, saved=1)


async def _desk(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    number: int,
    *,
    given: Mapping[str, str] | None = None,
    error: KnowledgeBaseError | None = None,
) -> Response:
    filed = await run_in_threadpool(DECISIONS.open, library, actor, number)
    changes = await run_in_threadpool(DECISIONS.history, library, actor, number)
    names = await run_in_threadpool(_meeting_names, library, actor)
    params = request.query_params
    wanted = params.get("find", "").strip()
    is_conflict = isinstance(error, ChangedMeanwhile)
    documents, today = filed.content.documents, library.today.isoformat()
    return render(
        request,
        "decision.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="meetings",
        ledger=DECISIONS,
        filed=filed,
        today=library.today,
        meeting=names.get(filed.entry.paper or 0, ""),
        documents=await run_in_threadpool(show_documents, library, actor, documents),
        history=list(history_lines(DECISIONS, changes)),
        wanted=wanted,
        offered=await run_in_threadpool(offered_documents, library, actor, wanted),
        lost=unsaved(given, filed.content, offered=today) if given and is_conflict else {},
        typed=given if given and not is_conflict else {},
        trouble=error.detail if error else "",
        said="已保存。" if params.get("saved") else "",
    )
