"""案例草稿: cases that are being written, and their Word files."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep
from search_api.cases.draft import DRAFT_PARTS, CaseDraft
from search_api.cases.drafts import DRAFTS, sources_of_draft
from search_api.security import refuse_foreign_forms
from search_api.study.shelf import Opened
from search_api.study.values import LONGEST_TITLE
from web.desk import Asked, Desk
from web.desk_routes import add_desk_routes
from web.forms import number_in
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


class DraftDesk(Desk[CaseDraft]):
    """Where a case is written."""

    shelf = DRAFTS
    here = HERE
    template = "draft.html"
    active = "experiences"
    longest = LONGEST_DRAFT

    def context(
        self, library: LibraryDep, actor: ActorDep, opened: Opened[CaseDraft], asked: Asked
    ) -> Mapping[str, Any]:
        """Give its parts, and what became of what it rests on."""
        sources = sources_of_draft(library, actor, opened.content)
        return {"view": "drafts", "parts": DRAFT_PARTS, "sources": sources}

    def read(self, content: CaseDraft, given: Mapping[str, str]) -> CaseDraft:
        """Put what was typed over a draft."""
        return with_typed(content, texts_typed(given, "", _LABELS), _LABELS)


add_desk_routes(router, DraftDesk())
