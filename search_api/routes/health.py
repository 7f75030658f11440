"""Whether the service lives, whether it can answer, and what it counts."""

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.catalogue import documents
from indexer.library import Library
from search_api.access import LibraryDep
from search_api.metrics import Metrics
from search_api.responses import json_response
from search_api.version import VERSION

router = APIRouter(tags=["运行"])


@router.get("/healthz", summary="进程是否活着")
async def healthz() -> Response:
    """只要进程在，就答 200。"""
    return json_response({"status": "ok", "version": VERSION})


@router.get("/readyz", summary="是否能检索")
async def readyz(library: LibraryDep) -> Response:
    """目录库和索引都打得开，才答 200；否则答 503 和原因。"""
    await run_in_threadpool(_open_both, library)
    return json_response({"status": "ok", "index": library.index.version})


def _open_both(library: Library) -> None:
    library.index.reader()
    with library.catalogue.read():
        return


@router.get("/metrics", summary="运行指标")
async def metrics(request: Request, library: LibraryDep) -> Response:
    """Prometheus 文本格式；多个工作进程时，各进程各自计数。"""
    figures: Metrics = request.app.state.metrics
    count = await run_in_threadpool(_count_documents, library)
    content = figures.expose(
        documents=count, index_version=library.index.version, engine=library.engine
    )
    return Response(content, media_type=CONTENT_TYPE_LATEST)


def _count_documents(library: Library) -> int:
    with library.catalogue.read() as connection:
        return sum(documents.count_by_class(connection).values())
