"""What every route is given: the open library, and the actor who asks; who may change it."""

from typing import Annotated

from fastapi import Depends, Request

from corpus.actor import LOCAL, Actor
from indexer.library import Library
from search_api.problems import Forbidden


async def current_actor(request: Request) -> Actor:
    """Say who asks; without accounts, the one local user. Accounts come in here."""
    request.state.actor = LOCAL  # for the head of the page
    return LOCAL


async def open_library(request: Request) -> Library:
    """Give the library that the app's lifespan has opened."""
    library: Library = request.app.state.library
    return library


def only_keepers(actor: Actor) -> None:
    """
    Let pass only who may change the library.

    Raises:
        Forbidden: The actor is a reader.
    """
    if actor.role != "keeper":
        raise Forbidden


ActorDep = Annotated[Actor, Depends(current_actor)]
LibraryDep = Annotated[Library, Depends(open_library)]


async def keepers_change(request: Request, actor: ActorDep) -> None:
    """
    Let pass who only looks, and whoever may change the library.

    Raises:
        Forbidden: A reader wants to change something.
    """
    if request.method not in ("GET", "HEAD"):
        only_keepers(actor)
