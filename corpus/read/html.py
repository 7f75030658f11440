"""Web pages: the main text, and what the page's own table says of it."""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from corpus.errors import DamagedFile, NoText
from corpus.read.compose import Piece, compose
from corpus.read.encoding import decode
from corpus.read.extracted import Extracted
from corpus.read.html_blocks import pieces_of
from corpus.read.html_content import content_of
from corpus.read.html_declared import declared_by, heading_of
from corpus.read.html_lists import Counters
from corpus.read.html_site import site_of

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{3,20})", re.IGNORECASE)
_HEAD_BYTES = 4_096
_TITLE_LINES = 6  # among which a text repeats its page's heading, if it does


def read_html(raw: bytes) -> Extracted:
    """
    Read a web page.

    The metadata goes to `declared` and not into the text; the page's heading comes first in the
    text where the main part does not hold it.

    Raises:
        DamagedFile: No encoding fits.
        NoText: Navigation only.
    """
    text, encoding = decode(raw, declared=_charset(raw))
    try:
        page = LexborHTMLParser(text.replace("\0", ""))
        site = site_of(page, text)
        pieces, declared = _read(page)
    except SelectolaxError as error:
        raise DamagedFile("网页已损坏，无法解析。请用浏览器打开后另存再导入。") from error
    read = compose(pieces, file_format="html", declared=declared, encoding=encoding)
    return replace(read, site=site)


def _charset(raw: bytes) -> str | None:
    head = raw[:_HEAD_BYTES]
    match = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    return match[1].decode("ascii") if match else None


def _read(page: LexborHTMLParser) -> tuple[list[Piece], tuple[tuple[str, str], ...]]:
    body = page.body
    if body is None:
        raise NoText("网页里没有文字。请用浏览器打开后另存为完整网页再导入。")
    heading = heading_of(page)
    declared = declared_by(page)
    pieces = pieces_of(content_of(body), Counters(page.root or body))
    return _with_heading(heading, pieces), declared


def _with_heading(heading: str, pieces: list[Piece]) -> list[Piece]:
    """Put the page's heading first, unless the text begins with it."""
    opening = "".join("".join(piece.text.split()) for piece in pieces[:_TITLE_LINES])
    if "".join(heading.split()) in opening:
        return pieces
    return [Piece(heading, level=1), *pieces]
