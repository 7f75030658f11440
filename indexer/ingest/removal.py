"""Taking documents out: catalogue first, then the index, then the original."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from corpus.catalogue import documents, paths
from corpus.errors import DocumentNotFound, IndexLocked
from indexer.ingest.worker import Worker
from indexer.library import Library


@dataclass(frozen=True, slots=True)
class Removal:
    """
    What was removed.

    Attributes:
        document_id: Of the document in question.
        whole: Whether the document itself is gone; else only a path of it.
    """

    document_id: str
    whole: bool

    @property
    def said(self) -> str:
        """What to tell the user."""
        if self.whole:
            return f"已移除文件 {self.document_id}。"
        return f"已移除这个路径；文件 {self.document_id} 还有别的路径，仍在库中。"


def remove_document(library: Library, target: str) -> Removal:
    """
    Remove a document by its id, or a path; the last path takes its document with it.

    Raises:
        DocumentNotFound: Neither an id nor a path of the library.
    """
    with library.catalogue.write() as connection:
        ordinal = documents.find(connection, target)
        if ordinal is None:
            raise DocumentNotFound(target)
        (entry,) = documents.entries(connection, [ordinal])
        known = paths.of(connection, ordinal)
        if target in known:
            whole = paths.detach(connection, target) is not None
        else:
            whole = documents.remove(connection, ordinal) is not None
    if whole:
        _forget(library, [entry.sha256])
    return Removal(entry.id, whole)


def remove_samples(library: Library) -> int:
    """Remove every bundled sample; give how many documents went."""
    return _remove_paths(library, paths.samples)


def remove_folder(library: Library, folder: str) -> int:
    """Remove every path in a folder or below it; give how many documents went with them."""
    return _remove_paths(library, partial(paths.under, folder=folder))


def _remove_paths(library: Library, listed: Callable[[Connection], list[str]]) -> int:
    gone = []
    with library.catalogue.write() as connection:
        for path in listed(connection):
            sha256 = paths.detach(connection, path)
            if sha256 is not None:
                gone.append(sha256)
    _forget(library, gone)
    return len(gone)


def _forget(library: Library, hashes: list[str]) -> None:
    """Let index and storage follow; a worker that is at work already will see to the index."""
    for sha256 in hashes:
        library.originals.remove(sha256)
    try:
        with Worker.open(library):
            pass  # opening brings the index up to date
    except IndexLocked:
        pass
