"""The routes of every desk: it is shown, keeps what is typed on it, and answers its verbs."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import KnowledgeBaseError, PaperNotFound, WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.problems import status_of
from search_api.responses import json_response
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from search_api.study.values import C
from web.desk import Desk, Refused, Sent
from web.forms import number_in
from web.posting import filled_in
from web.templating import render


def add_desk_routes(router: APIRouter, desk: Desk[C]) -> None:
    """Add the routes that show a desk, keep what is typed on it, and answer its verbs."""
    kind = desk.shelf.kind.value

    @router.get("/{number}", name=kind)
    async def show(
        number: Number, request: Request, library: LibraryDep, actor: ActorDep
    ) -> Response:
        """Show the desk."""
        try:
            return await desk.show(request, library, actor, number)
        except PaperNotFound:
            elsewhere = await run_in_threadpool(desk.elsewhere, library, number)
            if elsewhere is None:
                raise
            return RedirectResponse(elsewhere, status_code=303)

    @router.post("/{number}", name=f"change_{kind}")
    async def change(
        number: Number, request: Request, library: LibraryDep, actor: ActorDep
    ) -> Response:
        """Keep what was typed, and do what a button says."""
        refuse_foreign_forms(request)
        sent = _sent(await filled_in(request, longest=desk.longest))
        if "application/json" in request.headers.get("accept", ""):
            revision, _ = await run_in_threadpool(desk.keep, library, actor, number, sent)
            return json_response({"revision": revision})
        try:
            _, to = await run_in_threadpool(desk.keep, library, actor, number, sent)
        except PaperNotFound as error:
            return _gone(request, desk.here, sent, error)
        except KnowledgeBaseError as error:
            return await desk.show(request, library, actor, number, Refused(error, sent.given))
        return RedirectResponse(to, status_code=303)

    _add_verbs(router, desk)


def _add_verbs(router: APIRouter, desk: Desk[C]) -> None:
    verbs = desk.verbs()

    @router.post("/{number}/{verb}", name=f"act_on_{desk.shelf.kind.value}")
    async def act(
        number: Number, verb: str, request: Request, library: LibraryDep, actor: ActorDep
    ) -> Response:
        """Copy, remove or restore a paper, keep or bring back a version, and what else is done."""
        refuse_foreign_forms(request)
        given = dict(await filled_in(request))
        done = verbs.get(verb)
        if done is None:
            return RedirectResponse(f"{desk.here}/{number}", status_code=303)
        try:
            to = await run_in_threadpool(done, library, actor, number, given)
        except WrongValue as error:
            return await desk.show(request, library, actor, number, Refused(error))
        return RedirectResponse(to, status_code=303)


def _sent(pairs: list[tuple[str, str]]) -> Sent:
    ticked = [number for name, value in pairs if name == "item" and (number := number_in(value))]
    return Sent(dict(pairs), tuple(ticked))


def _gone(request: Request, here: str, sent: Sent, error: PaperNotFound) -> Response:
    """Show what was typed for a paper that is there no more, so that it is not lost."""
    return render(
        request,
        "typed.html",
        status=status_of(error),
        typed=sent.given,
        trouble=error.detail,
        here=here,
    )
