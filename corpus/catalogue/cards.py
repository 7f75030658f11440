"""What lists show: cards of documents, and passages with their words."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, select

from corpus.catalogue.column_types import storable
from corpus.catalogue.parts import PART, read_part
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import documents, parts, passage_key, passages, paths
from corpus.catalogue.values import Card, PassageText
from corpus.catalogue.visibility import Groups, only_visible, seen_by
from corpus.document import Passage, Span

# One statement each, made once: with ten hits, SQLAlchemy takes as long as SQLite.
_CARDS = (
    select(
        documents.c.ordinal,
        paths.c.path,
        documents.c.id,
        documents.c.title,
        documents.c.document_class,
        documents.c.kind,
        documents.c.document_number,
        documents.c.issuer,
        documents.c.speaker,
        documents.c.date_value,
        documents.c.date_field,
        documents.c.source_grade,
        documents.c.completeness,
        documents.c.format,
        documents.c.added_at,
        documents.c.work_key,
        documents.c.number_key,
    )
    .select_from(documents.outerjoin(paths))
    .where(documents.c.ordinal.in_(bindparam("ordinals", expanding=True)))
    .order_by(documents.c.ordinal, paths.c.added_at, paths.c.path)
)
_PASSAGES = (
    select(
        passages.c.ordinal,
        passages.c.place,
        passages.c.span_start,
        passages.c.span_end,
        passages.c.heading,
        passages.c.article,
        passages.c.page,
        passages.c.section,
        passages.c.part,
        documents.c.pages,
        func.substr(
            documents.c.text,
            passages.c.span_start + 1,
            passages.c.span_end - passages.c.span_start,
        ),
        *PART,
    )
    .join_from(passages, documents)
    .outerjoin(parts, and_(parts.c.ordinal == passages.c.ordinal, parts.c.place == passages.c.part))
    .where(passages.c.key.in_(bindparam("keys", expanding=True)))
)
_ARTICLES = select(passages.c.key, passages.c.article).where(
    passages.c.key.in_(bindparam("keys", expanding=True)), passages.c.article.is_not(None)
)

_OF_PASSAGE = 11  # columns; behind them stand those of its part


def cards(
    connection: Connection, ordinals: Sequence[int], *, visible_to: Groups = None
) -> dict[int, Card]:
    """Give what a list shows of documents, without those that are gone or not to be seen."""
    query = only_visible(_CARDS, visible_to)
    lying: dict[int, list[str]] = {}
    first: dict[int, Row[Any]] = {}
    for portion in portions(ordinals):
        for row in connection.execute(query, {"ordinals": portion, **seen_by(visible_to)}).all():
            ordinal, path = row[0], row[1]
            first.setdefault(ordinal, row)
            lying.setdefault(ordinal, []).extend([] if path is None else [storable(path)])
    return {ordinal: _card(row, tuple(lying[ordinal])) for ordinal, row in first.items()}


def passage_texts(
    connection: Connection, keys: Sequence[tuple[int, int]], *, visible_to: Groups = None
) -> dict[tuple[int, int], PassageText]:
    """Give passages with their words by (ordinal, place), as far as they may be seen."""
    query = only_visible(_PASSAGES, visible_to)
    found: dict[tuple[int, int], PassageText] = {}
    for portion in portions(keys):
        wanted = [passage_key(*key) for key in portion]
        for row in connection.execute(query, {"keys": wanted, **seen_by(visible_to)}).all():
            ordinal, *where, pages, text = row[:_OF_PASSAGE]
            passage, held = Passage(*where), row[_OF_PASSAGE:]
            part = read_part(held) if held[0] is not None else None
            found[ordinal, passage.place] = PassageText(passage, text, tuple(pages), part)
    return found


def removed_of(connection: Connection, ordinals: Iterable[int]) -> dict[int, tuple[Span, ...]]:
    """Give what of the texts of documents is no part of them; those with nothing left out."""
    found: dict[int, tuple[Span, ...]] = {}
    for portion in portions(ordinals):
        query = select(documents.c.ordinal, documents.c.removed)
        for ordinal, spans in connection.execute(query.where(documents.c.ordinal.in_(portion))):
            if spans:
                found[ordinal] = tuple(Span(*each) for each in spans)
    return found


def articles(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """Give the numbers of the articles among passages, by the passages' keys."""
    return {
        row.key: row.article
        for portion in portions(keys)
        for row in connection.execute(_ARTICLES, {"keys": portion})
    }


def article_places(
    connection: Connection, ordinals: Iterable[int], names: Collection[str]
) -> dict[int, list[int]]:
    """Give the places of the passages that are articles of these names, by document."""
    found: dict[int, list[int]] = {}
    for portion in portions(ordinals):
        query = select(passages.c.ordinal, passages.c.place).where(
            passages.c.ordinal.in_(portion), passages.c.article.in_(names)
        )
        for ordinal, place in connection.execute(query.order_by(passages.c.key)):
            found.setdefault(ordinal, []).append(place)
    return found


def newest(
    connection: Connection,
    limit: int,
    *,
    document_class: str | None = None,
    visible_to: Groups = None,
) -> list[int]:
    """Give the ordinals of the documents that came in last, newest first."""
    query = select(documents.c.ordinal).order_by(
        documents.c.added_at.desc(), documents.c.ordinal.desc()
    )
    if document_class is not None:
        query = query.where(documents.c.document_class == document_class)
    chosen = only_visible(query, visible_to).limit(limit)
    return list(connection.execute(chosen, seen_by(visible_to)).scalars())


def file_stem(path: str) -> str:
    """Give the name of a file without its ending; paths of Windows count too."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return name.rpartition(".")[0] or name


def aware(moment: datetime) -> datetime:
    """Give SQLite's moments the zone that they were stored in."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _card(row: Row[Any], lying: tuple[str, ...]) -> Card:
    id_, title, document_class, kind, number, issuer, *rest = tuple(row)[2:]
    speaker, date_value, date_field, source_grade, completeness, format_, added_at, *keys = rest
    return Card(
        id=id_,
        title=title or (file_stem(lying[0]) if lying else id_),
        document_class=document_class,
        kind=kind,
        document_number=number,
        issuer=tuple(issuer),
        speaker=speaker,
        date_value=date_value,
        date_field=date_field,
        source_grade=source_grade,
        completeness=completeness,
        format=format_,
        added_at=aware(added_at),
        paths=lying,
        work_key=keys[0],
        number_key=keys[1],
    )
