"""高级检索: a form that writes the query, and shows what it writes."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from corpus.errors import QuerySyntaxError, WrongValue
from search_api.access import LibraryDep
from search_api.composing import ADVANCED_NAMES, Advanced, compose
from search_api.searching import SearchForm
from web.forms import address
from web.templating import render

router = APIRouter()


@router.get("/advanced", name="advanced")
async def advanced(request: Request, library: LibraryDep) -> Response:
    """Show the form with the query that it writes; go there when asked to."""
    given = {name: request.query_params.get(name, "").strip() for name in ADVANCED_NAMES}
    asked = Advanced(**{**given, "together": _together(given["together"])})
    written, trouble = "", ""
    try:
        written = compose(asked)
        library.finder.understand(written)
    except (QuerySyntaxError, WrongValue) as error:
        trouble = error.detail
    if written and not trouble and request.query_params.get("go") == "1":
        return RedirectResponse(address("/search", SearchForm(query=written)), status_code=303)
    return render(request, "advanced.html", asked=asked, written=written, trouble=trouble)


def _together(typed: str) -> str:
    return typed if typed in ("同句", "同段") else "同句"
