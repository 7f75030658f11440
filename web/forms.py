"""
A search form as an address, and an address as a search form.

What cannot be is passed over; `web.oddities` tells of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse

from search_api.decomposing import decompose
from search_api.searching import FILTERS, Scope, SearchForm, Sort, chosen_filters
from search_api.vocabularies import may_be

_MOST_DIGITS = 6
_SIZES = (10, 20, 50)
_MOST_SWITCHED = 50  # aliases


def form_of(params: QueryParams, *, sort: Sort = Sort.RELEVANCE) -> SearchForm:
    """
    Read a form from an address.

    Args:
        params: What stands behind the question mark.
        sort: The order where the address names none.
    """
    size = _number(params.get("size"), 10)
    return SearchForm(
        query=params.get("q", ""),
        filters=chosen_filters({name: _possible(params, name) for name in FILTERS}),
        on=day_in(params.get("at", "")),
        sort=_sort(params.get("sort"), sort),
        relaxed=params.get("relaxed") != "0",
        plain=params.get("plain") == "1",
        scope=_scope(params.get("scope")),
        expand=params.get("expand") != "0",
        without=tuple(dict.fromkeys(params.getlist("no")[:_MOST_SWITCHED])),
        wide=params.get("more") == "1",
        page=_number(params.get("page"), 1),
        size=size if size in _SIZES else 10,
    )


def address(path: str, form: SearchForm, *, sort: Sort = Sort.RELEVANCE, **more: str) -> str:
    """
    Write the address of a form.

    Args:
        path: Of the page.
        form: Only what differs from an empty form is written.
        sort: The order that the page has by itself.
        more: Further parameters.
    """
    pairs = [*pairs_of(form, sort), *more.items()]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def advanced_address(query: str) -> str:
    """Write the address of the form that writes queries, filled in with a query."""
    filled = {name: value for name, value in asdict(decompose(query)).items() if value}
    return f"/advanced?{urlencode(filled)}" if query.strip() else "/advanced"


def without(form: SearchForm, name: str, value: str) -> SearchForm:
    """Give the form without one chosen value."""
    left = tuple(each for each in form.filters.get(name, ()) if each != value)
    others = {key: values for key, values in form.filters.items() if key != name}
    filters: Mapping[str, tuple[str, ...]] = {**others, name: left} if left else others
    return replace(form, filters=filters, page=1)


def narrowed(
    path: str, form: SearchForm, query: str, *, sort: Sort = Sort.RELEVANCE
) -> RedirectResponse:
    """Lead from a form to the list of what *query* finds under the same conditions."""
    found = replace(form, query=query, page=1)
    return RedirectResponse(address(path, found, sort=sort), status_code=303)


def pairs_of(form: SearchForm, sort: Sort) -> Iterator[tuple[str, str]]:
    """Give the parameters of a form's address; *sort* is the order that its page has by itself."""
    if form.query:
        yield "q", form.query
    for parameter, name in FILTERS.items():
        yield from ((parameter, value) for value in form.filters.get(name, ()))
    yield from (("no", key) for key in form.without)
    usual = SearchForm(sort=sort)
    settings = {
        "at": (form.on.isoformat() if form.on else "", ""),
        "sort": (form.sort.value, usual.sort.value),
        "relaxed": (str(int(form.relaxed)), "1"),
        "plain": (str(int(form.plain)), "0"),
        "scope": (form.scope.value, usual.scope.value),
        "expand": (str(int(form.expand)), "1"),
        "more": (str(int(form.wide)), "0"),
        "size": (str(form.size), str(usual.size)),
        "page": (str(form.page), "1"),
    }
    yield from ((name, value) for name, (value, default) in settings.items() if value != default)


def chosen(pairs: Mapping[str, object]) -> str:
    """Write what stands behind the question mark: those parameters that have a value."""
    return urlencode({name: value for name, value in pairs.items() if value})


def number_in(text: str | None) -> int | None:
    """Read a number of an address; None where there is none, or no sensible one."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        return None
    return int(text)


def _possible(params: QueryParams, parameter: str) -> list[str]:
    return [each for each in params.getlist(parameter) if may_be(FILTERS[parameter], each)]


def _number(text: str | None, fallback: int) -> int:
    number = number_in(text)
    return fallback if number is None else max(number, 1)


def day_in(text: str) -> date | None:
    """Read a day of an address; None where there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _scope(text: str | None) -> Scope:
    try:
        return Scope(text or Scope.ALL)
    except ValueError:
        return Scope.ALL


def _sort(text: str | None, fallback: Sort) -> Sort:
    try:
        return Sort(text or fallback)
    except ValueError:
        return fallback
