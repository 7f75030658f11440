"""专题: the list of themes, and the desk on which one is put together."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import PaperNotFound
from search_api.access import ActorDep, LibraryDep
from search_api.exchange.noticed import themes_of_others
from search_api.saving import default_name, saved_searches
from search_api.security import refuse_foreign_forms
from search_api.study.collecting import collection
from search_api.study.shelf import Opened
from search_api.study.values import LONGEST_TITLE
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
from web.desk import Asked, Desk, Sent
from web.desk_routes import add_desk_routes
from web.forms import address, number_in
from web.offering import offered_documents
from web.paper_verbs import Verb
from web.posting import filled_in, telling
from web.templating import render
from web.theme_form import act_on_theme, touched, typed_theme

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


class ThemeDesk(Desk[Theme]):
    """Where a theme is put together; who reads another's is led to its page."""

    shelf = THEMES
    here = HERE
    template = "theme.html"
    active = "themes"
    longest = LONGEST_THEME

    def context(
        self, library: LibraryDep, actor: ActorDep, opened: Opened[Theme], asked: Asked
    ) -> Mapping[str, Any]:
        """Give its parts with what became of them, and what can be put into them."""
        publication = publication_of(library, opened.paper.id)
        search = opened.content.search
        return {
            "shown": show_own(library, actor, opened, publication),
            "suggested": suggest_for_theme(library, actor, opened.content),
            "search_name": default_name(search.form) if search else "",
            "search_address": address("/search", search.form) if search else "",
            "publication": publication,
            "collected": collection(library, actor).kept,
            "searches": saved_searches(library, actor),
            "offered": offered_documents(library, actor, asked.wanted),
            "removal": _removal(library, actor, opened, asked.told["removed"]),
            "actor": actor,
            "part_labels": PART_LABELS,
        }

    def read(self, content: Theme, given: Mapping[str, str]) -> Theme:
        """Put what was typed over a theme."""
        return typed_theme(content, given)

    def act(self, library: LibraryDep, actor: ActorDep, content: Theme, sent: Sent) -> Theme:
        """Put something into it, order it, or take out of it."""
        return act_on_theme(library, actor, content, sent.act, sent.ticked)

    def then(
        self, library: LibraryDep, actor: ActorDep, kept: Opened[Theme], sent: Sent
    ) -> Mapping[str, object]:
        """Publish it."""
        if sent.act != "publish":
            return {}
        publish_theme(library, actor, kept.paper.id, revision=kept.paper.revision)
        return {"published": 1}

    def anchor(self, kept: Theme, sent: Sent) -> str:
        """Give the part or the item; the top where it is told how to undo."""
        return "" if sent.verb in ("remove", "renew") else touched(sent.act)

    def verbs(self) -> Mapping[str, Verb]:
        """Add the order in which themes are read, and the end of being read."""
        return {**super().verbs(), "withdraw": _withdraw, "up": _up, "down": _down}

    def elsewhere(self, library: LibraryDep, number: int) -> str | None:
        """Give the page of a theme that is published."""
        is_read = publication_of(library, number) is not None
        return f"{HERE}/{number}/view" if is_read else None


def _removal(
    library: LibraryDep, actor: ActorDep, opened: Opened[Theme], revision: int | None
) -> str:
    """Say what was removed after a revision; empty for nothing, or where it is kept no more."""
    if revision is None:
        return ""
    try:
        before = THEMES.at_version(library, actor, opened.paper.id, revision)
    except PaperNotFound:
        return ""
    return told_removal(before, opened.content)


def _withdraw(library: LibraryDep, actor: ActorDep, number: int, given: Mapping[str, str]) -> str:
    withdraw_theme(library, actor, number)
    return telling(f"{HERE}/{number}", withdrawn=1) if given.get("from") == "desk" else HERE


def _up(library: LibraryDep, actor: ActorDep, number: int, _: Mapping[str, str]) -> str:
    move_theme(library, actor, number, -1)
    return f"{HERE}#t{number}"


def _down(library: LibraryDep, actor: ActorDep, number: int, _: Mapping[str, str]) -> str:
    move_theme(library, actor, number, 1)
    return f"{HERE}#t{number}"


add_desk_routes(router, ThemeDesk())
