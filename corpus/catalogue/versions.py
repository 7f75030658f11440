"""The versions of one text: documents of one work, of which the newest is shown."""

import re
from collections.abc import Iterable

from sqlalchemy import Connection, func, or_, select

from corpus.catalogue.portions import portions
from corpus.catalogue.relations import Work, works_named
from corpus.catalogue.tables import documents, passages
from corpus.catalogue.visibility import Groups
from corpus.text import numerals

# Laws go on under one title; speeches and notices of one title are different documents.
VERSIONED = ("regulation",)

_ARTICLE = re.compile("第(?P<number>[^条]+)条")


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


def article_ranges(connection: Connection, ordinals: Iterable[int]) -> dict[int, range]:
    """
    Give the numbers from the first to the last article of documents.

    Those without articles are left out, and those whose last number is lower than their first, as
    where an annex counts from one again.
    """
    found: dict[int, range] = {}
    for portion in portions(sorted(set(ordinals))):
        ends = (
            select(
                passages.c.ordinal,
                func.min(passages.c.place).label("first"),
                func.max(passages.c.place).label("last"),
            )
            .where(passages.c.ordinal.in_(portion), passages.c.article.is_not(None))
            .group_by(passages.c.ordinal)
            .subquery()
        )
        query = (
            select(passages.c.ordinal, passages.c.article)
            .join(ends, passages.c.ordinal == ends.c.ordinal)
            .where(or_(passages.c.place == ends.c.first, passages.c.place == ends.c.last))
            .order_by(passages.c.ordinal, passages.c.place)
        )
        numbers: dict[int, list[int]] = {}
        for ordinal, article in connection.execute(query):
            numbers.setdefault(ordinal, []).append(_number(article))
        found |= {each: range(ends[0], ends[-1] + 1) for each, ends in numbers.items()}
    return {each: numbers for each, numbers in found.items() if numbers and 0 not in numbers}


def _number(article: str) -> int:
    """Give the number of an article, 0 where it cannot be read."""
    match = _ARTICLE.match(article)
    return (numerals.integer(match["number"]) if match else 0) or 0
