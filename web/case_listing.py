"""What a list of cases needs beside the cases: check boxes, chips, pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from search_api.cases.choosing import CaseForm, CaseList
from search_api.cases.fields import FIELDS
from search_api.labels import value_label
from web.forms import number_in
from web.listing import Chip, Facet, Option

PATH = "/cases"
_OPEN_OPTIONS = 6
_OPEN_FACETS = ("industry", "enterprise_type", "size", "result")


def case_form_of(params: QueryParams) -> CaseForm:
    """Read a form from an address; what cannot be is passed over."""
    return CaseForm(
        query=params.get("q", "").strip(),
        filters={
            name: values
            for name in FIELDS
            if (values := tuple(dict.fromkeys(filter(None, params.getlist(name)))))
        },
        page=max(1, number_in(params.get("page")) or 1),
    )


@dataclass(frozen=True, slots=True)
class CaseListing:
    """
    A list of cases as its page shows it.

    Attributes:
        found: The answer.
    """

    found: CaseList

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The filters, each value with its cases."""
        return tuple(
            self._facet(name, label) for name, label in FIELDS.items() if self.found.counts[name]
        )

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What is chosen, each with the address without it."""
        form = self.found.form
        words = [Chip(f"“{form.query}”", address(replace(form, query="", page=1)))]
        chosen = [
            Chip(
                f"{FIELDS[name]}：{value_label(name, value)}", address(_without(form, name, value))
            )
            for name, values in form.filters.items()
            for value in values
        ]
        return (*(words if form.query else ()), *chosen)

    def step(self, by: int) -> str | None:
        """Give the address of the page *by* pages on; None when there is none."""
        page = self.found.form.page + by
        if not 1 <= page <= self.found.pages:
            return None
        return address(replace(self.found.form, page=page))

    def _facet(self, name: str, label: str) -> Facet:
        chosen = self.found.form.filters.get(name, ())
        counts = dict.fromkeys(chosen, 0) | dict(self.found.counts[name])
        ordered = sorted(counts.items(), key=lambda each: (each[0] not in chosen, -each[1]))
        if name == "year":
            ordered = sorted(counts.items(), reverse=True)
        most = max(counts.values(), default=0) or 1
        options = tuple(
            Option(value, value_label(name, value), count, 100 * count // most, value in chosen)
            for value, count in ordered
        )
        return Facet(
            parameter=name,
            label=label,
            open=options[:_OPEN_OPTIONS],
            more=options[_OPEN_OPTIONS:],
            folded=name not in _OPEN_FACETS and not chosen,
        )


def address(form: CaseForm) -> str:
    """Write the address of a form."""
    pairs = [*_pairs(form)]
    return f"{PATH}?{urlencode(pairs)}" if pairs else PATH


def _pairs(form: CaseForm) -> Iterator[tuple[str, str]]:
    if form.query:
        yield "q", form.query
    yield from ((name, value) for name, values in form.filters.items() for value in values)
    if form.page > 1:
        yield "page", str(form.page)


def _without(form: CaseForm, name: str, value: str) -> CaseForm:
    left = tuple(each for each in form.filters[name] if each != value)
    filters: Mapping[str, tuple[str, ...]] = {**form.filters, name: left}
    kept = {key: values for key, values in filters.items() if values}
    return replace(form, filters=kept, page=1)
