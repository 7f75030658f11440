"""The ledger of proposals as a workbook: what goes out, and what comes in."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.export.responses import exported_response
from search_api.ledger.book import LARGEST_BOOK
from search_api.ledger.proposal import Proposal
from search_api.ledger.proposal_sheet import (
    SHEET,
    changes_told,
    proposals_workbook,
    receive_proposals,
)
from search_api.ledger.proposals import PROPOSALS
from search_api.ledger.reading import Reading
from search_api.ledger.taking_back import Outcome, TakenBack, newest_imports, take_back
from search_api.ledger.taking_in import TakenIn
from search_api.problems import status_of
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.sent import sent_bytes
from web.multipart import read_multipart
from web.templating import render

HERE = "/proposals/sheet"
_NOTHING_TAKEN = TakenIn()
_NOTHING_CHOSEN = "还没有选文件。请先选一个 .xlsx 表格。"

router = APIRouter(prefix=HERE)


@router.get("", name="proposal_sheet")
async def sheet(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what goes out and comes in, and what came in last."""
    return await _page(request, library, actor)


@router.get("/names.xlsx", name="proposals_with_names")
async def with_names(library: LibraryDep, actor: ActorDep) -> Response:
    """Give the ledger with the names of those who signed, for its keeper alone."""
    made = await run_in_threadpool(lambda: proposals_workbook(library, actor, names=True))
    return exported_response(made)


@router.post("")
async def take_in(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Check a workbook, and take it in where that is wanted and may be."""
    refuse_foreign_forms(request)
    try:
        body = await sent_bytes(request, LARGEST_BOOK + 10_000, "请去掉图片，或分成几份。")
        given = read_multipart(request.headers.get("content-type", ""), body)
        file = given.get("file")
        if file is None or not file.content:
            return await _page(request, library, actor, trouble=_NOTHING_CHOSEN, status=422)
        reading, taken = await run_in_threadpool(
            lambda: receive_proposals(
                library, actor, file.content, check="check" in given, skip="skip" in given
            )
        )
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, trouble=error.detail, status=status_of(error))
    return await _page(
        request,
        library,
        actor,
        name=file.file_name or "",
        reading=reading,
        taken=taken,
        is_check="check" in given,
        is_skipping="skip" in given,
        status=422 if reading.refused and not taken.written and "check" not in given else 200,
    )


@router.post("/{number}/take-back")
async def take_import_back(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Take an import back, and tell what was left alone."""
    refuse_foreign_forms(request)
    try:
        found = await run_in_threadpool(take_back, library, actor, PROPOSALS, number)
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, trouble=error.detail, status=status_of(error))
    return await _page(request, library, actor, undone=found)


async def _page(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    *,
    trouble: str = "",
    status: int = 200,
    name: str = "",
    reading: Reading[Proposal] | None = None,
    taken: TakenIn = _NOTHING_TAKEN,
    undone: TakenBack[Proposal] | None = None,
    is_check: bool = False,
    is_skipping: bool = False,
) -> Response:
    return render(
        request,
        "proposal_sheet.html",
        status=status,
        headers={"cache-control": "no-store"},
        active="proposals",
        trouble=trouble,
        name=name,
        reading=reading,
        taken=taken,
        undone=undone,
        outcomes=Outcome,
        imports=await run_in_threadpool(newest_imports, library, actor, PROPOSALS),
        changes=changes_told(reading) if reading else (),
        is_check=is_check,
        is_skipping=is_skipping,
        columns=tuple(SHEET.columns(names=False).values()),
    )
