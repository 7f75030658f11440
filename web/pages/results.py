"""The results of a search."""

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.loosening import looser_searches
from search_api.meaning import did_you_mean
from search_api.narrowing import narrow
from search_api.past import documents_found, note_in_turn
from search_api.responses import answer, answer_by_names, answer_on
from search_api.saving import LONGEST_NAME, default_name
from search_api.searching import run_search_for_choosing
from search_api.security import is_asked_by_hand
from search_api.snippets import snippet
from web.forms import form_of, narrowed
from web.listing import Listing, listable, with_facets
from web.oddities import oddities
from web.templating import render

router = APIRouter()


@router.get("/search", name="search")
async def results(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List what was found, or say what to ask instead."""
    form = with_facets(form_of(request.query_params))
    passed_over = oddities(request.query_params)
    if within := request.query_params.get("within", "").strip():
        return narrowed(request.url.path, form, narrow(form, within))
    if not (form.query.strip() or form.filters or form.on or passed_over):
        return RedirectResponse("/", status_code=303)
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    timed = await answer_on(form.on, library, run_search_for_choosing, actor, listable(form))
    response = render(
        request,
        "results.html",
        headers=fresh_headers(tag),
        listing=Listing("/search", form, timed, passed_over=passed_over),
        meant=await answer_by_names(library, did_you_mean, library, actor, form, timed.result),
        looser=(
            ()
            if timed.result.hits
            else await answer(library, looser_searches, library, actor, form, timed.result.query)
        ),
        snippet=snippet,
        save_as=default_name(form),
        longest_name=LONGEST_NAME,
    )
    if form.page == 1 and is_asked_by_hand(request):
        response.background = BackgroundTask(
            note_in_turn,
            request.app.state.noting,
            library,
            actor,
            form.query,
            documents_found(form, timed.result),
        )
    return response
