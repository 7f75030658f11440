"""Cases opened one by one, with their documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.values import Stored
from corpus.catalogue.visibility import Groups
from corpus.errors import DocumentNotFound
from indexer.library import Library
from search_api.cases.case import Case, cases_in
from search_api.citing import reference_source
from search_api.study.quoting import reference_of


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """
    A case, and the document that holds it as the catalogue keeps it.

    Attributes:
        case: It.
        stored: Its document.
    """

    case: Case
    stored: Stored

    @property
    def source(self) -> str:
        """The source line of the whole case."""
        cited = self.case.part.cited if self.case.part else None
        return reference_source(reference_of(self.stored)).line(cited)


def open_case(library: Library, actor: Actor, case_id: str) -> OpenedCase:
    """
    Open a case.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
    """
    return open_cases(library, actor, [case_id])[0]


def open_cases(library: Library, actor: Actor, ids: Sequence[str]) -> tuple[OpenedCase, ...]:
    """
    Open several cases, in the order asked for.

    Raises:
        DocumentNotFound: One of them is not there, or the actor may not see it.
    """
    with library.catalogue.read() as connection:
        return tuple(_opened(connection, each, actor.visible_to) for each in ids)


def _opened(connection: Connection, case_id: str, visible_to: Groups) -> OpenedCase:
    document_id = case_id.partition("-")[0]
    ordinal = documents.find_many(connection, [document_id], visible_to=visible_to)
    found = ordinal.get(document_id)
    stored = documents.get(connection, found, visible_to=visible_to) if found is not None else None
    for case in cases_in(stored.document) if stored else ():
        if stored and case.id == case_id:
            return OpenedCase(case, stored)
    raise DocumentNotFound(case_id)
