"""资料交换: what is shared, the packages, and what is to be decided."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.card import LONGEST_ABSTRACT, Tier
from corpus.catalogue.notices import NoticeKind
from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep, only_keepers
from search_api.correcting_many import MOST_CHOSEN, choose
from search_api.exchange.answering import answer_request
from search_api.exchange.comparison import Change, Line
from search_api.exchange.deciding import decide
from search_api.exchange.download import package_response
from search_api.exchange.giving import choose_given
from search_api.exchange.identity import name_library
from search_api.exchange.importing import apply_package, drop_package, preview_package, receive
from search_api.exchange.notice import NOTICE_LABELS
from search_api.exchange.noticed import requests_of_others
from search_api.exchange.overview import overview
from search_api.exchange.requesting import ask_for_text, withdraw_request
from search_api.exchange.sharing import share, unshare
from search_api.exchange.uploading import upload_folder, uploaded
from search_api.problems import status_of
from search_api.security import refuse_foreign_forms
from web.forms import number_in
from web.offering import offered_documents
from web.posting import filled_in, telling, way_back
from web.templating import render

_TOLD = (
    "shared",
    "withdrawn",
    "decided",
    "applied",
    "given",
    "answered",
)  # what an address tells the page
MOST_LINES = 500  # of a preview, or of what is shared, on its page

router = APIRouter(prefix="/exchange")

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@router.get("", name="exchange")
async def page(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what is shared and with whom."""
    return await _page(request, library, actor)


@router.post("/name")
async def name(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Say how this library is called."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    try:
        await run_in_threadpool(name_library, library, actor, given.get("name", ""))
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, trouble=error)
    return RedirectResponse("/exchange", status_code=303)


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
        return await _page(request, library, actor, trouble=error)
    return RedirectResponse(telling("/exchange", withdrawn=count), status_code=303)


@router.post("/pack")
async def pack(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Make a package, to be saved; what is ticked to go along goes."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    if ("chosen", "1") in pairs:
        await run_in_threadpool(choose_given, library, actor, _chosen(pairs))
    try:
        return await run_in_threadpool(package_response, library, actor)
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, trouble=error)


