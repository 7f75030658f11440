"""The bundled samples: out with one request, and back with another."""

from corpus.actor import Actor
from indexer.ingest.intake import add_samples
from indexer.ingest.removal import remove_samples
from indexer.ingest.report import State
from indexer.library import Library
from search_api.access import only_keepers


def remove_all_samples(library: Library, actor: Actor) -> int:
    """
    Take every sample out, and give how many went.

    Raises:
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    return remove_samples(library)


def restore_samples(library: Library, actor: Actor) -> int:
    """
    Take the samples in again, and give how many came; ends when they can be found.

    Raises:
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    return add_samples(library).counts[State.INDEXED]
