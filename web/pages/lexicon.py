"""The keeper's lexicon: listed, changed after a preview, taken back; words that were mined."""

import re
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep, only_keepers
from search_api.candidate_words import (
    ORIGIN_LABELS,
    CandidateOrigin,
    MiningState,
    ask_for_mining,
    judge_candidates,
    list_candidates,
)
from search_api.lexicon import (
    KIND_LABELS,
    Actor,
    LexiconEntryNotFound,
    Library,
    Preview,
    WrongValue,
    add_lines,
    kind_of,
    list_entries,
    preview,
    recent_changes,
    remove_entry,
    restore_entry,
    undo_lexicon_change,
    write_line,
)
from search_api.security import refuse_foreign_forms
from web.forms import number_in
from web.posting import filled_in
from web.templating import render

ON_A_PAGE = 50

_BETWEEN = re.compile(r"[|｜;；、，,\s]+")
_EMPTY = {"kind": "term", "word": "", "others": "", "lines": ""}  # the form
_SIGNS = {"equal": "=", "narrower": ">", "related": "~"}

router = APIRouter()


@router.get("/lexicon", name="lexicon")
async def lexicon(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List the entries."""
    return await run_in_threadpool(_page, request, library, actor)


@router.post("/lexicon")
async def add(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Show what was typed as a preview, or add it."""
    refuse_foreign_forms(request)
    given = dict(await filled_in(request))
    lines = given.get("lines", "").strip() or _line(given)
    try:
        if given.get("do") != "add":
            seen = await run_in_threadpool(preview, library, actor, lines)
            return await run_in_threadpool(
                _page, request, library, actor, typed=given, lines=lines, seen=seen
            )
        added = await run_in_threadpool(add_lines, library, actor, lines)
    except WrongValue as error:
        return await run_in_threadpool(
            _page, request, library, actor, typed=given, trouble=error.detail
        )
    number = added.changed.number if added.changed else 0
    return RedirectResponse(f"/lexicon?done={number}", status_code=303)


@router.post("/lexicon/{what}")
async def change(what: str, request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Take an entry out, let it be as it was, or take a change back."""
    refuse_foreign_forms(request)
    only_keepers(actor)
    given = await filled_in(request)
    first = dict(given)
    if what == "candidates":
        return await _judge(request, library, actor, given)
    if what == "mining":
        await run_in_threadpool(ask_for_mining, library, actor)
        return RedirectResponse("/lexicon/candidates", status_code=303)
    if what == "undo":
        number = number_in(first.get("number")) or 0
        changed = await run_in_threadpool(undo_lexicon_change, library, actor, number)
    elif what == "remove":
        changed = await run_in_threadpool(remove_entry, library, actor, first.get("key", ""))
    elif what == "restore":
        changed = await run_in_threadpool(restore_entry, library, actor, first.get("key", ""))
    else:
        raise LexiconEntryNotFound("没有这个操作。请从词库页面上操作。")
    return RedirectResponse(f"/lexicon?done={changed.number}", status_code=303)


@router.get("/lexicon/candidates", name="lexicon_candidates")
async def candidates(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """List what was mined."""
    return await run_in_threadpool(_candidates, request, library, actor)


async def _judge(
    request: Request, library: LibraryDep, actor: ActorDep, given: Sequence[tuple[str, str]]
) -> Response:
    """Take or refuse one word by its button, or all that are ticked."""
    ticked = [word for name, word in given if name == "word"]
    how = next((value for name, value in given if name == "ticked"), "")
    accepted = [word for name, word in given if name == "accept"]
    refused = [word for name, word in given if name == "refuse"]
    accepted += ticked if how == "accept" else []
    refused += ticked if how == "refuse" else []
    try:
        changed = await run_in_threadpool(
            judge_candidates, library, actor, accepted=accepted, refused=refused
        )
    except WrongValue as error:
        return await run_in_threadpool(_candidates, request, library, actor, trouble=error.detail)
    origin = next((value for name, value in given if name == "origin" and value), "")
    back = f"&origin={origin}" if origin in set(CandidateOrigin) else ""
    return RedirectResponse(f"/lexicon/candidates?done={changed.number}{back}", status_code=303)


def _line(given: dict[str, str]) -> str:
    """Write what was filled in as a line."""
    kind, word = given.get("kind", "term"), given.get("word", "").strip()
    if kind == "stop":
        return f"!{word}"
    if kind not in _SIGNS:
        return word
    others = [each for each in _BETWEEN.split(given.get("others", "")) if each]
    sign = _SIGNS[kind]
    return f"{word} {sign} {(f' {sign} ' if kind == 'equal' else ' | ').join(others)}"


def _page(
    request: Request,
    library: Library,
    actor: Actor,
    *,
    typed: dict[str, str] | None = None,
    lines: str = "",
    seen: Preview | None = None,
    trouble: str = "",
) -> Response:
    asked = request.query_params
    kind = asked.get("kind", "") if asked.get("kind", "") in KIND_LABELS else ""
    page = max(number_in(asked.get("page")) or 1, 1)
    look_for, own = asked.get("word", "")[:100], asked.get("own") == "1"
    listed = list_entries(
        library, actor, query=look_for, kind=kind, own=own, page=page, size=ON_A_PAGE
    )
    changes = recent_changes(library, actor)
    done = number_in(asked.get("done"))
    return render(
        request,
        "lexicon.html",
        status=422 if trouble else 200,
        listed=listed,
        kinds=KIND_LABELS,
        kind=kind,
        kind_of=kind_of,
        write_line=write_line,
        look_for=look_for,
        own=own,
        page=page,
        last=-(-listed.total // ON_A_PAGE),
        changes=changes,
        done=next((each for each in changes if each.id == done), None),
        typed={**_EMPTY, **(typed or {})},
        lines=lines,
        seen=seen,
        trouble=trouble,
    )


def _candidates(request: Request, library: Library, actor: Actor, *, trouble: str = "") -> Response:
    asked = request.query_params
    origin = next((each for each in CandidateOrigin if each == asked.get("origin")), None)
    page = max(number_in(asked.get("page")) or 1, 1)
    found = list_candidates(library, actor, origin=origin, page=page, size=ON_A_PAGE)
    done = number_in(asked.get("done"))
    return render(
        request,
        "candidates.html",
        status=422 if trouble else 200,
        found=found,
        under_way=found.mining is not None and found.mining.state is not MiningState.DONE,
        labels=ORIGIN_LABELS,
        origin=origin,
        page=page,
        last=-(-found.total // ON_A_PAGE),
        write_line=write_line,
        done=next((e for e in recent_changes(library, actor) if e.id == done), None),
        trouble=trouble,
    )
