"""Dropping what no document needs any more."""

from corpus.catalogue import outbox
from indexer.library import Library


def sweep(library: Library) -> None:
    """Drop half-written originals, and those whose documents were removed; no others."""
    library.originals.sweep()
    with library.catalogue.read() as connection:
        gone = outbox.originals_to_go(connection)
    if not gone:
        return
    for sha256 in gone:
        library.originals.remove(sha256)
    with library.catalogue.write() as connection:
        outbox.forget_originals(connection, gone)
    library.catalogue.settle()
