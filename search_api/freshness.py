"""Weak ETags: an answer is the same while nothing that it came from has changed."""

import hashlib
from collections.abc import Mapping

from fastapi import Request
from starlette.responses import Response

from corpus.actor import Actor
from corpus.catalogue import entries
from corpus.catalogue.revision import revision
from corpus.errors import IndexOutOfDate
from indexer.library import Library
from search_api.study.watching import count_unread
from search_api.version import VERSION


def version_tag(library: Library, actor: Actor) -> str:
    """
    Name the state of everything that an answer comes from.

    That is the index, the catalogue, the registers, the lexicon, the vectors, what the actor may
    see, the day (a document comes into force on one), and the program itself.
    """
    seen = "*" if actor.visible_to is None else ",".join(sorted(actor.visible_to))
    parts = (
        VERSION,
        _index_version(library),
        library.catalogue.recall(revision),
        library.catalogue.recall(entries.state),
        library.analyser.lexicon.revision,
        library.nearest.version,
        seen,
        library.today.isoformat(),
        str(count_unread(library, actor)),
    )
    return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]}"'


def not_modified(request: Request, tag: str) -> Response | None:
    """Give a 304 when the asker has this state already."""
    known = request.headers.get("if-none-match", "")
    if tag in (each.strip() for each in known.split(",")) or known.strip() == "*":
        return Response(status_code=304, headers=fresh_headers(tag))
    return None


def fresh_headers(tag: str) -> Mapping[str, str]:
    """Give the headers that let an asker keep an answer, and ask whether it still holds."""
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


def _index_version(library: Library) -> str:
    try:
        library.index.reader()  # sees the newest commit
    except IndexOutOfDate:
        return "none"
    return library.index.version
