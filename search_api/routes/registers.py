"""What every register can be asked for that does not speak of what its entries hold."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.ledger.filed import F
from search_api.ledger.ledger import Ledger
from search_api.ledger.schemas import filed_object, history_object
from search_api.responses import json_response
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms


def add_register_routes(router: APIRouter, ledger: Ledger[F], word: str) -> None:
    """
    Add the routes that open, remove and restore entries, and tell their history.

    Args:
        router: Of the register; its prefix is what the register is called in addresses.
        ledger: All entries of the register.
        word: What an entry is called in Chinese.
    """
    kind = ledger.register.value

    @router.get("/{number}", summary=f"一条{word}", name=f"api_{kind}")
    async def opened(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
        """全部内容；`revision` 是版次，改的时候要带上。"""
        found = await run_in_threadpool(ledger.open, library, actor, number)
        return json_response(filed_object(ledger, found, library.today))

    @router.get("/{number}/history", summary=f"{word}的办理记录", name=f"api_{kind}_history")
    async def history(number: Number, library: LibraryDep, actor: ActorDep) -> Response:
        """每次改动：谁、何时、哪一项、由什么改成什么；新的在前。"""
        found = await run_in_threadpool(ledger.history, library, actor, number)
        return json_response({"history": history_object(ledger, found)})

    @router.delete("/{number}", summary=f"移除{word}", name=f"api_remove_{kind}")
    async def remove(
        number: Number, request: Request, library: LibraryDep, actor: ActorDep
    ) -> Response:
        """可以恢复；编号不再给别的条目。"""
        refuse_foreign_forms(request)
        gone = await run_in_threadpool(ledger.remove, library, actor, number)
        return json_response({"removed": filed_object(ledger, gone, library.today)})

    @router.post("/{number}/restore", summary=f"恢复移除的{word}", name=f"api_restore_{kind}")
    async def restore(
        number: Number, request: Request, library: LibraryDep, actor: ActorDep
    ) -> Response:
        """原样恢复。"""
        refuse_foreign_forms(request)
        back = await run_in_threadpool(ledger.restore, library, actor, number)
        return json_response(filed_object(ledger, back, library.today))
