"""The page of the exchange, to which the pages around it come back."""

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.card import Tier
from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.exchange.notice import NOTICE_LABELS
from search_api.exchange.overview import overview
from search_api.exchange.refusing import NothingToGive
from search_api.exchange.task import TaskKind, TaskState
from search_api.problems import status_of
from web.forms import number_in
from web.templating import render

MOST_LINES = 500  # of a preview, or of what is shared, on its page
_TOLD = (  # what an address tells the page
    "shared",
    "withdrawn",
    "decided",
    "given",
    "answered",
    "again",
)


async def show_exchange(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    *,
    trouble: KnowledgeBaseError | None = None,
) -> Response:
    """Show it."""
    return render(
        request,
        "exchange.html",
        active="exchange",
        status=status_of(trouble) if trouble else 200,
        headers={"cache-control": "no-store"},
        overview=await run_in_threadpool(overview, library, actor),
        tiers=tuple(Tier),
        notice_labels=NOTICE_LABELS,
        most=MOST_LINES,
        trouble=trouble.detail if trouble else "",
        is_empty=isinstance(trouble, NothingToGive),
        states=TaskState,
        kinds=TaskKind,
        done={each: number_in(request.query_params.get(each)) for each in _TOLD},
    )
