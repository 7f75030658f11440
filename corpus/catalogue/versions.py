"""The versions of one text: documents of one work, of which the newest is shown."""

from sqlalchemy import Connection, func, select

from corpus.catalogue.relations import Work, works_named
from corpus.catalogue.tables import documents
from corpus.catalogue.visibility import Groups

# Laws go on under one title; speeches and notices of one title are different documents.
VERSIONED = ("regulation",)


def versions_of(connection: Connection, work: Work, *, visible_to: Groups = None) -> list[Work]:
    """Give all versions of a document, the newest first, itself among them."""
    if work.document_class not in VERSIONED or not work.work_key:
        return [work]
    named = works_named(connection, work_keys=[work.work_key], visible_to=visible_to)
    return [each for each in named if each.document_class in VERSIONED] or [work]


def several_versions(connection: Connection) -> list[tuple[int, str, str]]:
    """Give (ordinal, work key, date) of every version of a text that has several."""
    several = (
        select(documents.c.work_key)
        .where(documents.c.document_class.in_(VERSIONED), documents.c.work_key.is_not(None))
        .group_by(documents.c.work_key)
        .having(func.count() > 1)
    )
    query = select(
        documents.c.ordinal, documents.c.work_key, func.coalesce(documents.c.date_value, "")
    ).where(documents.c.work_key.in_(several), documents.c.document_class.in_(VERSIONED))
    return [(ordinal, key, date) for ordinal, key, date in connection.execute(query)]
