"""在结果中检索: one query within another."""

from search_api.joining import side_by_side
from search_api.searching import SearchForm

__all__ = ["narrow"]


def narrow(form: SearchForm, within: str) -> str:
    """
    Write the query that finds what *within* finds among the hits of a form.

    Args:
        form: What was asked.
        within: As typed; empty to narrow nothing.
    """
    queries = (form.query, within)
    if form.plain:
        return " ".join(each.strip() for each in queries if each.strip())
    return side_by_side(queries)
