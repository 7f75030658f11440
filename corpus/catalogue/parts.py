"""The parts of a document: facts, sections, passages, access groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select

from corpus.catalogue.column_types import storable
from corpus.catalogue.corrections import SAID, Corrections, is_recognised, read_fact, weight
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import (
    citations,
    document_groups,
    documents,
    facts,
    passage_key,
    passages,
    sections,
)
from corpus.catalogue.tables import parts as parts_table
from corpus.document import (
    Citation,
    Document,
    Fact,
    FactValue,
    Part,
    PartKind,
    Passage,
    Relation,
    Section,
    Span,
)
from corpus.recognise.number import document_number_key
from corpus.text.works import work_key

ROWS_AT_ONCE = 20_000

_SOME_FACTS = select(facts.c.ordinal, facts.c.name, facts.c.value, facts.c.method).where(
    facts.c.ordinal.in_(bindparam("ordinals", expanding=True)),
    facts.c.name.in_(bindparam("names", expanding=True)),
)
_WORDS_OF_FACTS = (
    select(
        facts.c.ordinal,
        facts.c.method,
        func.substr(
            documents.c.text, facts.c.span_start + 1, facts.c.span_end - facts.c.span_start
        ),
    )
    .join_from(facts, documents)
    .where(
        facts.c.ordinal.in_(bindparam("ordinals", expanding=True)),
        facts.c.name == bindparam("name"),
    )
)
PART = (
    parts_table.c.place,
    parts_table.c.kind,
    parts_table.c.title,
    parts_table.c.cited,
    parts_table.c.span_start,
    parts_table.c.span_end,
    parts_table.c.document_number,
    parts_table.c.region,
    parts_table.c.enterprise,
)

Written = Mapping[int, Document]  # by ordinal
Rows = Iterator[dict[str, Any]]


def clear(connection: Connection, ordinals: Mapping[int, object]) -> None:
    """Drop what was recognised in documents; what a person said stays."""
    for portion in portions(ordinals):
        for table in (sections, passages, parts_table, citations):
            connection.execute(delete(table).where(table.c.ordinal.in_(portion)))
        recognised = facts.c.ordinal.in_(portion), is_recognised()
        connection.execute(delete(facts).where(*recognised))


def write(connection: Connection, written: Written, corrections: Corrections) -> None:
    """Write the parts of documents; *corrections* are those that are there already, and stay."""
    _insert(connection, facts, _fact_rows(written, corrections))
    _insert(connection, sections, _section_rows(written))
    _insert(connection, passages, _passage_rows(written))
    _insert(connection, parts_table, _part_rows(written))
    _insert(connection, citations, _citation_rows(written))


def write_facts(
    connection: Connection,
    ordinal: int,
    written: Mapping[str, Fact],
    *,
    said_on: str | None = None,
) -> None:
    """Write facts of a document beside those that it has; on a day, where a person said them."""
    rows = (
        {**_fact_row(ordinal, name, fact), "said_on": said_on} for name, fact in written.items()
    )
    _insert(connection, facts, rows)


def write_groups(connection: Connection, groups: Mapping[int, tuple[str, ...]]) -> None:
    """Say who may see new documents; *groups* are by ordinal."""
    rows = (
        {"ordinal": ordinal, "name": name}
        for ordinal, names in groups.items()
        for name in dict.fromkeys(names)
    )
    _insert(connection, document_groups, rows)


def facts_of(connection: Connection, ordinal: int) -> Mapping[str, Fact]:
    """
    Give the facts of a document; what a person said stands before what a rule found.

    Where a person said that there is none, there is none.
    """
    return facts_of_many(connection, [ordinal]).get(ordinal, MappingProxyType({}))


def facts_of_many(connection: Connection, ordinals: Iterable[int]) -> dict[int, Mapping[str, Fact]]:
    """Give the facts of many documents, each as `facts_of` does; those without any left out."""
    found: dict[int, dict[str, Fact]] = {}
    for portion in portions(ordinals):
        rows = connection.execute(select(facts).where(facts.c.ordinal.in_(portion)))
        for row in sorted(rows, key=weight):
            found.setdefault(row.ordinal, {})[row.name] = read_fact(row)
    return {
        ordinal: MappingProxyType({name: each for name, each in known.items() if not _denied(each)})
        for ordinal, known in found.items()
    }


def _denied(fact: Fact) -> bool:
    """Tell whether a person said that there is none."""
    return fact.method in SAID and not fact.value


def single_values(
    connection: Connection, ordinals: Iterable[int], names: Sequence[str]
) -> dict[int, dict[str, str]]:
    """
    Give some facts of many documents, as far as they hold one text; by ordinal and name.

    What a person said stands before what a rule found; empty where there is none.
    """
    found: dict[int, dict[str, str]] = {}
    for portion in portions(ordinals):
        wanted = {"ordinals": portion, "names": names}
        rows = sorted(connection.execute(_SOME_FACTS, wanted), key=weight)
        for ordinal, name, value, _ in rows:
            if isinstance(value, str):
                found.setdefault(ordinal, {})[name] = value
    return found


def said_on(connection: Connection, ordinals: Iterable[int], name: str) -> dict[int, str]:
    """Give the day, ISO, on which a person last said what a fact of documents is, where kept."""
    found: dict[int, str] = {}
    for portion in portions(ordinals):
        query = select(facts.c.ordinal, facts.c.said_on, facts.c.method).where(
            facts.c.ordinal.in_(portion), facts.c.name == name, facts.c.said_on.is_not(None)
        )
        found |= {row.ordinal: row.said_on for row in sorted(connection.execute(query), key=weight)}
    return found


def words_of(connection: Connection, ordinals: Iterable[int], name: str) -> dict[int, str]:
    """Give the words, verbatim, from which a rule read a fact that nobody has corrected."""
    found: dict[int, str] = {}
    for portion in portions(ordinals):
        rows = connection.execute(_WORDS_OF_FACTS, {"ordinals": portion, "name": name})
        for ordinal, method, told in sorted(rows, key=weight):
            found[ordinal] = told.strip() if method == "rule" and told else ""
    return {ordinal: told for ordinal, told in found.items() if told}


def sections_of(connection: Connection, ordinal: int) -> tuple[Section, ...]:
    """Give the outline of a document in reading order."""
    query = (
        select(
            sections.c.id,
            sections.c.parent,
            sections.c.level,
            sections.c.kind,
            sections.c.number,
            sections.c.title,
            sections.c.path,
            sections.c.span_start,
            sections.c.span_end,
        )
        .where(sections.c.ordinal == ordinal)
        .order_by(sections.c.place)
    )
    return tuple(Section(*row) for row in connection.execute(query))


def passages_of(connection: Connection, ordinal: int) -> tuple[Passage, ...]:
    """Give the passages of a document in reading order."""
    query = (
        select(
            passages.c.place,
            passages.c.span_start,
            passages.c.span_end,
            passages.c.heading,
            passages.c.article,
            passages.c.page,
            passages.c.section,
            passages.c.part,
        )
        .where(passages.c.ordinal == ordinal)
        .order_by(passages.c.place)
    )
    return tuple(Passage(*row) for row in connection.execute(query))


def parts_of(connection: Connection, ordinal: int) -> tuple[Part, ...]:
    """Give the parts of a document that stand by themselves, in order."""
    query = select(*PART).where(parts_table.c.ordinal == ordinal).order_by(parts_table.c.place)
    return tuple(read_part(row) for row in connection.execute(query))


def read_part(columns: Sequence[Any]) -> Part:
    """Read the columns PART."""
    place, kind, title, cited, start, end, number, region, enterprise = columns
    return Part(
        place=place,
        kind=PartKind(kind),
        title=title,
        cited=cited,
        start=start,
        end=end,
        document_number=number,
        region=tuple(region),
        enterprise=tuple(enterprise),
    )


def citations_of(connection: Connection, ordinal: int) -> tuple[Citation, ...]:
    """Give what a document names, in order."""
    query = select(citations).where(citations.c.ordinal == ordinal).order_by(citations.c.place)
    return tuple(
        Citation(
            relation=Relation(row.relation),
            title=row.title,
            number=row.number,
            span=Span(row.span_start, row.span_end),
            sentence=Span(row.sentence_start, row.sentence_end),
            confidence=row.confidence,
        )
        for row in connection.execute(query)
    )


def _insert(connection: Connection, table: Table, rows: Rows) -> None:
    for portion in portions(rows, ROWS_AT_ONCE):
        connection.execute(insert(table), portion)


def _fact_rows(written: Written, corrections: Corrections) -> Rows:
    for ordinal, document in written.items():
        for name, fact in document.facts.items():
            said = corrections.get(ordinal, {}).get(name)
            if said and fact.method in SAID:
                continue
            yield _fact_row(ordinal, name, fact)


def _fact_row(ordinal: int, name: str, fact: Fact) -> dict[str, Any]:
    return {
        "ordinal": ordinal,
        "name": name,
        "method": fact.method,
        "value": _value(fact.value),
        "confidence": fact.confidence,
        "span_start": fact.span.start if fact.span else None,
        "span_end": fact.span.end if fact.span else None,
    }


def _section_rows(written: Written) -> Rows:
    for ordinal, document in written.items():
        for place, section in enumerate(document.sections):
            yield {
                "ordinal": ordinal,
                "place": place,
                "id": section.id,
                "parent": section.parent,
                "level": section.level,
                "kind": section.kind,
                "number": storable(section.number),
                "title": storable(section.title),
                "path": storable(section.path),
                "span_start": section.start,
                "span_end": section.end,
            }


def _passage_rows(written: Written) -> Rows:
    for ordinal, document in written.items():
        for passage in document.passages:
            yield {
                "key": passage_key(ordinal, passage.place),
                "ordinal": ordinal,
                "place": passage.place,
                "span_start": passage.start,
                "span_end": passage.end,
                "heading": storable(passage.heading),
                "article": passage.article and storable(passage.article),
                "page": passage.page,
                "section": passage.section and storable(passage.section),
                "part": passage.part,
            }


def _part_rows(written: Written) -> Rows:
    for ordinal, document in written.items():
        for part in document.parts:
            yield {
                "ordinal": ordinal,
                "place": part.place,
                "kind": part.kind,
                "title": storable(part.title),
                "cited": storable(part.cited),
                "span_start": part.start,
                "span_end": part.end,
                "document_number": part.document_number,
                "region": list(part.region),
                "enterprise": list(part.enterprise),
            }


def _citation_rows(written: Written) -> Rows:
    for ordinal, document in written.items():
        for place, citation in enumerate(document.citations):
            yield {
                "ordinal": ordinal,
                "place": place,
                "relation": citation.relation,
                "title": storable(citation.title),
                "work_key": storable(work_key(citation.title)),
                "number": citation.number and storable(citation.number),
                "number_key": document_number_key(citation.number or ""),
                "span_start": citation.span.start,
                "span_end": citation.span.end,
                "sentence_start": citation.sentence.start,
                "sentence_end": citation.sentence.end,
                "confidence": citation.confidence,
            }


def _value(value: FactValue) -> str | list[str]:
    return storable(value) if isinstance(value, str) else [storable(each) for each in value]
