"""What documents are called, and what their sections are: for those who complete what is typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from corpus.catalogue.tables import document_groups, documents, sections


@dataclass(frozen=True, slots=True)
class Named:
    """
    A document by its names.

    Attributes:
        ordinal: The catalogue's key.
        title: Empty where it has none.
        document_number: As it is written; None where it has none.
        speaker: Who spoke; None where nobody did, or it is not known.
        groups: Who may see it.
    """

    ordinal: int
    title: str
    document_number: str | None
    speaker: str | None
    groups: frozenset[str]


def named(connection: Connection) -> list[Named]:
    """Give every document, the newest first."""
    groups: dict[int, set[str]] = {}
    for ordinal, name in connection.execute(
        select(document_groups.c.ordinal, document_groups.c.name)
    ):
        groups.setdefault(ordinal, set()).add(name)
    columns = documents.c
    query = select(columns.ordinal, columns.title, columns.document_number, columns.speaker)
    return [
        Named(ordinal, title, number, speaker, frozenset(groups.get(ordinal, ())))
        for ordinal, title, number, speaker in connection.execute(
            query.order_by(columns.ordinal.desc())
        )
    ]


def headings(connection: Connection) -> Iterator[tuple[int, str]]:
    """Give the titles of sections with the ordinals of their documents."""
    query = select(sections.c.ordinal, sections.c.title).where(sections.c.title != "")
    return ((ordinal, title) for ordinal, title in connection.execute(query))
