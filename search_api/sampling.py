"""The bundled samples and the themes made of them: out with one request, and back with another."""

from corpus.actor import Actor
from indexer.ingest.intake import Told, add_samples
from indexer.ingest.removal import remove_samples
from indexer.ingest.report import Report, State
from indexer.library import Library
from search_api.access import only_keepers
from search_api.themes.samples import make_sample_themes, remove_sample_themes


def add_all_samples(library: Library, actor: Actor, told: Told | None = None) -> Report:
    """
    Take the samples in, with the themes made of them; ends when all can be found.

    A theme that its owner removed comes back only with samples that were gone too.

    Raises:
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    report = add_samples(library, told)
    make_sample_themes(library, actor, again=report.counts[State.INDEXED] > 0)
    return report


def remove_all_samples(library: Library, actor: Actor) -> int:
    """
    Take every sample out, with the themes made of them, and give how many samples went.

    Raises:
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    remove_sample_themes(library, actor)
    return remove_samples(library)


def restore_samples(library: Library, actor: Actor) -> int:
    """
    Take the samples in again, and give how many came; ends when they can be found.

    Raises:
        Forbidden: The actor may not change the library.
    """
    return add_all_samples(library, actor).counts[State.INDEXED]
