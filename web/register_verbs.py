"""What the page of any register does with an entry, whatever it holds: removes and restores it."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from search_api.access import ActorDep, LibraryDep
from search_api.ledger.filed import F
from search_api.ledger.ledger import Ledger
from search_api.routes.papers import Number
from search_api.security import refuse_foreign_forms
from web.posting import telling

_NOTHING: Mapping[str, str] = {}


def add_register_verbs(
    router: APIRouter, ledger: Ledger[F], here: str, *, told: Mapping[str, str] = _NOTHING
) -> None:
    """
    Add the routes that take an entry out of its register, and bring it back.

    Args:
        router: Of the pages.
        ledger: All entries of the register.
        here: Address of their list, which tells of a removal and offers to undo it.
        told: What the address of the desk says after a restoration.
    """
    at = here.removeprefix(router.prefix)

    @router.post(f"{at}/{{number}}/remove")
    async def remove(
        number: Number, request: Request, library: LibraryDep, actor: ActorDep
    ) -> Response:
        """Take it out of the register; it can be restored at once."""
        refuse_foreign_forms(request)
        await run_in_threadpool(ledger.remove, library, actor, number)
        return RedirectResponse(telling(here, removed=number), status_code=303)

    @router.post(f"{at}/{{number}}/restore")
    async def restore(
        number: Number, request: Request, library: LibraryDep, actor: ActorDep
    ) -> Response:
        """Bring it back."""
        refuse_foreign_forms(request)
        await run_in_threadpool(ledger.restore, library, actor, number)
        return RedirectResponse(telling(f"{here}/{number}", **told), status_code=303)
