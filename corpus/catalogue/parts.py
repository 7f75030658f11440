"""The parts of a document: facts, sections, passages, access groups."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from corpus.catalogue.tables import document_groups, facts, passage_key, passages, sections
from corpus.catalogue.values import Origin
from corpus.document import Document, Fact, Passage, Section, Span

USER = "user"  # the method of a fact that a person gave
ROWS_AT_ONCE = 20_000

Placed = Sequence[tuple[int, Document, Origin]]


def write(connection: Connection, placed: Placed) -> None:
    """Write the parts of documents in place of older ones; facts that a person gave stay."""
    ordinals = [ordinal for ordinal, _, _ in placed]
    for table in (sections, passages, document_groups):
        connection.execute(delete(table).where(table.c.ordinal.in_(ordinals)))
    connection.execute(delete(facts).where(facts.c.ordinal.in_(ordinals), facts.c.method != USER))
    for table, rows in (
        (facts, _fact_rows(placed)),
        (sections, _section_rows(placed)),
        (passages, _passage_rows(placed)),
        (document_groups, _group_rows(placed)),
    ):
        _insert(connection, table, list(rows))


def facts_of(connection: Connection, ordinal: int) -> Mapping[str, Fact]:
    """Give the facts of a document; what a person said stands before what a rule found."""
    rows = connection.execute(select(facts).where(facts.c.ordinal == ordinal)).all()
    found: dict[str, Fact] = {}
    for row in sorted(rows, key=lambda row: bool(row.method == USER)):
        value = tuple(row.value) if isinstance(row.value, list) else row.value
        span = None if row.span_start is None else Span(row.span_start, row.span_end)
        found[row.name] = Fact(value, row.confidence, row.method, span)
    return MappingProxyType(found)


def sections_of(connection: Connection, ordinal: int) -> tuple[Section, ...]:
    """Give the outline of a document in reading order."""
    query = select(sections).where(sections.c.ordinal == ordinal).order_by(sections.c.place)
    return tuple(
        Section(
            id=row.id,
            parent=row.parent,
            level=row.level,
            kind=row.kind,
            number=row.number,
            title=row.title,
            path=row.path,
            start=row.span_start,
            end=row.span_end,
        )
        for row in connection.execute(query)
    )


def passages_of(connection: Connection, ordinal: int) -> tuple[Passage, ...]:
    """Give the passages of a document in reading order."""
    query = select(passages).where(passages.c.ordinal == ordinal).order_by(passages.c.place)
    return tuple(
        Passage(row.place, row.span_start, row.span_end, row.heading, row.article, row.page)
        for row in connection.execute(query)
    )


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        connection.execute(insert(table), rows[start : start + ROWS_AT_ONCE])


def _fact_rows(placed: Placed) -> Iterator[dict[str, Any]]:
    for ordinal, document, _ in placed:
        for name, fact in document.facts.items():
            yield {
                "ordinal": ordinal,
                "name": name,
                "method": fact.method,
                "value": fact.value if isinstance(fact.value, str) else list(fact.value),
                "confidence": fact.confidence,
                "span_start": fact.span.start if fact.span else None,
                "span_end": fact.span.end if fact.span else None,
            }


def _section_rows(placed: Placed) -> Iterator[dict[str, Any]]:
    for ordinal, document, _ in placed:
        for place, section in enumerate(document.sections):
            yield {
                "ordinal": ordinal,
                "place": place,
                "id": section.id,
                "parent": section.parent,
                "level": section.level,
                "kind": section.kind,
                "number": section.number,
                "title": section.title,
                "path": section.path,
                "span_start": section.start,
                "span_end": section.end,
            }


def _passage_rows(placed: Placed) -> Iterator[dict[str, Any]]:
    for ordinal, document, _ in placed:
        for passage in document.passages:
            yield {
                "key": passage_key(ordinal, passage.place),
                "ordinal": ordinal,
                "place": passage.place,
                "span_start": passage.start,
                "span_end": passage.end,
                "heading": passage.heading,
                "article": passage.article,
                "page": passage.page,
            }


def _group_rows(placed: Placed) -> Iterator[dict[str, Any]]:
    for ordinal, _, origin in placed:
        for name in origin.groups:
            yield {"ordinal": ordinal, "name": name}
