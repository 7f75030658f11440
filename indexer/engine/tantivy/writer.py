"""Changing a tantivy index."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import tantivy

from corpus.document import PLACE_BITS
from indexer.engine.schema import PassageRow, Rows, document_keyword, passage_keyword
from indexer.engine.tantivy.fields import (
    AUTHORITY,
    DATE,
    DOCUMENT,
    PARENT,
    PASSAGE_KEY,
    TITLE_SIZE,
    build_schema,
)

HEAP_BYTES = 300_000_000
THREADS = 2  # more make more segments, and every search pays for each


class TantivyWriter:
    """Adds and takes out documents; one at a time, by tantivy's own lock."""

    def __init__(self, folder: Path, *, new: bool) -> None:
        at = str(folder)
        self._index = tantivy.Index(build_schema(), path=at) if new else tantivy.Index.open(at)
        self._writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=THREADS)

    def write(self, documents: Iterable[Rows]) -> None:
        """Add documents, in place of those with the same ordinals."""
        written = list(documents)
        self.delete(rows.ordinal for rows in written)
        for rows in written:
            for row in _rows(rows):
                self._writer.add_document(row)

    def delete(self, ordinals: Iterable[int]) -> None:
        """Take documents out with their passages."""
        gone = list(ordinals)
        # By query, for by term tantivy-py takes a number for a signed one and finds nothing.
        for field in (DOCUMENT, PARENT):
            query = tantivy.Query.term_set_query(self._index.schema, field, gone)
            self._writer.delete_documents_by_query(query)

    def commit(self) -> None:
        """Make the changes durable and visible."""
        self._writer.commit()

    def close(self) -> None:
        """Let go of the index after its merges."""
        self._writer.wait_merging_threads()


def _rows(rows: Rows) -> Iterator[tantivy.Document]:
    passages = rows.passage_bigrams()
    yield _document_row(rows, rows.document_bigrams(passages))
    keywords = [
        (passage_keyword(name), value) for name, values in rows.keywords.items() for value in values
    ]
    for passage, bigrams in zip(rows.passages, passages, strict=True):
        yield _passage_row(rows, passage, " ".join(bigrams), keywords)


def _document_row(rows: Rows, bigrams: str) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned(DOCUMENT, rows.ordinal)
    document.add_unsigned(DATE, rows.document.date_key)
    document.add_unsigned(TITLE_SIZE, len(rows.document.title_pairs))
    document.add_unsigned(AUTHORITY, rows.authority)
    document.add_text("text", bigrams)
    document.add_text("scoped", rows.scoped_bigrams())
    for key in rows.document.title_keys:
        document.add_text("title_key", key)
    document.add_text("number_key", rows.document.number_key)
    for number in rows.document.numbers:
        document.add_text("numbers", number)
    for name, values in rows.keywords.items():
        for value in values:
            document.add_text(document_keyword(name), value)
    return document


def _passage_row(
    rows: Rows, passage: PassageRow, bigrams: str, keywords: list[tuple[str, str]]
) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned(PARENT, rows.ordinal)
    document.add_unsigned(PASSAGE_KEY, (rows.ordinal << PLACE_BITS) + passage.place)
    document.add_unsigned(AUTHORITY, rows.authority)
    document.add_text("passage_words", passage.words)
    document.add_text("passage_bigrams", bigrams)
    document.add_text("passage_title", rows.title)
    for field, value in keywords:
        document.add_text(field, value)
    return document
