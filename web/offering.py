"""Documents that words find, offered on a desk to be put into what is made there."""

from corpus.errors import KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.searching import SearchForm, run_search

MOST_OFFERED = 8  # documents


def offered_documents(library: LibraryDep, actor: ActorDep, wanted: str) -> tuple[object, ...]:
    """Give the hits of what is looked for; none where nothing is."""
    if not wanted:
        return ()
    form = SearchForm(query=wanted, plain=True, facets=(), size=MOST_OFFERED)
    try:
        return run_search(library, actor, form).result.hits
    except KnowledgeBaseError:  # too long, or no index yet: nothing is found
        return ()
