"""资料交换: what is shared and with whom, what goes along, and what is to be decided."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.catalogue.notices import NoticeKind
from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.exchange.deciding import decide
from search_api.exchange.download import package_response
from search_api.exchange.giving import choose_given
from search_api.exchange.identity import name_library
from search_api.security import refuse_foreign_forms
from web.exchanging import show_exchange
from web.posting import filled_in, telling

router = APIRouter(prefix="/exchange")

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("", name="exchange")
async def page(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what is shared and with whom."""
    return await show_exchange(request, library, actor)


@router.post("/name")
async def name(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Say how this library is called."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    try:
        await run_in_threadpool(name_library, library, actor, given.get("name", ""))
    except KnowledgeBaseError as error:
        return await show_exchange(request, library, actor, trouble=error)
    return RedirectResponse("/exchange", status_code=303)


@router.post("/pack")
async def pack(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Make a package, to be saved; what is ticked to go along goes."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    if ("chosen", "1") in pairs:
        await run_in_threadpool(choose_given, library, actor, _chosen(pairs))
    try:
        may_be_empty = ("empty", "1") in pairs
        return await run_in_threadpool(package_response, library, actor, may_be_empty=may_be_empty)
    except KnowledgeBaseError as error:
        return await show_exchange(request, library, actor, trouble=error)


@router.post("/given")
async def give(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Let what is ticked go along with the next packages, and nothing else."""
    refuse_foreign_forms(request)
    wanted = _chosen(await filled_in(request))
    count = await run_in_threadpool(choose_given, library, actor, wanted)
    return RedirectResponse(telling("/exchange", given=count), status_code=303)


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
        return await show_exchange(request, library, actor, trouble=error)
    return RedirectResponse(telling("/exchange", decided=1), status_code=303)


def _chosen(pairs: Iterable[tuple[str, str]]) -> list[tuple[NoticeKind, str]]:
    return [choice for name, value in pairs if name == "given" and (choice := _choice(value))]


def _choice(value: str) -> tuple[NoticeKind, str] | None:
    kind, parted, key = value.partition(":")
    return (NoticeKind(kind), key) if parted and kind in tuple(NoticeKind) else None
