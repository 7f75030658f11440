"""Every case of the library that an asker may see, with what it is found by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, select

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.revision import revision
from corpus.catalogue.tables import documents as documents_table
from corpus.catalogue.tables import parts as parts_table
from corpus.catalogue.visibility import Groups, only_visible, seen_by
from corpus.document import PartKind, RoleSpan, Span
from corpus.metadata import principal_date
from indexer.library import Library
from search_api.cases.case import cases_in
from search_api.cases.problems import problems_of

EXPERIENCE = "experience"  # the class of documents that are cases


@dataclass(frozen=True, slots=True)
class GatheredCase:
    """
    A case as lists and rankings know it.

    Attributes:
        id: See `Case.id`.
        ordinal: Of its document.
        place: Of the practice in its notice; None for a report.
        title: What it is called.
        enterprise: Whose it is; empty where that is not told.
        fields: What it is found by, see `search_api.cases.fields`.
        date: Of its document, ISO, perhaps partial; empty where none is known.
        span: Where it stands in its document.
        roles: The parts of a report by what they are for.
        problems: What it tells that the enterprise struggled with, see `find_problems`.
    """

    id: str
    ordinal: int
    place: int | None
    title: str
    enterprise: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    date: str
    span: Span
    roles: tuple[RoleSpan, ...]
    problems: frozenset[str]


@dataclass(frozen=True)
class GatheredCases:
    """
    The cases of a library, the newest first, those of one notice in its order.

    Attributes:
        cases: All that the asker may see; of one text only the version that is shown.
    """

    cases: tuple[GatheredCase, ...]

    @cached_property
    def by_id(self) -> Mapping[str, GatheredCase]:
        """The cases by their ids."""
        return {each.id: each for each in self.cases}

    @cached_property
    def ordinals(self) -> frozenset[int]:
        """The documents that hold them."""
        return frozenset(each.ordinal for each in self.cases)

    @cached_property
    def by_part(self) -> Mapping[tuple[int, int | None], GatheredCase]:
        """The cases by their document's ordinal and their place in it."""
        return {(each.ordinal, each.place): each for each in self.cases}


def gather_cases(library: Library, actor: Actor) -> GatheredCases:
    """
    Give the cases that an actor may see, gathered once for a state of the library.

    Raises:
        IndexOutOfDate: There is no index yet.
    """
    state = f"{library.state}|{library.catalogue.recall(revision)}"
    key = "cases", actor.visible_to
    return library.remembered.of(state, key, lambda: _gathered(library, actor))


def _gathered(library: Library, actor: Actor) -> GatheredCases:
    same = library.finder.same_text()
    with library.catalogue.read() as connection:
        there = _documents_with_cases(connection, actor.visible_to)
        shown = [each for each in there if _is_shown(each, same, there)]
        found = [case for ordinal in shown for case in _cases(connection, ordinal, actor)]
    found.sort(key=lambda each: each.date, reverse=True)
    return GatheredCases(tuple(found))


def _documents_with_cases(connection: Connection, visible_to: Groups) -> set[int]:
    praised = select(parts_table.c.ordinal).where(parts_table.c.kind == PartKind.CASE.value)
    query = select(documents_table.c.ordinal).where(
        (documents_table.c.document_class == EXPERIENCE) | documents_table.c.ordinal.in_(praised)
    )
    rows = connection.execute(only_visible(query, visible_to), seen_by(visible_to))
    return set(rows.scalars())


def _is_shown(ordinal: int, same: Mapping[int, tuple[int, ...]], there: set[int]) -> bool:
    """Tell whether a document is the first of its versions and copies that is there."""
    group = same.get(ordinal, (ordinal,))
    return next((each for each in group if each in there), ordinal) == ordinal


def _cases(connection: Connection, ordinal: int, actor: Actor) -> list[GatheredCase]:
    stored = documents.get(connection, ordinal, visible_to=actor.visible_to)
    if stored is None:
        return []
    date = principal_date(stored.document.facts)
    return [
        GatheredCase(
            id=case.id,
            ordinal=ordinal,
            place=case.place_of_part,
            title=case.title,
            enterprise=case.fields.get("enterprise", ()),
            fields={name: values for name, values in case.fields.items() if name != "enterprise"},
            date=date[0] if date else "",
            span=case.span,
            roles=stored.document.roles if case.part is None else (),
            problems=problems_of(case),
        )
        for case in cases_in(stored.document)
    ]
