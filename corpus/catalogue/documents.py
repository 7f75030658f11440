"""Documents: taken in, given back, taken out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from corpus.catalogue import outbox, parts
from corpus.catalogue.tables import document_groups, documents, passage_key, passages, paths
from corpus.catalogue.values import Card, Entry, Origin, PassageText, Stored
from corpus.document import Document, Span
from corpus.metadata import principal_date

IDS_AT_ONCE = 500  # in one statement

Groups = frozenset[str] | None  # of which a document must have one; None for every document

_CARD = (
    documents.c.ordinal,
    documents.c.id,
    documents.c.title,
    documents.c.document_class,
    documents.c.kind,
    documents.c.document_number,
    documents.c.issuer,
    documents.c.date_value,
    documents.c.date_field,
    documents.c.source_grade,
    documents.c.completeness,
    documents.c.format,
    documents.c.added_at,
)
_CARDS = select(*_CARD).where(documents.c.ordinal.in_(bindparam("ordinals", expanding=True)))
_PATHS = (
    select(paths.c.ordinal, paths.c.path)
    .where(paths.c.ordinal.in_(bindparam("ordinals", expanding=True)))
    .order_by(paths.c.added_at, paths.c.path)
)
_PASSAGES = (
    select(
        passages,
        func.substr(
            documents.c.text,
            passages.c.span_start + 1,
            passages.c.span_end - passages.c.span_start,
        ).label("text"),
    )
    .join(documents, documents.c.ordinal == passages.c.ordinal)
    .where(passages.c.key.in_(bindparam("keys", expanding=True)))
)


def put_many(
    connection: Connection, arrived: Sequence[tuple[Document, Origin]], *, now: datetime
) -> list[int]:
    """
    Take documents in, or in again with what newer rules say of them.

    What a person corrected stays. Each gets its outbox row.

    Returns:
        Their ordinals, in the order given.
    """
    known = _ordinals(connection, [document.id for document, _ in arrived])
    new = [each for each in arrived if each[0].id not in known]
    if new:
        rows = [
            {"id": document.id, "revision": 1, "added_at": now, **_columns(document, origin, now)}
            for document, origin in new
        ]
        connection.execute(insert(documents), rows)
    _put_again(connection, [each for each in arrived if each[0].id in known], now)
    known |= _ordinals(connection, [document.id for document, _ in new])
    ordinals = [known[document.id] for document, _ in arrived]
    parts.write(
        connection,
        [(at, document, origin) for at, (document, origin) in zip(ordinals, arrived, strict=True)],
    )
    outbox.append(connection, ordinals, "put")
    return ordinals


def remove(connection: Connection, ordinal: int) -> str | None:
    """Take a document out with all that belongs to it; give its sha256, None if it is unknown."""
    query = select(documents.c.sha256).where(documents.c.ordinal == ordinal)
    sha256: str | None = connection.execute(query).scalar()
    if sha256 is not None:
        connection.execute(delete(documents).where(documents.c.ordinal == ordinal))
        outbox.append(connection, [ordinal], "delete")
    return sha256


def find(connection: Connection, key: str) -> int | None:
    """Give the ordinal of the document with this id or path; None when there is none."""
    by_id = select(documents.c.ordinal).where(documents.c.id == key)
    by_path = select(paths.c.ordinal).where(paths.c.path == key)
    found: int | None = connection.execute(by_id).scalar()
    return found if found is not None else connection.execute(by_path).scalar()


def known(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Give those of *ids* that the catalogue has."""
    return {
        found
        for start in range(0, len(ids), IDS_AT_ONCE)
        for found in _ordinals(connection, ids[start : start + IDS_AT_ONCE])
    }


def get(connection: Connection, ordinal: int, *, visible_to: Groups = None) -> Stored | None:
    """Give a document whole; None when there is none that the asker may see."""
    query = _visible(select(documents).where(documents.c.ordinal == ordinal), visible_to)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    lying = connection.execute(
        select(paths).where(paths.c.ordinal == ordinal).order_by(paths.c.added_at, paths.c.path)
    ).all()
    groups = select(document_groups.c.name).where(document_groups.c.ordinal == ordinal)
    return Stored(
        ordinal=ordinal,
        document=Document(
            id=row.id,
            text=row.text,
            facts=parts.facts_of(connection, ordinal),
            sections=parts.sections_of(connection, ordinal),
            passages=parts.passages_of(connection, ordinal),
            pages=tuple(row.pages),
            removed=tuple(Span(*each) for each in row.removed),
            source_grade=row.source_grade,
            completeness=row.completeness,
        ),
        sha256=row.sha256,
        format=row.format,
        size_bytes=row.size_bytes,
        revision=row.revision,
        follows=row.follows,
        added_at=_aware(row.added_at),
        updated_at=_aware(row.updated_at),
        groups=tuple(sorted(connection.execute(groups).scalars())),
        paths=tuple(each.path for each in lying),
        sample=any(each.sample for each in lying),
    )


