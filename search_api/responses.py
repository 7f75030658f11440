"""Answers that are already bytes, and the pool for engines that take their time."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.actor import Actor
from indexer.library import Library

P = ParamSpec("P")
T = TypeVar("T")

_FAST_ENGINE = "tantivy"  # sub-millisecond: a thread would cost more than the call


def json_response(
    value: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Write *value* as JSON."""
    return Response(orjson.dumps(value), status, headers, media_type="application/json")


async def answer(
    library: Library, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Call what asks the engine: at once, or in a thread where the engine is slow."""
    if library.engine == _FAST_ENGINE:
        return function(*args, **kwargs)
    return await run_in_threadpool(function, *args, **kwargs)


async def answer_on(
    on: date | None,
    library: Library,
    function: Callable[Concatenate[Library, Actor, P], T],
    actor: Actor,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """
    Call what searches: in a thread while something of the whole library is to be gathered.

    Args:
        on: The day on which standings are asked for; today when not given.
        library: Where to search.
        function: Takes library, actor, and the rest.
        actor: Who asks.
        args: The rest.
        kwargs: The rest.
    """
    if library.finder.is_ready(actor, on):
        return await answer(library, function, library, actor, *args, **kwargs)
    return await run_in_threadpool(function, library, actor, *args, **kwargs)


async def answer_by_names(
    library: Library, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Call what asks the names too: in a thread while they are being made, after the start."""
    if library.names.are_there:
        return await answer(library, function, *args, **kwargs)
    return await run_in_threadpool(function, *args, **kwargs)
