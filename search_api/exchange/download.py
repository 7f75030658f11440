"""A package made for whoever asks, as HTTP gives it."""

from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from corpus.actor import Actor
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.identity import named
from search_api.exchange.packing import pack
from search_api.exchange.workroom import OUTGOING, Workroom

ENDING = "xjx"


def package_response(library: Library, actor: Actor, *, may_be_empty: bool = False) -> FileResponse:
    """Pack what is shared; the file goes once it was sent."""
    only_keepers(actor)
    own = named(library)
    room = Workroom.open(library, OUTGOING)
    target = room.folder / f"package.{ENDING}"
    try:
        made = pack(library, actor, target, may_be_empty=may_be_empty)
    except BaseException:
        room.close()
        raise
    name = quote(f"{own.name}-第{made.serial}号.{ENDING}", safe="")
    headers = {
        "content-disposition": (
            f"attachment; filename=\"xuejian-{made.serial}.{ENDING}\"; filename*=UTF-8''{name}"
        ),
        "cache-control": "no-store",
    }
    return FileResponse(
        target,
        headers=headers,
        media_type="application/zip",
        background=BackgroundTask(room.close),
    )
