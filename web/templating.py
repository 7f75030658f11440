"""Templates, and what they may call."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from corpus.errors import KnowledgeBaseError, QuerySyntaxError
from search_api.access import ActorDep, LibraryDep
from search_api.bodied import body_first
from search_api.browsing import DOORS
from search_api.citing import card_speaker, hit_source
from search_api.exporting import MOST_EXPORTED
from search_api.labels import CLASS_LABELS, DATE_LABELS, METHOD_LABELS, actor_label, told
from search_api.ledger.reminding import count_overdue
from search_api.originals import file_name
from search_api.problems import Problem
from search_api.searching import MOST_CHARACTERS
from search_api.snippets import body, quotable
from search_api.study.newer import newer_kind, newer_lead, newer_name, newer_words
from search_api.study.watching import count_unread
from search_api.version import VERSION
from web.collecting import stretch_value
from web.differing import newer_quotation_words
from web.forms import advanced_address, chosen
from web.marking import marked
from web.writing import day, moment, percent, thousands


@cache
def environment() -> Environment:
    """Give the templates of this process; everything in them is escaped unless it is `Markup`."""
    made = Environment(
        loader=FileSystemLoader(Path(str(files("web"))) / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        thousands=thousands,
        percent=percent,
        moment=moment,
        day=day,
        file_name=file_name,
        chosen=chosen,
    )
    made.globals.update(
        doors=tuple(DOORS.values()),
        class_labels=CLASS_LABELS,
        date_labels=DATE_LABELS,
        method_labels=METHOD_LABELS,
        told=told,
        actor_label=actor_label,
        marked=marked,
        card_speaker=card_speaker,
        hit_source=hit_source,
        body_first=body_first,
        quotable=quotable,
        body=body,
        stretch_value=stretch_value,
        newer_kind=newer_kind,
        newer_lead=newer_lead,
        newer_name=newer_name,
        newer_words=newer_words,
        newer_quotation_words=newer_quotation_words,
        most_exported=MOST_EXPORTED,
        version=VERSION,
    )
    return made


def render(
    request: Request, template: str, *, status: int = 200, headers: Any = None, **context: object
) -> Response:
    """Make a page."""
    common = {
        "request": request,
        "query": request.query_params.get("q", ""),
        "exposed": request.app.state.exposed,
        "active": "",
        "unread": _counted(request, count_unread),
        "overdue": _counted(request, count_overdue),
    }
    html = environment().get_template(template).render({**common, **context})
    return HTMLResponse(html, status, headers)


def render_problem(request: Request, problem: Problem) -> Response:
    """Make the page that tells of a failure and keeps what was typed."""
    asked_plainly = _asked_plainly(request) if problem.code == QuerySyntaxError.code else ""
    advanced = advanced_address(request.query_params.get("q", ""))
    context = {"problem": problem, "asked_plainly": asked_plainly, "advanced": advanced}
    return render(request, "error.html", status=problem.status, **context)


def _counted(request: Request, count: Callable[[LibraryDep, ActorDep], int]) -> int:
    """Count what the head of a page tells of; none where it is not known who asks."""
    actor = getattr(request.state, "actor", None)
    if actor is None:
        return 0
    try:
        return count(request.app.state.library, actor)
    except KnowledgeBaseError:  # the page itself tells of it, or does without
        return 0


def _asked_plainly(request: Request) -> str:
    """Give the address where what was typed is taken for plain words; empty if it was already."""
    if request.query_params.get("plain") == "1" or not _takes_a_form(request):
        return ""
    asked = request.url.include_query_params(plain="1").remove_query_params("page")
    return f"{asked.path}?{asked.query}"


def _takes_a_form(request: Request) -> bool:
    if request.url.path.strip("/") not in ("search", *DOORS):
        return False
    typed = request.query_params.get("q", "")
    return len(typed) <= MOST_CHARACTERS and any(letter.isalnum() for letter in typed)
