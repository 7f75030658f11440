"""How far the vectors of a library are."""

from dataclasses import dataclass

from corpus.catalogue.wordings import count_passages
from corpus.errors import EncoderUnavailable
from indexer.library import Library
from indexer.semantic.source import BGE, EncoderSource


@dataclass(frozen=True, slots=True)
class VectorCondition:
    """
    How many passages can be found by meaning.

    Attributes:
        made: Passages with a vector.
        passages: Of the whole library.
        trouble: Why none can be made here; None when they can.
    """

    made: int
    passages: int
    trouble: str | None = None


def examine_vectors(library: Library, source: EncoderSource = BGE) -> VectorCondition:
    """Tell how far the vectors of *library* are."""
    with library.catalogue.read() as connection:
        passages = count_passages(connection)
    try:
        source.check(library.settings)
    except EncoderUnavailable as error:
        return VectorCondition(0, passages, error.detail)
    from indexer.semantic.store import VectorStore

    folder = library.settings.vectors / source.name
    store = VectorStore.open_to_read(folder, source.dimensions)
    if store is None:
        return VectorCondition(0, passages)
    made = store.count()
    store.close()
    return VectorCondition(made, passages)
