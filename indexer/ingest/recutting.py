"""When terms of the lexicon change: which documents must be cut again, and no others."""

import re
from collections.abc import Collection, Iterator

from sqlalchemy import Connection

from corpus.catalogue import documents, lexicon, outbox
from corpus.errors import IndexOutOfDate
from corpus.text.fold import fold
from corpus.vocabulary.entries import lexicon_of
from corpus.vocabulary.lexicon import bundled_lexicon
from indexer.analysis.terms import phrase_stream
from indexer.engine.query import Either, Text
from indexer.library import Library

_EVERY = 2**31  # rows of the outbox


def recut(library: Library, connection: Connection) -> tuple[int, ...]:
    """
    Note which documents must be cut again, because terms came or went since they were cut.

    What is in the outbox already will be cut by the newest lexicon in any case, and is noted
    again only so that no row that was prepared before is taken for it.

    Args:
        library: Whose documents they are.
        connection: The writing transaction in which the lexicon is changed.

    Returns:
        Ordinals of the documents that hold a term that came or went.
    """
    newest = lexicon_of(each.entry for each in lexicon.entries(connection))
    # Where nothing is noted, all is cut by the bundled terms, or by older rules, and will be anew.
    bundled, noted = bundled_lexicon(), lexicon.cut(connection)
    version, terms = noted or (bundled.version, frozenset(bundled.terms))
    if version == newest.version:
        if noted is None:  # for the day when another program brings other terms
            lexicon.record_cut(connection, newest, ())
        return ()
    held, waiting = _holding(library, connection, terms ^ frozenset(newest.terms))
    outbox.put(connection, sorted(held | waiting))
    lexicon.record_cut(connection, newest, held | waiting)
    return tuple(sorted(held))


def documents_with(library: Library, terms: Collection[str]) -> set[int]:
    """
    Find the documents that hold one of some folded words, by the index.

    Raises:
        IndexOutOfDate: It cannot be asked.
    """
    texts = tuple(Text(phrase_stream(term)) for term in terms)
    return set(library.index.reader().matching(Either(texts)))


def _holding(
    library: Library, connection: Connection, terms: Collection[str]
) -> tuple[set[int], set[int]]:
    """Give the documents with one of the terms, and those that the index does not have yet."""
    try:
        seq = library.indexed_seq()  # before the reader, which then has at least that
        waiting = outbox.after(connection, seq, _EVERY)
        put = {each.ordinal for each in waiting if each.action == "put"}
        gone = {each.ordinal for each in waiting} - put
        return documents_with(library, terms) - gone, put - gone
    except IndexOutOfDate:
        return set(_read_through(connection, terms)), set()


def _read_through(connection: Connection, terms: Collection[str]) -> Iterator[int]:
    """Find the documents by their texts."""
    any_term = re.compile("|".join(map(re.escape, terms)))
    for ordinal, title, text in documents.texts(connection):
        if any_term.search(fold(f"{title}\n{text}")):
            yield ordinal
