"""引文核对: paste a text or send a file; every quotation beside the library's words."""

from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.problems import NothingToCheck, status_of
from search_api.quotations.checking import LONGEST_TEXT, check_text
from search_api.quotations.commenting import commented
from search_api.quotations.mending import ADVICE, HEADER, mendings, rows, table_name
from search_api.quotations.receiving import body_of, word_response
from search_api.quotations.telling import summary
from search_api.quotations.uploading import text_of_file
from search_api.quotations.verdict import CheckedText, Finding
from search_api.security import refuse_foreign_forms
from search_api.spreadsheet import xlsx_response
from web.differing import given_words, source_words
from web.multipart import Field, read_multipart
from web.templating import render

LONGEST_NAME = 255  # characters of a file's
MOST_SHOWN = 1000  # findings of a page, those with something to mend first

router = APIRouter()


@router.get("/check", name="check")
async def form(request: Request) -> Response:
    """Show the form."""
    return _page(request)


@router.post("/check")
async def check(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """Check what was pasted or sent."""
    refuse_foreign_forms(request)
    typed = ""
    try:
        given = read_multipart(request.headers.get("content-type", ""), await body_of(request))
        typed = given["text"].text if "text" in given else ""
        file = given.get("file")
        text = typed
        if file and file.file_name:
            text = await run_in_threadpool(
                text_of_file, library.settings, file.content, file.file_name
            )
        if not text.strip():
            raise NothingToCheck
        checked = await run_in_threadpool(check_text, library, actor, text)
        if "comments" in given and file and file.file_name:
            made = await run_in_threadpool(commented, library.settings, file.content, checked)
            return word_response(file.file_name, made)
    except KnowledgeBaseError as error:
        return _page(request, typed=typed, trouble=error.detail, status=status_of(error))
    name = (file.file_name if file else "") or _named(given)
    if "table" in given:
        return xlsx_response(table_name(name), HEADER, rows(checked))
    if "mending" in given:
        return _mending(request, name, checked, library.today)
    return _page(request, typed=typed, file_name=name, checked=checked)


def _named(given: Mapping[str, Field]) -> str:
    """Give the name of the file from which a text was read before."""
    return given["name"].text[:LONGEST_NAME] if "name" in given else ""


def _mending(request: Request, name: str, checked: CheckedText, today: date) -> Response:
    """Show what is to be mended, by what is wrong."""
    return render(
        request,
        "check_mending.html",
        headers={"cache-control": "no-store"},
        active="check",
        file_name=name,
        checked=checked,
        summary=summary(checked),
        today=today.isoformat(),
        groups=mendings(checked),
        advice=ADVICE,
        given_words=given_words,
    )


def _page(
    request: Request,
    *,
    typed: str = "",
    trouble: str = "",
    status: int = 200,
    file_name: str = "",
    checked: CheckedText | None = None,
) -> Response:
    shown = _shown(checked) if checked else []
    return render(
        request,
        "check.html",
        status=status,
        headers={"cache-control": "no-store"},
        active="check",
        typed=typed,
        trouble=trouble,
        file_name=file_name,
        checked=checked,
        summary=summary(checked) if checked else "",
        shown=shown,
        left_out=len(checked.findings) - len(shown) if checked else 0,
        given_words=given_words,
        source_words=source_words,
        longest=LONGEST_TEXT,
    )


def _shown(checked: CheckedText) -> list[Finding]:
    """Give the findings to list, in order of the text."""
    found = sorted(checked.findings, key=lambda each: not each.is_to_mend)[:MOST_SHOWN]
    return sorted(found, key=lambda each: each.span.start)
