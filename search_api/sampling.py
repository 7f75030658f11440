"""The bundled samples: out with one request, and back with another."""

from corpus.actor import Actor
from indexer.ingest.intake import add_samples
from indexer.ingest.removal import remove_samples
from indexer.ingest.report import State
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


def restore_samples(library: Library, actor: Actor) -> int:
    """
    Take the samples in again, and give how many came; ends when they can be found.

    Raises:
        Forbidden: The actor may not change the library.
    """
    _require_keeper(actor)
    return add_samples(library).counts[State.INDEXED]


def _require_keeper(actor: Actor) -> None:
    if actor.role != "keeper":
        raise Forbidden
