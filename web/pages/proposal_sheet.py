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
from search_api.ledger.reading import Reading
from search_api.problems import status_of
from search_api.security import refuse_foreign_forms
from search_api.sent import sent_bytes
from web.multipart import read_multipart
from web.templating import render

HERE = "/proposals/sheet"
_NOTHING_CHOSEN = "还没有选文件。请先选一个 .xlsx 表格。"

router = APIRouter(prefix=HERE)


@router.get("", name="proposal_sheet")
async def sheet(request: Request) -> Response:
    """Show what goes out and comes in."""
    return _page(request)


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
            return _page(request, trouble=_NOTHING_CHOSEN, status=422)
        reading, written = await run_in_threadpool(
            lambda: receive_proposals(
                library, actor, file.content, check="check" in given, skip="skip" in given
            )
        )
    except KnowledgeBaseError as error:
        return _page(request, trouble=error.detail, status=status_of(error))
    return _page(
        request,
        name=file.file_name or "",
        reading=reading,
        written=written,
        is_check="check" in given,
        is_skipping="skip" in given,
        status=422 if reading.refused and not written and "check" not in given else 200,
    )


def _page(
    request: Request,
    *,
    trouble: str = "",
    status: int = 200,
    name: str = "",
    reading: Reading[Proposal] | None = None,
    written: int = 0,
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
        written=written,
        changes=changes_told(reading) if reading else (),
        is_check=is_check,
        is_skipping=is_skipping,
        columns=tuple(SHEET.columns(names=False).values()),
    )
