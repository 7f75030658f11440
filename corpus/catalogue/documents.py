"""Documents: taken in, given back, found, counted, taken out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select

from corpus.catalogue import outbox, parts
from corpus.catalogue.cards import (
    article_places,
    articles,
    aware,
    cards,
    newest,
    passage_texts,
    removed_of,
)
from corpus.catalogue.column_types import storable
from corpus.catalogue.portions import portions
from corpus.catalogue.putting import ordinals_of, put_many
from corpus.catalogue.tables import document_groups, documents, paths
from corpus.catalogue.values import Entry, Stored
from corpus.catalogue.visibility import Groups, only_visible, seen_by
from corpus.document import Direction, Document, Gap, GapKind, Indicator, RoleSpan, Span

__all__ = [
    "article_places",
    "articles",
    "cards",
    "count_by_class",
    "dated",
    "entries",
    "existing",
    "find",
    "find_many",
    "get",
    "known",
    "newest",
    "ordinals_between",
    "ordinals_of",
    "passage_texts",
    "put_many",
    "remove",
    "removed_of",
    "texts",
    "unclaimed",
]

SHORTEST_BEGINNING = 8  # of an id that stands for the whole

_BEGINNING = re.compile(rf"[0-9a-f]{{{SHORTEST_BEGINNING},15}}")
_AFTER_ANY_DIGIT = "g"

_KEY = bindparam("key", type_=paths.c.path.type)  # it may be a path that is no text
_BY_ID = select(documents.c.ordinal).where(documents.c.id == _KEY)
_BY_PATH = select(documents.c.ordinal).join_from(documents, paths).where(paths.c.path == _KEY)
_BY_BEGINNING = (
    select(documents.c.ordinal)
    .where(documents.c.id >= bindparam("key"), documents.c.id < bindparam("beyond"))
    .limit(2)
)
_OLDEST_PATH = (
    select(paths.c.path)
    .where(paths.c.ordinal == documents.c.ordinal)
    .order_by(paths.c.added_at, paths.c.path)
    .limit(1)
)
_ENTRIES = select(
    documents.c.ordinal,
    documents.c.id,
    documents.c.sha256,
    documents.c.size_bytes,
    documents.c.source_grade,
    func.coalesce(_OLDEST_PATH.scalar_subquery(), "", type_=paths.c.path.type),
    documents.c.rules_version,
    documents.c.lexicon_version,
).order_by(documents.c.ordinal)


def remove(connection: Connection, ordinal: int) -> str | None:
    """Take a document out with all that belongs to it; give its sha256, None if it is unknown."""
    query = select(documents.c.sha256).where(documents.c.ordinal == ordinal)
    sha256: str | None = connection.execute(query).scalar()
    if sha256 is not None:
        connection.execute(delete(documents).where(documents.c.ordinal == ordinal))
        outbox.deleted(connection, ordinal, sha256)
    return sha256


def find(connection: Connection, key: str, *, visible_to: Groups = None) -> int | None:
    """
    Give the ordinal of a document; None when there is none that the asker may see.

    Args:
        connection: To read with.
        key: Its id, the first 8 digits of it or more if no other begins so, or one of its paths.
        visible_to: The asker's groups.
    """
    for query in (_BY_ID, _BY_PATH):
        chosen = only_visible(query, visible_to)
        found: int | None = connection.execute(chosen, {"key": key, **seen_by(visible_to)}).scalar()
        if found is not None:
            return found
    return _find_by_beginning(connection, key, visible_to)


def find_many(
    connection: Connection, keys: Iterable[str], *, visible_to: Groups = None
) -> dict[str, int]:
    """Give the ordinals of many documents, each found as `find` does; those unknown left out."""
    wanted = list(dict.fromkeys(keys))
    found: dict[str, int] = {}
    query = only_visible(select(documents.c.id, documents.c.ordinal), visible_to)
    for portion in portions(wanted):
        rows = connection.execute(query.where(documents.c.id.in_(portion)), seen_by(visible_to))
        found.update((row.id, row.ordinal) for row in rows)
    for key in wanted:  # what is no id: the beginning of one, or a path
        if key not in found and (one := find(connection, key, visible_to=visible_to)) is not None:
            found[key] = one
    return found


def known(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Give those of *ids* that the catalogue has."""
    return set(ordinals_of(connection, ids))


def unclaimed(connection: Connection, hashes: Iterable[str]) -> set[str]:
    """Give those of *hashes* that no document has."""
    left: set[str] = set()
    for portion in portions(hashes):
        query = select(documents.c.sha256).where(documents.c.sha256.in_(portion))
        left |= set(portion) - set(connection.execute(query).scalars())
    return left


