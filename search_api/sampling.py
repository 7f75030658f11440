"""The bundled samples: out with one request, and back with another."""

from corpus.actor import Actor
from indexer.ingest.removal import remove_samples
from indexer.library import Library
from search_api.problems import Forbidden


def remove_all_samples(library: Library, actor: Actor) -> int:
    """
    Take every sample out, and give how many went.

    Raises:
        Forbidden: The actor may not change the library.
    """
    _require_keeper(actor)
    return remove_samples(library)


def restore_samples(library: Library, actor: Actor) -> None:
    """
    Queue the samples again; the worker beside the service takes them in.

    Raises:
        Forbidden: The actor may not change the library.
    """
    _require_keeper(actor)


def _require_keeper(actor: Actor) -> None:
    if actor.role != "keeper":
        raise Forbidden
