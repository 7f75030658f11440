"""Where a document, or words of it, is put into a theme or a study session."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.catalogue.papers import PaperKind
from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.adding import SHELVES, take_back
from search_api.problems import status_of
from search_api.reading import find_document
from search_api.security import refuse_foreign_forms
from search_api.study.quoting import quote, reference_of
from search_api.themes.theme import PART_LABELS, part_for
from web.adding_form import PAGES, UNDONE, add_as_typed, addition_value, read_addition, source_of
from web.posting import filled_in, telling, way_back
from web.templating import render

router = APIRouter(prefix="/documents/{document_id}/adding")


@router.get("", name="adding")
async def choosing(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Ask which theme or session, and which part."""
    return await _page(request, library, actor, document_id, dict(request.query_params))


@router.post("")
async def add(document_id: str, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Put it in, and lead back to the document."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    try:
        added = await run_in_threadpool(add_as_typed, library, actor, document_id, given)
    except KnowledgeBaseError as error:
        return await _page(request, library, actor, document_id, given, error=error)
    back = telling(_back(given, document_id), added=addition_value(added))
    return RedirectResponse(back, status_code=303)


@router.post("/undo")
async def undo(
    document_id: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Take out again what was put in."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    addition = read_addition(given.get("added"))
    if addition is not None:
        try:
            await run_in_threadpool(take_back, library, actor, addition)
        except KnowledgeBaseError as error:
            return await _page(request, library, actor, document_id, given, error=error)
    back = telling(_back(given, document_id), added=UNDONE)
    return RedirectResponse(back, status_code=303)


def _back(given: Mapping[str, str], document_id: str) -> str:
    return way_back(given.get("back") or f"/documents/{document_id}")


async def _page(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    document_id: str,
    given: Mapping[str, str],
    *,
    error: KnowledgeBaseError | None = None,
) -> Response:
    def found() -> dict[str, object]:
        reference = reference_of(find_document(library, actor, document_id))
        source = source_of(document_id, given.get("stretch", ""))
        return {
            "reference": reference,
            "quotation": source.span and quote(library, actor, document_id, source.span),
            "usual": part_for(reference.document_class),
            "papers": {
                kind.value: (name, SHELVES[kind].all(library, actor))
                for kind, (name, _) in PAGES.items()
            },
        }

    return render(
        request,
        "adding.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        **await run_in_threadpool(found),
        typed=given,
        theme=PaperKind.THEME.value,
        part_labels=PART_LABELS,
        back=_back(given, document_id),
        trouble=error.detail if error else "",
    )
