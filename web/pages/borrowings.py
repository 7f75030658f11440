"""借鉴清单: what is taken over from cases, by whom and until when."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import KnowledgeBaseError, WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.cases.borrowing import (
    COLUMNS,
    PRACTICE,
    Borrowing,
    with_row,
    with_row_moved,
    without_row,
)
from search_api.cases.borrowings import BORROWINGS, begin_borrowing, offer, states_of
from search_api.problems import status_of
from search_api.security import refuse_foreign_forms
from search_api.study.shelf import Opened
from search_api.study.values import LONGEST_TITLE
from web.desk import Asked, Desk, Sent
from web.desk_routes import add_desk_routes
from web.forms import number_in
from web.posting import filled_in
from web.templating import render

HERE = "/borrowings"
LONGEST_LIST = 1_500_000  # bytes of a form
_STEPS: Mapping[str, int] = {"up": -1, "down": 1}
_TOO_LONG = (
    "没有保存：条件和措施每格最多 2000 字，部门和时限最多 200 字，标题最多 120 字。请写短一些。"
)

router = APIRouter(prefix=HERE)


@router.get("", name="borrowings")
async def borrowings(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List the lists."""
    found = await run_in_threadpool(BORROWINGS.all, library, actor)
    return render(
        request,
        "borrowings.html",
        active="experiences",
        view="borrowings",
        borrowings=found,
        removed=number_in(request.query_params.get("removed")),
    )


@router.get("/new", name="new_borrowing")
async def choose(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the practices of the chosen cases."""
    params = request.query_params
    return await _choosing(request, library, actor, params.getlist("case"), params.get("ours", ""))


@router.post("/new")
async def begin(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Make a list of the chosen practices, or put them into one that is there."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request)
    given = dict(pairs)
    ids = [value for name, value in pairs if name == "case"]
    ours = given.get("ours", "")[:2000]
    try:
        made = await run_in_threadpool(
            lambda: begin_borrowing(
                library,
                actor,
                ids,
                keys=[value for name, value in pairs if name == "practice"],
                ours=ours,
                title=given.get("title", "")[:LONGEST_TITLE],
                into=number_in(given.get("into")),
            )
        )
    except KnowledgeBaseError as error:
        return await _choosing(request, library, actor, ids, ours, error=error)
    return RedirectResponse(f"{HERE}/{made.paper.id}", status_code=303)


async def _choosing(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    ids: list[str],
    ours: str,
    *,
    error: KnowledgeBaseError | None = None,
) -> Response:
    offered = await run_in_threadpool(offer, library, actor, ids)
    known = await run_in_threadpool(BORROWINGS.all, library, actor)
    return render(
        request,
        "borrowing_new.html",
        status=status_of(error) if error else 200,
        active="experiences",
        view="borrowings",
        offered=offered,
        known=known,
        ours=ours,
        trouble=error.detail if error else "",
    )


class BorrowingDesk(Desk[Borrowing]):
    """Where a list is filled in."""

    shelf = BORROWINGS
    here = HERE
    template = "borrowing.html"
    active = "experiences"
    longest = LONGEST_LIST

    def context(
        self, library: LibraryDep, actor: ActorDep, opened: Opened[Borrowing], asked: Asked
    ) -> Mapping[str, Any]:
        """Give its rows with what became of what they quote."""
        return {
            "view": "borrowings",
            "rows": states_of(library, actor, opened.content),
            "columns": COLUMNS,
            "practice": PRACTICE,
        }

    def read(self, content: Borrowing, given: Mapping[str, str]) -> Borrowing:
        """Put what was typed over a list."""
        return _typed(content, given)

    def act(
        self, library: LibraryDep, actor: ActorDep, content: Borrowing, sent: Sent
    ) -> Borrowing:
        """Order its rows, or take one out."""
        place = number_in(sent.of)
        if place is None:
            return content
        if sent.verb == "remove":
            return without_row(content, place)
        return with_row_moved(content, place, _STEPS[sent.verb]) if sent.verb in _STEPS else content

    def then(
        self, library: LibraryDep, actor: ActorDep, kept: Opened[Borrowing], sent: Sent
    ) -> Mapping[str, object]:
        """Tell that it is saved, where nothing else is to be told."""
        return {"saved": 1} if sent.verb == "save" else {}

    def anchor(self, kept: Borrowing, sent: Sent) -> str:
        """Give the row that was moved."""
        place = number_in(sent.of)
        if place is None or sent.verb not in _STEPS:
            return ""
        return f"r{max(0, place + _STEPS[sent.verb])}"


def _typed(known: Borrowing, given: Mapping[str, str]) -> Borrowing:
    """Give a list with what was typed for it."""
    changed = known.model_copy(update={"title": given.get("title", known.title).strip()})
    for place in range(len(known.rows)):
        told = {
            name: given[f"{place}-{name}"].replace("\r\n", "\n")
            for name in COLUMNS
            if f"{place}-{name}" in given
        }
        changed = with_row(changed, place, **told)
    try:
        return Borrowing.model_validate(changed.model_dump(mode="json"))
    except ValidationError as error:
        raise WrongValue(_TOO_LONG) from error


add_desk_routes(router, BorrowingDesk())
