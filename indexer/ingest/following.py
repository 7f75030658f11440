"""Letting index and originals follow a change of the catalogue at once."""

from contextlib import suppress

from corpus.errors import IndexLocked
from indexer.ingest.worker import Worker
from indexer.library import Library


def follow(library: Library) -> None:
    """Let index and originals follow; a worker that is at work already will see to them."""
    with suppress(IndexLocked), Worker.open(library):
        pass  # opening is enough
