"""What a list of hits needs beside the hits: chips, check boxes, order, pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from corpus.text.fold import QUOTATION_MARKS
from search_api.explaining import FoundDocument, explain, tell_why
from search_api.labels import FILTER_LABELS, VALIDITY_LABELS, value_label
from search_api.searching import (
    DEEPEST_HIT,
    EVERY_FACET,
    EXPANSION_LABELS,
    FACETS,
    FILTERS,
    JUDGED_CLASSES,
    Alternative,
    SearchForm,
    Sort,
    TimedResult,
    expansion_key,
)
from search_api.snippets import snippet
from search_api.wording import LONGEST
from web.forms import address, advanced_address, pairs_of, without

_OPEN_OPTIONS = 8  # of a facet; further ones are behind 更多
_NEAR_PAGES = 2  # on either side of the current one
_PARAMETERS = {name: parameter for parameter, name in FILTERS.items()}
_SORT_LABELS = (
    (Sort.RELEVANCE, "按相关"),
    (Sort.NEWEST, "新的在前"),
    (Sort.OLDEST, "旧的在前"),
)


def with_facets(form: SearchForm, usual: tuple[str, ...] = FACETS) -> SearchForm:
    """Let a form count the usual facets, those by which it filters, and every one when wide."""
    wanted = EVERY_FACET if form.wide else (name for name in form.filters if name in EVERY_FACET)
    return replace(form, facets=tuple(dict.fromkeys((*usual, *wanted))))


def listable(form: SearchForm) -> SearchForm:
    """Give a form whose page lies among those that may be listed."""
    return replace(form, page=min(form.page, DEEPEST_HIT // form.size))


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen value, and the address without it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Switch:
    """
    Something that is looked for in the place of a piece, or could be.

    Attributes:
        text: What it is.
        kind: Why it is looked for: 同义, 数字, …
        on: Whether it is.
        address: The list with it the other way; of what is only offered, a search for it.
    """

    text: str
    kind: str
    on: bool
    address: str
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """
    A value that can be ticked.

    Attributes:
        share: Its documents, relative to the facet's largest value, from 0 to 100.
    """

    value: str
    label: str
    count: int
    share: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """
    A field's values.

    Attributes:
        parameter: Its name in addresses.
        label: On the page.
        open: Values that are shown at once.
        more: Values behind 更多.
        folded: Whether all of it is behind its label.
    """

    parameter: str
    label: str
    open: tuple[Option, ...]
    more: tuple[Option, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """A numbered page; without an address the current one, without a number a gap."""

    number: int | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """
    A list of hits as a page shows it.

    Attributes:
        path: Of the page.
        form: What was asked.
        timed: The answer.
        sort: The order that the page has by itself.
        fixed: Values of the class filter that the page has by itself.
        usual: Facets that stand open; others are folded, or not counted at all.
        passed_over: What of the address could not be, told in Chinese.
    """

    path: str
    form: SearchForm
    timed: TimedResult
    sort: Sort = Sort.RELEVANCE
    fixed: tuple[str, ...] = ()
    usual: tuple[str, ...] = FACETS
    passed_over: tuple[str, ...] = ()

    @property
    def notices(self) -> tuple[str, ...]:
        """What was passed over, or taken otherwise than it may be meant."""
        return (*self.passed_over, *self.timed.result.query.hints)

    @property
    def is_past_the_end(self) -> bool:
        """Whether it was asked for a page after the last."""
        return 0 < self.last_page < self.form.page

    @property
    def listed(self) -> int:
        """How many hits can be paged through."""
        result = self.timed.result
        return result.total + (result.relaxed_total if self.form.relaxed else 0)

    @property
    def last_page(self) -> int:
        """The number of the last page; 0 when there is nothing."""
        return -(-min(self.listed, DEEPEST_HIT) // self.form.size)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What is chosen."""
        chosen = [
            Chip(value_label(name, value), self.to(without(self.form, name, value)))
            for name, values in self.form.filters.items()
            for value in values
        ]
        if self.form.on:
            undated = self.to(replace(self.form, on=None, page=1))
            chosen.append(Chip(f"{self.form.on.isoformat()} 时", undated))
        return tuple(chosen)

    @property
    def standings(self) -> tuple[Option, ...]:
        """The standings to choose from, uncounted; nothing where no class listed has one."""
        if self.fixed and not set(self.fixed) & set(JUDGED_CLASSES):
            return ()
        chosen = self.form.filters.get("validity", ())
        return tuple(
            Option(value, label, 0, 0, value in chosen) for value, label in VALIDITY_LABELS.items()
        )

    @property
    def cleared(self) -> str:
        """The address without any filter."""
        return self.to(replace(self.form, filters={}, on=None, page=1))

    @property
    def sorts(self) -> tuple[tuple[str, str, bool], ...]:
        """The orders: label, address, whether it is the current one."""
        offered = _SORT_LABELS if self.form.query else _SORT_LABELS[1:]
        return tuple(
            (label, self.to(replace(self.form, sort=sort, page=1)), sort == self.form.sort)
            for sort, label in offered
        )

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The fields to choose from; one with a single value helps nobody."""
        made = (self._facet(name) for name in self.form.facets)
        return tuple(
            facet
            for facet in made
            if len(facet.open) > 1 or any(each.checked for each in facet.open)
        )

    @property
    def widened(self) -> str:
        """The address with every facet."""
        return self.to(replace(self.form, wide=True))

    @property
    def hidden(self) -> tuple[str, ...]:
        """What the facets are called that the page does not show."""
        shown = (*self.form.facets, *(("document_class",) if len(self.fixed) == 1 else ()))
        return tuple(FILTER_LABELS[name] for name in EVERY_FACET if name not in shown)

    @property
    def pages(self) -> tuple[PageLink, ...]:
        """The pages around the current one, the first and the last; nothing for a single one."""
        return tuple(self._page_links(self.last_page)) if self.last_page > 1 else ()

    @property
    def here(self) -> str:
        """The address of this very list."""
        return self.to(self.form)

    @property
    def wording(self) -> str:
        """The address that follows the query through the years; empty where it is no one phrase."""
        query = self.timed.result.query
        phrase = query.text.strip(QUOTATION_MARKS)
        is_one = not query.groups and not any(p.field or p.denied for p in query.pieces)
        if not phrase or not is_one or len(phrase.split()) > 1 or len(phrase) > LONGEST:
            return ""
        return f"/wording?{urlencode({'q': phrase})}"

    @property
    def exports(self) -> tuple[tuple[str, str], ...]:
        """The addresses of the whole list as a file: kind, address."""
        filters = self.form.filters
        if self.fixed and "document_class" not in filters:
            filters = {**filters, "document_class": self.fixed}
        form = replace(self.form, filters=filters, page=1, size=10, wide=False)
        return (
            ("Excel", address("/api/v1/search.xlsx", form)),
            ("CSV", address("/api/v1/search.csv", form)),
        )

    @property
    def narrowing(self) -> tuple[tuple[str, str], ...]:
        """
        What a form that looks among these hits carries along.

        Where some match strictly, only those that match the further words too are worth listing.
        """
        form = replace(self.form, page=1, relaxed=self.form.relaxed and not self.timed.result.total)
        return tuple(pairs_of(form, self.sort))

    @property
    def advanced(self) -> str:
        """The address of the form that writes queries, filled in with this one."""
        return advanced_address(self.form.query)

    @property
    def with_operators(self) -> str:
        """The address where operators count."""
        return self.to(replace(self.form, plain=False, page=1))

    @property
    def switches(self) -> tuple[tuple[str, tuple[Switch, ...]], ...]:
        """What is looked for beside each piece, each to be switched by itself."""
        return tuple(
            (
                piece,
                tuple(
                    self._switch(expansion_key(piece, each.text), each)
                    if each.is_searched
                    else self._offer(each)
                    for each in others
                ),
            )
            for piece, others in self.timed.result.expansions.items()
        )

    def _switch(self, key: str, other: Alternative) -> Switch:
        off = self.form.without
        left = tuple(each for each in off if each != key) if key in off else (*off, key)
        to = self.to(replace(self.form, without=left, page=1))
        return Switch(other.text, EXPANSION_LABELS[other.kind], key not in off, to)

    def _offer(self, other: Alternative) -> Switch:
        to = self.to(replace(self.form, query=other.text, without=(), page=1))
        return Switch(other.text, EXPANSION_LABELS[other.kind], on=False, address=to, offered=True)

    @property
    def unexpanded(self) -> str:
        """The address without aliases."""
        return self.to(replace(self.form, expand=False, page=1))

    @property
    def expanded(self) -> str:
        """The address with aliases."""
        return self.to(replace(self.form, expand=True, page=1))

    def step(self, by: int) -> str | None:
        """Give the address of the page *by* pages on; None when there is none."""
        page = self.form.page + by
        return self.at(page) if 1 <= page <= self.last_page else None

    def at(self, page: int) -> str:
        """Give the address of a page by its number."""
        return self.to(replace(self.form, page=page))

    def to(self, form: SearchForm) -> str:
        """Give the address of another form of this page."""
        return address(self.path, form, sort=self.sort)

    def why(self, found: FoundDocument) -> str:
        """Say of a hit what its highlights do not; empty where there is nothing to say."""
        return tell_why(explain(self.timed.result, found, window=snippet))

    def document(self, document_id: str, place: int | None = None) -> str:
        """Give the address of a hit, at one of its passages; it leads back to this list."""
        anchor = "" if place is None else f"#p{place}"
        door = {} if self.path == "/search" else {"from": self.path.strip("/")}
        base = address(f"/documents/{document_id}", self.form, sort=self.sort, **door)
        return f"{base}{anchor}"

    def _facet(self, name: str) -> Facet:
        chosen = self.form.filters.get(name, ())
        counts = dict.fromkeys(chosen, 0) | dict(self.timed.result.facets.get(name, ()))
        if name == "document_class" and self.fixed:
            counts = {value: counts.get(value, 0) for value in self.fixed}
        ordered = sorted(counts.items(), key=lambda each: (each[0] not in chosen, -each[1]))
        if name == "year":
            ordered = sorted(counts.items(), reverse=True)
        most = max(counts.values(), default=0) or 1
        options = tuple(
            Option(value, value_label(name, value), count, 100 * count // most, value in chosen)
            for value, count in ordered
        )
        return Facet(
            parameter=_PARAMETERS[name],
            label=FILTER_LABELS[name],
            open=options[:_OPEN_OPTIONS],
            more=options[_OPEN_OPTIONS:],
            folded=name not in self.usual and not chosen,
        )

    def _page_links(self, last: int) -> Iterator[PageLink]:
        current = self.form.page
        before = 0
        near = range(current - _NEAR_PAGES, current + _NEAR_PAGES + 1)
        for number in sorted({1, last, *(page for page in near if 1 <= page <= last)}):
            if number > before + 1:
                yield PageLink(None, None)
            here = number == current
            yield PageLink(number, None if here else self.at(number))
            before = number