def get(connection: Connection, ordinal: int, *, visible_to: Groups = None) -> Stored | None:
    """Give a document whole; None when there is none that the asker may see."""
    query = only_visible(select(documents).where(documents.c.ordinal == ordinal), visible_to)
    row = connection.execute(query, seen_by(visible_to)).one_or_none()
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
            citations=parts.citations_of(connection, ordinal),
            parts=parts.parts_of(connection, ordinal),
            pages=tuple(row.pages),
            removed=tuple(Span(*each) for each in row.removed),
            gaps=tuple(
                Gap(Span(start, end), GapKind(kind), hidden)
                for start, end, kind, hidden in row.gaps or ()
            ),
            roles=tuple(RoleSpan(role, Span(start, end)) for role, start, end in row.roles or ()),
            indicators=tuple(
                Indicator(name, value, unit, year, Direction(went), Span(*sentence), Span(*span))
                for name, value, unit, year, went, sentence, span in row.indicators or ()
            ),
            source_grade=row.source_grade,
            completeness=row.completeness,
        ),
        sha256=row.sha256,
        format=row.format,
        size_bytes=row.size_bytes,
        revision=row.revision,
        follows=row.follows,
        added_at=aware(row.added_at),
        updated_at=aware(row.updated_at),
        groups=tuple(sorted(connection.execute(groups).scalars())),
        paths=tuple(storable(each.path) for each in lying),
        sample=any(each.sample for each in lying),
    )


def dated(
    connection: Connection, ordinals: Iterable[int], *, visible_to: Groups = None
) -> dict[int, tuple[str, str]]:
    """Give the principal date, ISO, perhaps partial, empty when unknown, and the class of each."""
    found: dict[int, tuple[str, str]] = {}
    columns = select(documents.c.ordinal, documents.c.date_value, documents.c.document_class)
    for portion in portions(ordinals):
        query = only_visible(columns.where(documents.c.ordinal.in_(portion)), visible_to)
        for ordinal, date, name in connection.execute(query, seen_by(visible_to)):
            found[ordinal] = date or "", name
    return found


def visible(
    connection: Connection, ordinals: Iterable[int], *, visible_to: Groups = None
) -> set[int]:
    """Give those of the documents that are there and that the asker may see."""
    found: set[int] = set()
    for portion in portions(ordinals):
        query = select(documents.c.ordinal).where(documents.c.ordinal.in_(portion))
        rows = connection.execute(only_visible(query, visible_to), seen_by(visible_to))
        found.update(rows.scalars())
    return found


def count_by_class(connection: Connection, *, visible_to: Groups = None) -> dict[str, int]:
    """Count the documents of each class, most first."""
    count = func.count()
    query = select(documents.c.document_class, count).group_by(documents.c.document_class)
    chosen = only_visible(query, visible_to).order_by(count.desc(), documents.c.document_class)
    return dict(connection.execute(chosen, seen_by(visible_to)).all())


def entries(connection: Connection, ordinals: Iterable[int] | None = None) -> Iterator[Entry]:
    """List all documents in the order in which they came, or those of *ordinals*; streamed."""
    if ordinals is None:
        rows = connection.execute(_ENTRIES, execution_options={"yield_per": 1000})
        yield from (Entry(*row) for row in rows)
        return
    for portion in portions(sorted(set(ordinals))):
        rows = connection.execute(_ENTRIES.where(documents.c.ordinal.in_(portion)))
        yield from (Entry(*row) for row in rows)


def texts(
    connection: Connection, ordinals: Sequence[int] | None = None
) -> Iterator[tuple[int, str, str]]:
    """Give ordinal, title and text of all documents as they came, or of *ordinals*; streamed."""
    query = select(documents.c.ordinal, documents.c.title, documents.c.text)
    if ordinals is not None:
        query = query.where(documents.c.ordinal.in_(ordinals))
    rows = connection.execute(
        query.order_by(documents.c.ordinal), execution_options={"yield_per": 100}
    )
    yield from ((row.ordinal, row.title, row.text) for row in rows)


def existing(connection: Connection, ordinals: Iterable[int]) -> set[int]:
    """Give those of *ordinals* that are there."""
    found: set[int] = set()
    for portion in portions(ordinals):
        query = select(documents.c.ordinal).where(documents.c.ordinal.in_(portion))
        found.update(connection.execute(query).scalars())
    return found


def ordinals_between(connection: Connection, after: int, until: int) -> list[int]:
    """Give the ordinals of the documents that came in behind *after*, and not behind *until*."""
    ordinal = documents.c.ordinal
    query = select(ordinal).where(ordinal > after, ordinal <= until).order_by(ordinal)
    return list(connection.execute(query).scalars())


def last_added(connection: Connection, until: datetime) -> int:
    """Give the ordinal of the last document that had come in at a moment; 0 where none had."""
    query = select(func.max(documents.c.ordinal)).where(documents.c.added_at <= until)
    found: int | None = connection.execute(query).scalar()
    return found or 0


def is_any_behind(connection: Connection, ordinal: int) -> bool:
    """Tell whether a document came in behind an ordinal."""
    query = select(documents.c.ordinal).where(documents.c.ordinal > ordinal).limit(1)
    return connection.execute(query).first() is not None


def _find_by_beginning(connection: Connection, key: str, visible_to: Groups) -> int | None:
    if not _BEGINNING.fullmatch(key):
        return None
    query = only_visible(_BY_BEGINNING, visible_to)
    bounds = {"key": key, "beyond": key + _AFTER_ANY_DIGIT, **seen_by(visible_to)}
    found = list(connection.execute(query, bounds).scalars())
    return found[0] if len(found) == 1 else None
