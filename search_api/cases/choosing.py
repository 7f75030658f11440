"""The cases that a form asks for: by what they are found by, by free words, counted and paged."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.steps import steps_of
from indexer.library import Library
from indexer.search.found import SearchResult
from indexer.search.request import SearchRequest
from search_api.cases.fields import FIELDS
from search_api.cases.gathering import GatheredCase, GatheredCases, gather_cases
from search_api.cases.holding import holds
from search_api.cases.opening import OpenedCase, open_cases

MOST_ON_A_PAGE = 50
_RANKED = 100  # reports that the finder puts in order; further ones follow by date
_BY_STEPS = ("industry", "region")  # fields whose values count under what they lie under too


@dataclass(frozen=True, slots=True)
class CaseForm:
    """
    What was asked.

    Attributes:
        query: Free words; empty for all.
        filters: Field of `FIELDS` -> chosen values, of which a case must have one.
        page: From 1.
        size: Cases on a page.
    """

    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class CaseList:
    """
    The answer to a form.

    Attributes:
        form: What was asked.
        total: Cases that fit.
        counts: Field -> (value, cases), most first; each counted without its own filter.
        cases: The page, opened.
    """

    form: CaseForm
    total: int
    counts: Mapping[str, tuple[tuple[str, int], ...]]
    cases: tuple[OpenedCase, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.form.size))


def list_cases(library: Library, actor: Actor, form: CaseForm) -> CaseList:
    """
    Answer a form.

    Raises:
        QuerySyntaxError: The words cannot be understood.
        IndexOutOfDate: There is no index yet.
    """
    known = gather_cases(library, actor)
    found = _by_words(library, actor, known, form.query) if form.query.strip() else known.cases
    chosen = [each for each in found if _fits(each, form.filters)]
    first = (form.page - 1) * form.size
    shown = [each.id for each in chosen[first : first + form.size]]
    return CaseList(
        form=form,
        total=len(chosen),
        counts={name: _counted(name, found, form.filters) for name in FIELDS},
        cases=open_cases(library, actor, shown),
    )


def values_of(case: GatheredCase, name: str) -> frozenset[str]:
    """Give the values of a field that a case has, with those that they lie under."""
    values = case.fields.get(name, ())
    return frozenset(step for value in values for step in steps_of(name, value))


def _fits(case: GatheredCase, filters: Mapping[str, tuple[str, ...]]) -> bool:
    return all(
        not values or not values_of(case, name).isdisjoint(values)
        for name, values in filters.items()
    )


def _counted(
    name: str, cases: Iterable[GatheredCase], filters: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, int], ...]:
    others = {key: values for key, values in filters.items() if key != name}
    counts: Counter[str] = Counter()
    for case in cases:
        if _fits(case, others):
            counts.update(values_of(case, name) if name in _BY_STEPS else case.fields.get(name, ()))
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _by_words(
    library: Library, actor: Actor, known: GatheredCases, query: str
) -> Sequence[GatheredCase]:
    """Give the cases that hold every piece of a query: reports in the finder's order first."""
    reports = frozenset(each.ordinal for each in known.cases if each.place is None)
    request = SearchRequest(query, actor, among=reports, relaxed=False, limit=_RANKED, passages=0)
    result = library.finder.search(request)
    ranked = [hit.ordinal for hit in result.hits]
    if result.total > len(ranked):
        ranked += [texts[0] for texts in library.finder.matching(request)]
    found = [known.by_part[ordinal, None] for ordinal in dict.fromkeys(ranked)]
    return [*found, *_practices_that_hold(library, known, result)]


def _practices_that_hold(
    library: Library, known: GatheredCases, result: SearchResult
) -> Iterator[GatheredCase]:
    praised = [each for each in known.cases if each.place is not None]
    notices = list({each.ordinal for each in praised})
    with library.catalogue.read() as connection:
        texts = {ordinal: text for ordinal, _, text in documents.texts(connection, notices)}
    for each in praised:
        if holds(texts[each.ordinal][each.span.start : each.span.end], result):
            yield each
