"""The variants whose best documents make the pool: ours on each engine, parts of it, BM25."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from corpus.actor import LOCAL
from corpus.catalogue.tables import documents, paths
from corpus.settings import EngineName, Settings
from corpus.text.fold import fold
from indexer.analysis.terms import Analyser, bigrams, open_analyser, stream
from indexer.engine.query import Group
from indexer.ingest.intake import add_paths
from indexer.library import Library
from indexer.search.request import SearchRequest
from judged.bm25 import Bm25
from judged.collection import document_name, folders

Variant = Callable[[str], list[str]]  # a query -> names of the best documents, best first
POOL_DEPTH = 10
PASSAGES = 100  # enough to hold those of ten documents


@contextmanager
def opened(home: Path, engine: EngineName, shared: Path) -> Iterator[Library]:
    """Open a library of the documents that the questions are asked of."""
    settings = Settings(home=home / engine, engine=engine)
    with Library.open(settings) as library:
        add_paths(library, folders(shared))
        yield library


def searched(library: Library, shared: Path, *, expand: bool = True) -> Variant:
    """Give the search of a library as a variant."""

    def best(query: str) -> list[str]:
        request = SearchRequest(query, LOCAL, expand=expand, limit=POOL_DEPTH)
        hits = library.finder.search(request).hits
        return [document_name(hit.card.paths[0], shared) for hit in hits]

    return best


def by_passage(library: Library, shared: Path) -> Variant:
    """Give the plain ranking of passages as a variant: each document at its best one."""

    def best(query: str) -> list[str]:
        request = SearchRequest(query, LOCAL, group=Group.PASSAGE, limit=PASSAGES, passages=1)
        hits = library.finder.search(request).hits
        names = dict.fromkeys(document_name(hit.card.paths[0], shared) for hit in hits)
        return [*names][:POOL_DEPTH]

    return best


def plain(library: Library, shared: Path) -> dict[str, Variant]:
    """Give BM25 over the words and over the bigrams of whole texts."""
    analyser = open_analyser(Settings())
    texts = _texts(library, shared)

    def ranked(terms: Callable[[str], list[str]]) -> Variant:
        index = Bm25(texts, terms)
        return lambda query: index.best(query, POOL_DEPTH)

    return {"words": ranked(_words(analyser)), "bigrams": ranked(_bigrams)}


def _texts(library: Library, shared: Path) -> dict[str, str]:
    with library.catalogue.read() as connection:
        rows = connection.execute(
            select(paths.c.path, documents.c.text).join(
                documents, paths.c.ordinal == documents.c.ordinal
            )
        )
        return {document_name(path, shared): text for path, text in rows}


def _words(analyser: Analyser) -> Callable[[str], list[str]]:
    return lambda text: analyser.words(fold(text)).split()


def _bigrams(text: str) -> list[str]:
    return bigrams(stream(fold(text))).split(" ")