def cards(connection: Connection, ordinals: Sequence[int]) -> dict[int, Card]:
    """Give what a list shows of documents, in two statements."""
    if not ordinals:
        return {}
    lying: dict[int, list[str]] = {}
    for ordinal, path in connection.execute(_PATHS, {"ordinals": ordinals}):
        lying.setdefault(ordinal, []).append(path)
    rows = connection.execute(_CARDS, {"ordinals": ordinals})
    return {row.ordinal: _card(row, lying.get(row.ordinal, ())) for row in rows}


def passage_texts(
    connection: Connection, keys: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], PassageText]:
    """Give passages with their texts by (ordinal, place), in one statement."""
    if not keys:
        return {}
    wanted = [passage_key(*key) for key in keys]
    return {
        (row.ordinal, row.place): PassageText(
            row.place, row.heading, row.article, row.page, row.span_start, row.text
        )
        for row in connection.execute(_PASSAGES, {"keys": wanted})
    }


def newest(connection: Connection, limit: int, *, visible_to: Groups = None) -> list[int]:
    """Give the ordinals of the documents that came in last, newest first."""
    query = select(documents.c.ordinal).order_by(
        documents.c.added_at.desc(), documents.c.ordinal.desc()
    )
    return list(connection.execute(_visible(query, visible_to).limit(limit)).scalars())


def count_by_class(connection: Connection, *, visible_to: Groups = None) -> dict[str, int]:
    """Count the documents of each class, most first."""
    count = func.count()
    query = select(documents.c.document_class, count).group_by(documents.c.document_class)
    rows = connection.execute(_visible(query, visible_to).order_by(count.desc()))
    return {name: number for name, number in rows}


def entries(connection: Connection, ordinals: Sequence[int] | None = None) -> Iterator[Entry]:
    """List all documents in the order in which they came, or those of *ordinals*."""
    first_path = select(func.min(paths.c.path)).where(paths.c.ordinal == documents.c.ordinal)
    query = select(
        documents.c.ordinal,
        documents.c.id,
        documents.c.sha256,
        documents.c.size_bytes,
        documents.c.source_grade,
        first_path.scalar_subquery().label("path"),
    ).order_by(documents.c.ordinal)
    if ordinals is not None:
        query = query.where(documents.c.ordinal.in_(ordinals))
    for row in connection.execute(query):
        yield Entry(*row[:5], path=row.path or "")


def _visible(query: Select[Any], visible_to: Groups) -> Select[Any]:
    if visible_to is None:
        return query
    return query.where(
        exists().where(
            and_(
                document_groups.c.ordinal == documents.c.ordinal,
                document_groups.c.name.in_(visible_to),
            )
        )
    )


def _ordinals(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    query = select(documents.c.id, documents.c.ordinal).where(documents.c.id.in_(list(ids)))
    return {id_: ordinal for id_, ordinal in connection.execute(query)}


def _put_again(
    connection: Connection, arrived: Sequence[tuple[Document, Origin]], now: datetime
) -> None:
    for document, origin in arrived:
        connection.execute(
            update(documents)
            .where(documents.c.id == document.id)
            .values(revision=documents.c.revision + 1, **_columns(document, origin, now))
        )


def _columns(document: Document, origin: Origin, now: datetime) -> dict[str, Any]:
    date = principal_date(document.facts)
    return {
        "sha256": origin.sha256,
        "format": origin.format,
        "size_bytes": origin.size_bytes,
        "text": document.text,
        "pages": list(document.pages),
        "removed": [[span.start, span.end] for span in document.removed],
        "rules_version": origin.rules_version,
        "lexicon_version": origin.lexicon_version,
        "source_grade": document.source_grade,
        "completeness": document.completeness,
        "updated_at": now,
        "title": document.value("title") or "",
        "document_class": document.value("document_class") or "other",
        "kind": document.value("kind"),
        "document_number": document.value("document_number"),
        "issuer": list(document.values("issuer")),
        "date_value": date[0] if date else None,
        "date_field": date[1] if date else None,
    }


def _card(row: Any, lying: Iterable[str]) -> Card:
    return Card(
        id=row.id,
        title=row.title,
        document_class=row.document_class,
        kind=row.kind,
        document_number=row.document_number,
        issuer=tuple(row.issuer),
        date_value=row.date_value,
        date_field=row.date_field,
        source_grade=row.source_grade,
        completeness=row.completeness,
        format=row.format,
        added_at=_aware(row.added_at),
        paths=tuple(lying),
    )


def _aware(moment: datetime) -> datetime:
    """Give SQLite's moments the zone that they were stored in."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
