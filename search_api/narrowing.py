"""在结果中检索: one query within another."""

from corpus.errors import QuerySyntaxError
from indexer.library import Library
from indexer.search.tree import AnyOf
from search_api.searching import SearchForm

__all__ = ["narrow"]


def narrow(library: Library, form: SearchForm, within: str) -> str:
    """
    Write the query that finds what *within* finds among the hits of a form.

    Args:
        library: Whose words are understood.
        form: What was asked.
        within: As typed; empty to narrow nothing.
    """
    queries = [each for each in (form.query.strip(), within.strip()) if each]
    if form.plain or len(queries) == 1:
        return " ".join(queries)
    return " ".join(f"({each})" if _binds_loosely(library, each) else each for each in queries)


def _binds_loosely(library: Library, query: str) -> bool:
    """Tell whether an OR would take what stands beside the query with it."""
    try:
        understood = library.finder.understand(query)
    except QuerySyntaxError:
        return False
    return (
        len(understood.groups) == 1
        and not understood.pieces
        and isinstance(understood.groups[0], AnyOf)
    )
