"""What every kind of paper can be asked for that does not speak of its content."""

from typing import Annotated, TypeVar

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.actor import Actor
from corpus.catalogue.column_types import LARGEST_INTEGER
from indexer.library import Library
from search_api.access import ActorDep, LibraryDep
from search_api.responses import json_response
from search_api.security import refuse_foreign_forms
from search_api.study.genuine import genuine
from search_api.study.schemas import opened_object, paper_object, version_object
from search_api.study.shelf import Opened, Shelf
from search_api.study.values import Content

C = TypeVar("C", bound=Content)

Number = Annotated[int, Path(ge=1, le=LARGEST_INTEGER, description="编号")]
Revision = Annotated[int, Field(ge=1, le=LARGEST_INTEGER)]


def made_by_program(library: Library, actor: Actor, shelf: Shelf[C], content: C) -> Opened[C]:
    """Keep what a program sends as a new paper, its quotations held to the library."""
    return shelf.make(library, actor, genuine(library, actor, content))


def changed_by_program(
    library: Library, actor: Actor, shelf: Shelf[C], number: int, content: C, revision: int
) -> Opened[C]:
    """Keep what a program sends in the place of a paper, its new quotations held to the library."""
    known = shelf.open(library, actor, number).content
    told = genuine(library, actor, content, known)
    return shelf.change(library, actor, number, told, revision=revision)


def add_paper_routes(router: APIRouter, shelf: Shelf[C], word: str) -> None:
    """
    Add the routes that list, open, copy, remove and restore papers, and keep their versions.

    Args:
        router: Of the kind; its prefix is what the kind is called in addresses.
        shelf: All papers of the kind.
        word: What the kind is called in Chinese.
    """
    kind = shelf.kind.value

    @router.get("", summary=f"本人的{word}", name=f"api_{kind}s")
    async def listed(library: LibraryDep, actor: ActorDep) -> Response:
        """最近改过的在前；不含内容。"""
        found = await run_in_threadpool(shelf.all, library, actor)
        return json_response({f"{kind}s": [paper_object(each) for each in found]})

    @router.get("/{number}", summary=f"一份{word}", name=f"api_{kind}")
    async def opened(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
        """全部内容；`revision` 是版次，改的时候要带上。"""
        found = await run_in_threadpool(shelf.open, library, actor, number)
        return json_response(opened_object(found))

    @router.delete("/{number}", summary=f"移除{word}", name=f"api_remove_{kind}")
    async def remove(
        number: Number, request: Request, library: LibraryDep, actor: ActorDep
    ) -> Response:
        """可以恢复。"""
        refuse_foreign_forms(request)
        gone = await run_in_threadpool(shelf.remove, library, actor, number)
        return json_response({"removed": paper_object(gone)})

    @router.post("/{number}/restore", summary=f"恢复移除的{word}", name=f"api_restore_{kind}")
    async def restore(
        number: Number, request: Request, library: LibraryDep, actor: ActorDep
    ) -> Response:
        """原样恢复。"""
        refuse_foreign_forms(request)
        back = await run_in_threadpool(shelf.restore, library, actor, number)
        return json_response(opened_object(back))

    @router.post("/{number}/copy", summary=f"复制{word}", name=f"api_copy_{kind}")
    async def copy(
        number: Number, request: Request, library: LibraryDep, actor: ActorDep
    ) -> Response:
        """另存一份，标题后加“（副本）”。"""
        refuse_foreign_forms(request)
        made = await run_in_threadpool(shelf.copy, library, actor, number)
        return json_response(opened_object(made), status=201)

    _add_version_routes(router, shelf)


def _add_version_routes(router: APIRouter, shelf: Shelf[C]) -> None:
    kind = shelf.kind.value

    @router.get("/{number}/versions", summary="保存的版本", name=f"api_{kind}_versions")
    async def versions(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
        """新的在前。"""
        found = await run_in_threadpool(shelf.versions, library, actor, number)
        return json_response({"versions": [version_object(each) for each in found]})

    @router.post("/{number}/versions", summary="保存现在的版本", name=f"api_keep_{kind}_version")
    async def keep_version(
        number: Number,
        request: Request,
        library: LibraryDep,
        actor: ActorDep,
        name: Annotated[str, Body(embed=True, description="名称，可以为空")] = "",
    ) -> Response:
        """以后可以恢复到这个样子。"""
        refuse_foreign_forms(request)
        await run_in_threadpool(shelf.keep_version, library, actor, number, name)
        return await versions(number, library, actor)

    @router.post("/{number}/back", summary="恢复旧版本", name=f"api_{kind}_back")
    async def go_back(
        number: Number,
        revision: Annotated[int, Query(ge=1, le=LARGEST_INTEGER, description="保存的版本的版次")],
        request: Request,
        library: LibraryDep,
        actor: ActorDep,
    ) -> Response:
        """现在的样子先存成一个版本，所以还可以再回来。"""
        refuse_foreign_forms(request)
        back = await run_in_threadpool(shelf.go_back, library, actor, number, revision)
        return json_response(opened_object(back))
