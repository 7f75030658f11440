"""引文核对: a text, or a file, whose quotations are compared with the library."""

import json

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.actor import Actor
from corpus.errors import WrongValue
from indexer.library import Library
from search_api.access import ActorDep, LibraryDep
from search_api.problems import NothingToCheck
from search_api.quotations.checking import check_text
from search_api.quotations.commenting import commented
from search_api.quotations.mending import HEADER, rows, table_name
from search_api.quotations.receiving import body_of, word_response
from search_api.quotations.schemas import checked_object
from search_api.quotations.uploading import text_of_file
from search_api.quotations.verdict import CheckedText
from search_api.responses import json_response
from search_api.security import refuse_foreign_forms
from search_api.spreadsheet import xlsx_response

router = APIRouter(tags=["引文核对"])

_TEXT = {"schema": {"type": "object", "properties": {"text": {"type": "string"}}}}
_FILE = {"schema": {"type": "string", "format": "binary"}}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": _TEXT,
            "text/plain": {"schema": {"type": "string"}},
            "application/octet-stream": _FILE,
        },
    }
}


@router.post("/check", summary="核对引文", name="api_check", openapi_extra=_BODY)
async def check(
    request: Request, library: LibraryDep, actor: ActorDep, name: str = Query("", max_length=255)
) -> Response:
    """
    逐句核对一段文字（至多 20 万字）或一个文件里的引文。

    正文是 JSON（`text`）、纯文本，或文件本身（`name` 是文件名）。每句给出 `verdict`：
    same different not_found；`edits` 逐字标出不同之处，`source` 是库中的原文和出处，
    `notices` 说明时效、条号、出处、讲话人等问题和依据。文字和文件都不保存。
    """
    refuse_foreign_forms(request)
    body = await body_of(request)
    checked = await run_in_threadpool(_checked, library, actor, _kind(request), body, name)
    return json_response(checked_object(checked))


@router.post(
    "/check.docx",
    summary="核对引文，交回带批注的 Word 文件",
    name="api_check_docx",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/octet-stream": _FILE}}
    },
)
async def check_docx(
    request: Request, library: LibraryDep, actor: ActorDep, name: str = Query("", max_length=255)
) -> Response:
    """正文是一个 .docx 文件；交回同一个文件，每处要看的句子旁有一条批注。文件不保存。"""
    refuse_foreign_forms(request)
    body = await body_of(request)
    content = await run_in_threadpool(_commented, library, actor, body)
    return word_response(name, content)


@router.post(
    "/check.xlsx", summary="核对引文，列出要改的地方", name="api_check_table", openapi_extra=_BODY
)
async def check_table(
    request: Request, library: LibraryDep, actor: ActorDep, name: str = Query("", max_length=255)
) -> Response:
    """正文同 `/check`；交回一张表：哪里有什么问题，正确的文字和出处，重的在前。"""
    refuse_foreign_forms(request)
    body = await body_of(request)
    checked = await run_in_threadpool(_checked, library, actor, _kind(request), body, name)
    return xlsx_response(table_name(name), HEADER, rows(checked))


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _commented(library: Library, actor: Actor, body: bytes) -> bytes:
    checked = _checked(library, actor, "", body, "a.docx")
    return commented(library.settings, body, checked)


def _checked(library: Library, actor: Actor, kind: str, body: bytes, name: str) -> CheckedText:
    text = _text(kind, body)
    if text is None:
        text = text_of_file(library.settings, body, name)
    if not text.strip():
        raise NothingToCheck
    return check_text(library, actor, text)


def _text(kind: str, body: bytes) -> str | None:
    """Give the text of a body that is one; None for a file."""
    if kind not in ("application/json", "text/plain"):
        return None
    try:
        written = body.decode("utf-8")
        text = json.loads(written)["text"] if kind == "application/json" else written
        text.encode("utf-8")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongValue("看不懂要核对的文字。请用 UTF-8 编码，JSON 里放在 text 下。") from error
    return str(text)
