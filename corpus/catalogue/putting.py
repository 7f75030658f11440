"""Taking documents in: many in a few statements, with everything that belongs to them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from corpus.catalogue import outbox, parts
from corpus.catalogue.card_columns import drawn_from
from corpus.catalogue.column_types import storable
from corpus.catalogue.corrections import load_corrections, move_corrections
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import documents
from corpus.catalogue.values import Origin
from corpus.document import Document, Fact, Indicator

Columns = dict[str, Any]

_KNOWN = select(documents.c.id, documents.c.ordinal).where(
    documents.c.id.in_(bindparam("ids", expanding=True))
)


def put_many(
    connection: Connection, arrived: Sequence[tuple[Document, Origin]], *, now: datetime
) -> list[int]:
    """
    Take documents in, or in again with what newer rules say of them.

    Of a known document the text and all that was recognised is replaced, and its revision raised;
    what a person corrected, and who may see it, stays. Each gets its outbox row.

    Returns:
        Their ordinals, in the order given.
    """
    readings = {document.id: (document, origin) for document, origin in arrived}
    known = ordinals_of(connection, readings)
    again = {ordinal: readings[id_][0] for id_, ordinal in known.items()}
    corrections = load_corrections(connection, again)
    move_corrections(connection, corrections, again)
    parts.clear(connection, again)
    columns = {
        id_: _columns(document, origin, corrections.get(known.get(id_, 0), {}), now)
        for id_, (document, origin) in readings.items()
    }
    new = [id_ for id_ in readings if id_ not in known]
    _insert(connection, [{"id": id_, "added_at": now, **columns[id_]} for id_ in new])
    _revise(connection, [{"known": known[id_], **columns[id_]} for id_ in known])
    ordinals = known | ordinals_of(connection, new)
    parts.write(connection, {ordinals[id_]: readings[id_][0] for id_ in readings}, corrections)
    parts.write_groups(connection, {ordinals[id_]: readings[id_][1].groups for id_ in new})
    outbox.put(connection, [ordinals[id_] for id_ in readings])
    return [ordinals[document.id] for document, _ in arrived]


def ordinals_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Give the ordinals of those of *ids* that the catalogue has."""
    found: dict[str, int] = {}
    for portion in portions(ids):
        rows = connection.execute(_KNOWN, {"ids": portion})
        found.update((id_, ordinal) for id_, ordinal in rows)
    return found


def _insert(connection: Connection, rows: list[Columns]) -> None:
    if rows:
        connection.execute(insert(documents).values(revision=1), rows)


def _revise(connection: Connection, rows: list[Columns]) -> None:
    if rows:
        values: Columns = {name: bindparam(name) for name in rows[0] if name != "known"}
        values["revision"] = documents.c.revision + 1
        one = update(documents).where(documents.c.ordinal == bindparam("known"))
        connection.execute(one.values(values), rows)


def _columns(
    document: Document, origin: Origin, corrected: Mapping[str, Fact], now: datetime
) -> Columns:
    return {
        "sha256": origin.sha256,
        "format": origin.format,
        "size_bytes": origin.size_bytes,
        "text": storable(document.text),
        "pages": list(document.pages),
        "removed": [[span.start, span.end] for span in document.removed],
        "gaps": [[gap.span.start, gap.span.end, gap.kind, gap.hidden] for gap in document.gaps],
        "roles": [[part.role, part.span.start, part.span.end] for part in document.roles],
        "indicators": [_indicator(each) for each in document.indicators],
        "rules_version": origin.rules_version,
        "lexicon_version": origin.lexicon_version,
        "source_grade": document.source_grade,
        "completeness": document.completeness,
        "updated_at": now,
        **drawn_from({**document.facts, **corrected}),
    }


def _indicator(indicator: Indicator) -> list[Any]:
    sentence, span = indicator.sentence, indicator.span
    return [
        storable(indicator.name),
        indicator.value,
        indicator.unit,
        indicator.year,
        indicator.direction.value,
        [sentence.start, sentence.end],
        [span.start, span.end],
    ]
