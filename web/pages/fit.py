"""我们的情况: the cases that fit what an enterprise describes."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.errors import WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.cases.fitting import Fit, fit
from search_api.cases.situation import (
    FIELDS_OF_SITUATION,
    LONGEST,
    Situation,
    read_situation,
)
from search_api.ledger.recommended import RecommendedCase, recommended_among
from search_api.security import refuse_foreign_forms
from search_api.vocabularies import choices, schemed
from web.posting import filled_in
from web.templating import render

MOST_SHOWN = 10

router = APIRouter()


@router.get("/cases/fit", name="fit")
async def form(request: Request) -> Response:
    """Show the form."""
    return _page(request, {})


@router.post("/cases/fit")
async def fitting(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List the cases that fit what was filled in."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    try:
        situation = read_situation(
            given.get("text", "").strip(), given, recognised=given.get("recognised") == "1"
        )
    except WrongValue as error:
        return _page(request, given, trouble=error.detail)
    found = await run_in_threadpool(fit, library, actor, situation, most=MOST_SHOWN)
    known = {name: getattr(situation, name) for name in ("text", *FIELDS_OF_SITUATION)}
    ids = [each.opened.case.id for each in found]
    recommended = await run_in_threadpool(recommended_among, library, actor, ids)
    return _page(request, known, situation=situation, fits=found, recommended=recommended)


def _page(
    request: Request,
    given: Mapping[str, str],
    *,
    trouble: str = "",
    situation: Situation | None = None,
    fits: Sequence[Fit] = (),
    recommended: Mapping[str, RecommendedCase] = MappingProxyType({}),
) -> Response:
    return render(
        request,
        "fit.html",
        status=422 if trouble else 200,
        headers={"cache-control": "no-store"},
        active="experiences",
        view="fit",
        given={name: given.get(name, "") for name in ("text", *FIELDS_OF_SITUATION)},
        trouble=trouble,
        situation=situation,
        fits=fits,
        recommended=recommended,
        industries=schemed("industry"),
        types=schemed("enterprise_type"),
        sizes=choices("size"),
        longest=LONGEST,
    )
