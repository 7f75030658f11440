"""Answering what other libraries ask for."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.exchange.answering import answer_request
from search_api.exchange.noticed import requests_of_others
from search_api.security import refuse_foreign_forms
from web.exchanging import show_exchange
from web.offering import offered_documents
from web.posting import filled_in, telling
from web.templating import render

router = APIRouter(prefix="/exchange")


@router.get("/answer", name="answer_request")
async def answer_form(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Look for the document that answers what another library asks for."""
    return await _answering(request, library, actor)


@router.post("/answer")
async def answer(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Answer with a document."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    sender, asked = given.get("sender", ""), given.get("request", "")
    document, words = given.get("document", ""), given.get("words", "")
    try:
        await run_in_threadpool(answer_request, library, actor, sender, asked, document, words)
    except KnowledgeBaseError as error:
        return await show_exchange(request, library, actor, trouble=error)
    return RedirectResponse(telling("/exchange", answered=1), status_code=303)


async def _answering(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    params = request.query_params
    asked = (params.get("sender", ""), params.get("request", ""))
    known = await run_in_threadpool(requests_of_others, library)
    found = [each for each in known if (each.notice.sender, each.notice.key) == asked]
    if not found:
        return RedirectResponse("/exchange", status_code=303)
    content = found[0].content
    wanted = params.get("find", "").strip() or content.number or content.title
    return render(
        request,
        "exchange_answer.html",
        active="exchange",
        asked=found[0],
        wanted=wanted,
        offered=await run_in_threadpool(offered_documents, library, actor, wanted),
    )
