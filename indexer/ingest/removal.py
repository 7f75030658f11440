"""Taking documents out: catalogue first, then the index, then the original."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from corpus.catalogue import documents, jobs, paths
from corpus.errors import DocumentNotFound
from indexer.ingest.following import follow
from indexer.library import Library


@dataclass(frozen=True, slots=True)
class Removal:
    """
    What was removed.

    Attributes:
        document_id: Of the document in question; None for a file that had never come in.
        whole: Whether the document itself is gone; else only a path of it.
    """

    document_id: str | None
    whole: bool

    @property
    def said(self) -> str:
        """What to tell the user."""
        if self.document_id is None:
            return "这个文件未曾收录；已清除它的失败记录。"
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
            if jobs.forget(connection, target):
                return Removal(None, whole=False)
            raise DocumentNotFound(target)
        (entry,) = documents.entries(connection, [ordinal])
        known = paths.of(connection, ordinal)
        if target in known:
            whole = paths.detach(connection, target) is not None
        else:
            whole = documents.remove(connection, ordinal) is not None
    if whole:
        follow(library)
    return Removal(entry.id, whole)


def remove_samples(library: Library) -> int:
    """Remove every bundled sample; give how many documents went."""
    return _remove_paths(library, paths.samples)


def remove_folder(library: Library, folder: str) -> tuple[int, int]:
    """
    Remove every path in a folder or below it.

    Returns:
        How many documents went with them, and how many failures were forgotten.
    """
    with library.catalogue.write() as connection:
        failures = jobs.forget_under(connection, folder)
    return _remove_paths(library, partial(paths.under, folder=folder)), failures


def _remove_paths(library: Library, listed: Callable[[Connection], list[str]]) -> int:
    with library.catalogue.write() as connection:
        gone = [paths.detach(connection, path) for path in listed(connection)]
    follow(library)
    return len(gone) - gone.count(None)
