"""Behind each door a list to browse, newest first, without any query."""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.browsing import DOORS, Door
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.narrowing import narrow
from search_api.responses import answer_on
from search_api.searching import SearchForm, Sort, TimedResult, run_search_for_choosing
from search_api.snippets import snippet
from web.forms import form_of, narrowed
from web.listing import Listing, listable, with_facets
from web.oddities import oddities
from web.templating import render

router = APIRouter()

# Door -> the facets that stand open behind it.
_FACETS = {
    "policies": ("document_class", "kind", "issuer", "year"),
    "speeches": ("kind", "year"),
    "experiences": ("region", "industry", "enterprise_type", "year"),
}


@router.get("/policies", name="policies")
@router.get("/speeches", name="speeches")
@router.get("/experiences", name="experiences")
async def browse(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List what lies behind a door."""
    door = DOORS[request.url.path.strip("/")]
    form = with_facets(form_of(request.query_params, sort=Sort.NEWEST), _FACETS[door.name])
    if within := request.query_params.get("within", "").strip():
        return narrowed(request.url.path, form, narrow(form, within), sort=Sort.NEWEST)
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    timed = await answer_on(form.on, library, _behind, actor, door, listable(form))
    return render(
        request,
        "door.html",
        headers=fresh_headers(tag),
        active=door.name,
        door=door,
        listing=Listing(
            request.url.path,
            form,
            timed,
            sort=Sort.NEWEST,
            fixed=door.classes,
            usual=_FACETS[door.name],
            passed_over=oddities(request.query_params),
        ),
        snippet=snippet,
    )


def _behind(library: LibraryDep, actor: ActorDep, door: Door, form: SearchForm) -> TimedResult:
    chosen = form.filters.get("document_class", ())
    classes = tuple(each for each in chosen if each in door.classes) or door.classes
    bound = replace(form, filters={**form.filters, "document_class": classes})
    return run_search_for_choosing(library, actor, bound)
