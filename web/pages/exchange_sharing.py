"""Sharing documents with other libraries, and asking them for whole texts."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.card import LONGEST_ABSTRACT, Tier
from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.correcting_many import MOST_CHOSEN, choose
from search_api.exchange.requesting import ask_for_text, tier_for, withdraw_request
from search_api.exchange.sharing import share, unshare
from search_api.problems import status_of
from search_api.security import refuse_foreign_forms
from web.exchanging import show_exchange
from web.posting import filled_in, telling, way_back
from web.templating import render

router = APIRouter(prefix="/exchange")


@router.get("/share", name="share")
async def share_form(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the form by which documents are shared."""
    ids = request.query_params.getlist("document")
    back = way_back(request.query_params.get("back", "/exchange"))
    return await _share_form(request, library, actor, ids, back)


@router.post("/share")
async def share_documents(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Share the documents of the form."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    ids = [value for name, value in pairs if name == "document"]
    given = dict(pairs)
    back = way_back(given.get("back", "/exchange"))
    tier, abstract = given.get("tier", ""), given.get("abstract", "")
    try:
        chosen = Tier(tier) if tier in tuple(Tier) else Tier.CATALOGUE
        typed = abstract if chosen is Tier.ABSTRACT and len(ids) == 1 else None
        count = await run_in_threadpool(share, library, actor, ids, chosen, abstract=typed)
    except KnowledgeBaseError as error:
        return await _share_form(
            request, library, actor, ids, back, trouble=error, typed=(tier, abstract)
        )
    return RedirectResponse(telling("/exchange", shared=count), status_code=303)


@router.post("/unshare")
async def unshare_documents(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Share the ticked documents no longer."""
    refuse_foreign_forms(request)
    ids = [value for name, value in await filled_in(request) if name == "document"]
    try:
        count = await run_in_threadpool(unshare, library, actor, ids)
    except KnowledgeBaseError as error:
        return await show_exchange(request, library, actor, trouble=error)
    return RedirectResponse(telling("/exchange", withdrawn=count), status_code=303)


@router.post("/requests/{document_id}")
async def request_text(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Ask for the whole text of a document, or ask no longer."""
    refuse_foreign_forms(request)
    asked = dict(await filled_in(request))
    act = withdraw_request if "withdraw" in asked else ask_for_text
    await run_in_threadpool(act, library, actor, document_id)
    return RedirectResponse(f"/documents/{document_id}", status_code=303)


async def _share_form(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    ids: Sequence[str],
    back: str,
    *,
    trouble: KnowledgeBaseError | None = None,
    typed: tuple[str, str] | None = None,
) -> Response:
    chosen = await run_in_threadpool(choose, library, actor, list(ids)[:MOST_CHOSEN])
    if typed is None:
        tier = await run_in_threadpool(tier_for, library, actor, [each.id for each in chosen])
        typed = (tier.value if tier else "", "")
    return render(
        request,
        "exchange_share.html",
        active="exchange",
        status=status_of(trouble) if trouble else 200,
        chosen=chosen,
        back=back,
        tiers=tuple(Tier),
        tier=typed[0],
        abstract=typed[1],
        longest=LONGEST_ABSTRACT,
        trouble=trouble.detail if trouble else "",
    )
