"""专题: the list of themes, and the desk on which one is put together."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import ChangedMeanwhile, KnowledgeBaseError, PaperNotFound, WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.exchange.noticed import themes_of_others
from search_api.problems import status_of
from search_api.responses import json_response
from search_api.routes.papers import Number
from search_api.saving import default_name, saved_searches
from search_api.security import refuse_foreign_forms
from search_api.study.collecting import collection
from search_api.study.shelf import LONGEST_TITLE, Opened
from search_api.themes.publishing import (
    move_theme,
    publication_of,
    publish_theme,
    served_themes,
    show_own,
    withdraw_theme,
)
from search_api.themes.removing import told_removal
from search_api.themes.suggesting import suggest_for_theme
from search_api.themes.theme import PART_LABELS, Theme
from search_api.themes.themes import THEMES, begin_theme
from search_api.themes.writing import about_theme
from web.forms import address, number_in
from web.offering import offered_documents
from web.paper_verbs import Verb, paper_verbs
from web.posting import filled_in, telling
from web.session_form import ticked_in
from web.templating import render
from web.theme_form import act_on_theme, kept_as, touched, typed_theme

HERE = "/themes"
LONGEST_THEME = 3_000_000  # bytes of a form

router = APIRouter(prefix=HERE)


@router.get("", name="themes")
async def themes(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List what everyone reads and one's own, and what to begin one with."""
    served = await run_in_threadpool(served_themes, library)
    return render(
        request,
        "themes.html",
        active="themes",
        served=served,
        published={each.publication.number: each.publication for each in served},
        themes=await run_in_threadpool(THEMES.all, library, actor),
        searches=await run_in_threadpool(saved_searches, library, actor),
        others=await run_in_threadpool(themes_of_others, library),
        actor=actor,
        about_theme=about_theme,
        removed=number_in(request.query_params.get("removed")),
    )


