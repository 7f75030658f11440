"""A package made for whoever asks, as HTTP gives it."""

import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from corpus.actor import Actor
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.identity import named
from search_api.exchange.packing import pack

ENDING = "xjx"


def package_response(library: Library, actor: Actor) -> FileResponse:
    """Pack what is shared; the file goes once it was sent."""
    only_keepers(actor)
    own = named(library)
    root = library.settings.home / "exchange" / "outgoing"
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=root))
    try:
        made = pack(library, actor, folder / f"package.{ENDING}")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    name = quote(f"{own.name}-第{made.serial}号.{ENDING}", safe="")
    headers = {
        "content-disposition": (
            f"attachment; filename=\"xuejian-{made.serial}.{ENDING}\"; filename*=UTF-8''{name}"
        ),
        "cache-control": "no-store",
    }
    return FileResponse(
        folder / f"package.{ENDING}",
        headers=headers,
        media_type="application/zip",
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )
