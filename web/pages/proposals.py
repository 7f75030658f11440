"""建言献策: the ledger, the desk of a proposal, and what comes out of it."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import ChangedMeanwhile, KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.cases.drafts import DRAFTS, draft_from_proposal
from search_api.export.responses import exported_response
from search_api.ledger.commending import commendation_file, commended
from search_api.ledger.finding import part_of
from search_api.ledger.history import history_lines
from search_api.ledger.linking import keys_that_are_there
from search_api.ledger.proposal import (
    PROPOSAL_LABELS,
    REPLY_DAYS,
    SOURCE_LABELS,
    STATES,
    Proposal,
    Source,
    State,
)
from search_api.ledger.proposals import PROPOSALS, Asked, categories_of, list_proposals
from search_api.problems import status_of
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.themes.publishing import served_themes
from web.forms import number_in
from web.offering import offered_documents
from web.posting import filled_in, telling
from web.proposal_form import (
    act_on_proposal,
    new_proposal,
    typed_proposal,
    with_new_reply,
)
from web.register_verbs import add_register_verbs
from web.templating import render
from web.typed import unsaved

HERE = "/proposals"
LONGEST_PROPOSAL = 1_000_000  # bytes of a form
ON_A_PAGE = 50
_LINKING = frozenset({"link", "unlink"})  # acts that leave a reply half written

router = APIRouter(prefix=HERE)


@router.get("", name="proposals")
async def proposals(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List the ledger, the overdue first."""
    params = request.query_params
    state = next((each for each in State if each.value == params.get("state")), None)
    asked = Asked(
        words=params.get("words", "")[:200],
        state=state,
        category=params.get("category", ""),
        overdue=params.get("overdue") == "1",
    )
    page = max(number_in(params.get("page")) or 1, 1)
    listed = await run_in_threadpool(
        list_proposals, library, actor, asked, part_of(page, ON_A_PAGE)
    )
    last = max(-(-listed.matching // ON_A_PAGE), 1)
    if page > last:
        return RedirectResponse(telling(str(request.url), page=last), status_code=303)
    return render(
        request,
        "proposals.html",
        headers={"cache-control": "no-store"},
        active="proposals",
        listed=listed,
        shown=listed.found,
        page=page,
        last=last,
        gone=await run_in_threadpool(PROPOSALS.removed, library, actor),
        asked=asked,
        ledger=PROPOSALS,
        today=library.today,
        removed=number_in(params.get("removed")),
    )


@router.get("/new", name="new_proposal")
async def empty(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the form of a new proposal."""
    return await _new(request, library, actor, {})


@router.post("/new")
async def enter(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Enter a proposal."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request, longest=LONGEST_PROPOSAL))
    try:
        made = await run_in_threadpool(
            lambda: PROPOSALS.make(library, actor, new_proposal(given, library.today))
        )
    except KnowledgeBaseError as error:
        return await _new(request, library, actor, given, error)
    return RedirectResponse(telling(f"{HERE}/{made.entry.id}", entered=1), status_code=303)


@router.get("/commendations", name="commendations")
async def commendations(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what can be commended, to be ticked."""
    return await _commending(request, library, actor)


@router.post("/commendations")
async def commend(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Give the draft of a 通报 of what is ticked."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    ticked = {number for name, value in pairs if name == "entry" and (number := number_in(value))}
    try:
        file = await run_in_threadpool(commendation_file, library, actor, ticked)
    except KnowledgeBaseError as error:
        return await _commending(request, library, actor, error)
    return exported_response(file)


@router.get("/{number}", name="proposal")
async def proposal(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show the desk of a proposal."""
    return await _desk(request, library, actor, number)


@router.post("/{number}")
async def change(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was typed, and do what a button says; both or nothing."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request, longest=LONGEST_PROPOSAL))
    act, revision = given.get("act", ""), number_in(given.get("revision")) or 0
    verb, wanted = act.partition(":")[0], given.get("find", "").strip()
    if verb == "find" or (wanted and not verb):  # the key Enter in its field says no verb
        return await _desk(request, library, actor, number, given=given, wanted=wanted)

    def changed(known: Proposal) -> Proposal:
        typed = typed_proposal(known, given)
        told = typed if verb in _LINKING else with_new_reply(typed, given, library.today)
        return act_on_proposal(library, actor, told, act)

    try:
        await run_in_threadpool(
            lambda: PROPOSALS.edit(library, actor, number, changed, revision=revision)
        )
    except KnowledgeBaseError as error:
        return await _desk(request, library, actor, number, given=given, error=error)
    if verb in _LINKING:  # a reply that is half written stays in its fields
        held = {name: text for name, text in given.items() if name.startswith("reply-new-")}
        return await _desk(request, library, actor, number, given=held, wanted=wanted)
    return RedirectResponse(telling(f"{HERE}/{number}", saved=1), status_code=303)


@router.post("/{number}/draft")
async def draft(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Make a case draft of it, or open the one that was made."""
    refuse_foreign_forms(request)
    try:
        made = await run_in_threadpool(draft_from_proposal, library, actor, number)
    except KnowledgeBaseError as error:
        return await _desk(request, library, actor, number, error=error)
    return RedirectResponse(f"/drafts/{made.paper.id}", status_code=303)


add_register_verbs(router, PROPOSALS, HERE)


def _without_name(given: Mapping[str, str]) -> Mapping[str, str]:
    """Leave out the name that was typed beside the choice of having none."""
    is_named = given.get("source") == Source.NAMED
    return {name: text for name, text in given.items() if is_named or name != "source_name"}


async def _new(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    given: Mapping[str, str],
    error: KnowledgeBaseError | None = None,
) -> Response:
    return render(
        request,
        "proposal_new.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="proposals",
        typed=given,
        today=library.today,
        days=REPLY_DAYS,
        source_labels=SOURCE_LABELS,
        categories=await run_in_threadpool(categories_of, library),
        trouble=error.detail if error else "",
    )


async def _commending(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    error: KnowledgeBaseError | None = None,
) -> Response:
    return render(
        request,
        "commendations.html",
        status=status_of(error) if error else 200,
        active="proposals",
        found=await run_in_threadpool(commended, library, actor),
        trouble=error.detail if error else "",
    )


async def _desk(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    number: int,
    *,
    given: Mapping[str, str] | None = None,
    error: KnowledgeBaseError | None = None,
    wanted: str = "",
) -> Response:
    filed = await run_in_threadpool(PROPOSALS.open, library, actor, number)
    changes = await run_in_threadpool(PROPOSALS.history, library, actor, number)
    drafts = await run_in_threadpool(DRAFTS.all, library, actor)
    params = request.query_params
    is_conflict = isinstance(error, ChangedMeanwhile)
    return render(
        request,
        "proposal.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="proposals",
        ledger=PROPOSALS,
        states=STATES,
        filed=filed,
        today=library.today,
        history=list(history_lines(PROPOSALS, changes)),
        there=await run_in_threadpool(keys_that_are_there, library, actor, filed.content),
        draft=next((each for each in drafts if each.paper.id == filed.content.draft), None),
        source_labels=SOURCE_LABELS,
        categories=await run_in_threadpool(categories_of, library),
        themes=await run_in_threadpool(served_themes, library),
        wanted=wanted,
        offered=await run_in_threadpool(offered_documents, library, actor, wanted),
        lost=unsaved(_without_name(given), filed.content) if given and is_conflict else {},
        labels=PROPOSAL_LABELS,
        typed=given if given and not is_conflict else {},
        trouble=error.detail if error else "",
        said="已登记。" if params.get("entered") else "已保存。" if params.get("saved") else "",
    )
