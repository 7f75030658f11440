"""Changing a Whoosh index."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.index import create_in, open_dir

from indexer.engine.schema import PassageRow, Rows, document_keyword, passage_keyword
from indexer.engine.whoosh.fields import (
    AUTHORITY,
    DATE,
    PARENT,
    ROW_KEY,
    SEPARATOR,
    STORED_KEYWORDS,
    TITLE_SIZE,
    build_schema,
    row_key,
)

MEMORY_MB = 256
MOST_SEGMENTS = 10  # merging takes Whoosh longer than indexing, so it waits until there are many


class WhooshWriter:
    """Adds and takes out documents; one at a time, by Whoosh's own lock."""

    def __init__(self, folder: Path, *, new: bool) -> None:
        self._folder = folder
        self._index = create_in(folder, build_schema()) if new else open_dir(folder)
        self._writer: Any = None

    def write(self, documents: Iterable[Rows]) -> None:
        """Add documents, in place of those with the same ordinals."""
        for rows in documents:
            self.delete([rows.ordinal])
            writer = self._open()
            passages = rows.passage_bigrams()
            writer.add_document(**_document_row(rows, rows.document_bigrams(passages)))
            for passage, bigrams in zip(rows.passages, passages, strict=True):
                writer.add_document(**_passage_row(rows, passage, " ".join(bigrams)))

    def delete(self, ordinals: Iterable[int]) -> None:
        """Take documents out with their passages."""
        for ordinal in ordinals:
            self._open().delete_by_term(PARENT, str(ordinal))

    def commit(self) -> None:
        """Make the changes durable and visible."""
        if self._writer is None:
            return
        self._writer.commit(merge=len(self._writer.segments) >= MOST_SEGMENTS)
        self._writer = None
        self._sync()

    def close(self) -> None:
        """Let go of the index."""
        if self._writer is not None:
            try:
                self._writer.cancel()
            except OSError:  # on a full disk it fails before it lets go of its lock
                self._writer.writelock.release()
                raise
            finally:
                self._writer = None
        self._index.close()

    def _open(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(limitmb=MEMORY_MB)
        return self._writer

    def _sync(self) -> None:
        """Force the files onto the disk, which Whoosh itself does not do."""
        for path in [*self._folder.iterdir(), self._folder]:
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _document_row(rows: Rows, bigrams: str) -> dict[str, Any]:
    keywords = {
        document_keyword(name): SEPARATOR.join(values) for name, values in rows.keywords.items()
    }
    return {
        PARENT: str(rows.ordinal),
        ROW_KEY: row_key(rows.ordinal),
        DATE: rows.document.date_key,
        TITLE_SIZE: len(rows.document.title_pairs),
        AUTHORITY: rows.authority,
        STORED_KEYWORDS: dict(rows.keywords),
        "text": bigrams,
        "scoped": rows.scoped_bigrams(),
        "title_key": SEPARATOR.join(rows.document.title_keys),
        "number_key": rows.document.number_key,
        "numbers": SEPARATOR.join(rows.document.numbers),
        **keywords,
    }


def _passage_row(rows: Rows, passage: PassageRow, bigrams: str) -> dict[str, Any]:
    keywords = {
        passage_keyword(name): SEPARATOR.join(values) for name, values in rows.keywords.items()
    }
    return {
        PARENT: str(rows.ordinal),
        ROW_KEY: row_key(rows.ordinal, passage.place),
        AUTHORITY: rows.authority,
        "passage_words": passage.words,
        "passage_bigrams": bigrams,
        "passage_title": rows.title,
        **keywords,
    }