@router.post("")
async def make(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Begin a theme: from nothing, or from a saved search."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    if "search" in given:
        search = number_in(given["search"]) or 0
        made = await run_in_threadpool(begin_theme, library, actor, search)
    else:
        title = given.get("title", "").strip()[:LONGEST_TITLE]
        theme = Theme(title=title, on=library.today)
        made = await run_in_threadpool(THEMES.make, library, actor, theme)
    return RedirectResponse(f"{HERE}/{made.paper.id}", status_code=303)


@router.get("/{number}", name="theme")
async def theme(number: Number, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show the desk of one's own theme; who reads another's is led to its page."""
    try:
        return await _desk(request, library, actor, number)
    except PaperNotFound:
        if await run_in_threadpool(publication_of, library, number) is None:
            raise
        return RedirectResponse(f"{HERE}/{number}/view", status_code=303)


@router.post("/{number}")
async def change(
    number: Number, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Keep what was typed, and do what a button says."""
    refuse_foreign_forms(request)
    pairs = await filled_in(request, longest=LONGEST_THEME)
    given, ticked = dict(pairs), ticked_in(pairs)
    wants_json = "application/json" in request.headers.get("accept", "")
    act, revision = given.get("act", ""), number_in(given.get("revision")) or 0

    def keep() -> int:
        kept = THEMES.edit(
            library,
            actor,
            number,
            lambda known: typed_theme(known, given),
            revision=revision,
            then=lambda typed: act_on_theme(library, actor, typed, act, ticked),
            kept_as=kept_as(act),
        )
        if act == "publish":
            publish_theme(library, actor, number, revision=kept.paper.revision)
        return kept.paper.revision

    try:
        kept_revision = await run_in_threadpool(keep)
    except KnowledgeBaseError as error:
        if wants_json:
            raise
        return await _desk(request, library, actor, number, given=given, error=error)
    if wants_json:
        return json_response({"revision": kept_revision})
    return RedirectResponse(_after(number, act, given, kept_revision), status_code=303)


@router.post("/{number}/{verb}")
async def act(
    number: Number, verb: str, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """Copy, remove, restore, move or withdraw one, or keep or bring back a version of it."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    done = _VERBS.get(verb)
    if done is None:
        return RedirectResponse(f"{HERE}/{number}", status_code=303)
    try:
        to = await run_in_threadpool(done, library, actor, number, given)
    except WrongValue as error:
        return await _desk(request, library, actor, number, error=error)
    return RedirectResponse(to, status_code=303)


def _withdraw(library: LibraryDep, actor: ActorDep, number: int, given: Mapping[str, str]) -> str:
    withdraw_theme(library, actor, number)
    return telling(f"{HERE}/{number}", withdrawn=1) if given.get("from") == "desk" else HERE


def _up(library: LibraryDep, actor: ActorDep, number: int, _: Mapping[str, str]) -> str:
    move_theme(library, actor, number, -1)
    return f"{HERE}#t{number}"


def _down(library: LibraryDep, actor: ActorDep, number: int, _: Mapping[str, str]) -> str:
    move_theme(library, actor, number, 1)
    return f"{HERE}#t{number}"


_VERBS: Mapping[str, Verb] = MappingProxyType(
    {**paper_verbs(THEMES, HERE), "withdraw": _withdraw, "up": _up, "down": _down}
)


def _after(number: int, act: str, given: Mapping[str, str], revision: int) -> str:
    """Give the page to show after an act, at what it touched."""
    here, verb = f"{HERE}/{number}", act.partition(":")[0]
    wanted = given.get("find", "").strip()
    if verb == "find" or (wanted and not verb):  # the key Enter in its field says no verb
        return telling(here, find=wanted) + "#find"
    if verb == "publish":
        return telling(here, published=1)
    if verb in ("remove", "renew"):
        return telling(here, **{"removed" if verb == "remove" else "renewed": revision - 1})
    if verb == "to":
        return f"{here}#{touched(act)}"
    return f"{here}#{at}" if (at := touched(act)) else here


def _removal(library: LibraryDep, actor: ActorDep, opened: Opened[Theme], revision: int) -> str:
    """Say what was removed after a revision."""
    try:
        before = THEMES.at_version(library, actor, opened.paper.id, revision)
    except PaperNotFound:  # newer states have taken its place
        return ""
    return told_removal(before, opened.content)


async def _desk(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    number: int,
    *,
    given: Mapping[str, str] | None = None,
    error: KnowledgeBaseError | None = None,
) -> Response:
    is_conflict = isinstance(error, ChangedMeanwhile)
    asked = request.query_params
    wanted = asked.get("find", "").strip()
    removed = number_in(asked.get("removed"))

    def found() -> dict[str, Any]:
        opened = THEMES.open(library, actor, number)
        publication = publication_of(library, number)
        search = opened.content.search
        return {
            "opened": opened,
            "shown": show_own(library, actor, opened, publication),
            "suggested": suggest_for_theme(library, actor, opened.content),
            "search_name": default_name(search.form) if search else "",
            "search_address": address("/search", search.form) if search else "",
            "publication": publication,
            "versions": THEMES.versions(library, actor, number),
            "collected": collection(library, actor).kept,
            "searches": saved_searches(library, actor),
            "offered": offered_documents(library, actor, wanted),
            "removal": _removal(library, actor, opened, removed) if removed else "",
        }

    return render(
        request,
        "theme.html",
        status=status_of(error) if error else 200,
        headers={"cache-control": "no-store"},
        active="themes",
        **await run_in_threadpool(found),
        actor=actor,
        part_labels=PART_LABELS,
        wanted=wanted,
        lost=given if given and is_conflict else {},
        typed=given if given and not is_conflict else {},
        trouble=error.detail if error else "",
        **{
            name: number_in(asked.get(name))
            for name in ("removed", "renewed", "back", "put", "published", "withdrawn")
        },
    )