@router.post("/given")
async def give(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Let what is ticked go along with the next packages, and nothing else."""
    refuse_foreign_forms(request)
    wanted = _chosen(await filled_in(request))
    count = await run_in_threadpool(choose_given, library, actor, wanted)
    return RedirectResponse(telling("/exchange", given=count), status_code=303)


@router.get("/answer", name="answer_request")
async def answer_form(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Look for the document that answers what another library asks for."""
    return await _answering(request, library, actor)


@router.post("/answer")
async def answer(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Answer with a document."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    sender, asked = given.get("sender", ""), given.get("request", "")
    document, words = given.get("document", ""), given.get("words", "")
    try:
        await run_in_threadpool(answer_request, library, actor, sender, asked, document, words)
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, trouble=error)
    return RedirectResponse(telling("/exchange", answered=1), status_code=303)


@router.post("/packages")
async def upload(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Take a package for a preview."""
    refuse_foreign_forms(request)
    only_keepers(actor)
    try:
        with upload_folder(library) as folder:
            path = await uploaded(request, folder)
            preview = await run_in_threadpool(receive, library, actor, path)
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, trouble=error)
    if preview.is_done:
        return RedirectResponse(telling("/exchange", again=preview.manifest.serial), 303)
    return RedirectResponse(f"/exchange/packages/{preview.package}", status_code=303)


@router.get("/packages/{package}", name="package")
async def preview(
    package: Sha256, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Show what a package would change."""
    return await _preview(request, library, actor, package)


@router.post("/packages/{package}")
async def confirm(
    package: Sha256, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Take a package in, or let go of it."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    given, again = dict(pairs), [value for name, value in pairs if name == "again"]
    if "drop" in given:
        await run_in_threadpool(drop_package, library, actor, package)
        return RedirectResponse("/exchange", status_code=303)
    try:
        done = await run_in_threadpool(
            apply_package, library, actor, package, trust=given.get("trust"), again=again
        )
    except KnowledgeBaseError as error:
        return await _preview(request, library, actor, package, trouble=error)
    told = telling("/exchange", applied=done.preview.manifest.serial, left=len(done.unsettled))
    return RedirectResponse(told, status_code=303)


@router.post("/conflicts/{number}")
async def choose_one(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Choose between what stands here and what another library says."""
    refuse_foreign_forms(request)
    theirs = dict(await filled_in(request)).get("choice") == "theirs"
    try:
        await run_in_threadpool(decide, library, actor, number, take_theirs=theirs)
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, trouble=error)
    return RedirectResponse(telling("/exchange", decided=1), status_code=303)


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


async def _page(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    *,
    trouble: KnowledgeBaseError | None = None,
) -> Response:
    return render(
        request,
        "exchange.html",
        status=status_of(trouble) if trouble else 200,
        headers={"cache-control": "no-store"},
        overview=await run_in_threadpool(overview, library, actor),
        tiers=tuple(Tier),
        notice_labels=NOTICE_LABELS,
        most=MOST_LINES,
        trouble=trouble.detail if trouble else "",
        done={
            each: number_in(request.query_params.get(each)) for each in (*_TOLD, "left", "again")
        },
    )


async def _answering(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    params = request.query_params
    asked = (params.get("sender", ""), params.get("request", ""))
    known = await run_in_threadpool(requests_of_others, library)
    found = [each for each in known if (each.notice.sender, each.notice.key) == asked]
    if not found:
        return RedirectResponse("/exchange", status_code=303)
    content = found[0].content
    wanted = params.get("find", "").strip() or content.number or content.title
    return render(
        request,
        "exchange_answer.html",
        asked=found[0],
        wanted=wanted,
        offered=await run_in_threadpool(offered_documents, library, actor, wanted),
    )


def _chosen(pairs: Iterable[tuple[str, str]]) -> list[tuple[NoticeKind, str]]:
    return [choice for name, value in pairs if name == "given" and (choice := _choice(value))]


def _choice(value: str) -> tuple[NoticeKind, str] | None:
    kind, parted, key = value.partition(":")
    return (NoticeKind(kind), key) if parted and kind in tuple(NoticeKind) else None


async def _share_form(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    ids: Sequence[str],
    back: str,
    *,
    trouble: KnowledgeBaseError | None = None,
    typed: tuple[str, str] = (Tier.CATALOGUE.value, ""),
) -> Response:
    chosen = await run_in_threadpool(choose, library, actor, list(ids)[:MOST_CHOSEN])
    return render(
        request,
        "exchange_share.html",
        status=status_of(trouble) if trouble else 200,
        chosen=chosen,
        back=back,
        tiers=tuple(Tier),
        tier=typed[0],
        abstract=typed[1],
        longest=LONGEST_ABSTRACT,
        trouble=trouble.detail if trouble else "",
    )


async def _preview(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    package: str,
    *,
    trouble: KnowledgeBaseError | None = None,
) -> Response:
    found = await run_in_threadpool(preview_package, library, actor, package)
    lines = sorted(found.comparison.lines, key=_weight)
    return render(
        request,
        "exchange_preview.html",
        status=status_of(trouble) if trouble else 200,
        headers={"cache-control": "no-store"},
        preview=found,
        removed=found.comparison.removed,
        lines=lines[:MOST_LINES],
        left_out=max(len(lines) - MOST_LINES, 0),
        trouble=trouble.detail if trouble else "",
    )


_ORDER = (
    Change.CONFLICT,
    Change.REMOVED,
    Change.WITHDRAWN,
    Change.UPDATED,
    Change.NEW,
    Change.OWN,
    Change.SAME,
)


def _weight(line: Line) -> int:
    """Put what needs a look first."""
    return _ORDER.index(line.change)
