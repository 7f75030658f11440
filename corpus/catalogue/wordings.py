"""Passages as a reader of the whole library needs them: many at once, with nothing but words."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from corpus.catalogue.tables import documents, passages
from corpus.document import Span
from corpus.recognise.cleaning import blanked


@dataclass(frozen=True, slots=True)
class Wordings:
    """
    The words of a document.

    Attributes:
        title: Empty when it has none.
        passages: Passage key (`corpus.document.PLACE_BITS`) -> text, its debris blanked.
    """

    title: str
    passages: dict[int, str]


def wordings(connection: Connection, ordinal: int) -> Wordings | None:
    """Give the words of a document; None when it is gone."""
    document = select(documents.c.title, documents.c.text, documents.c.removed).where(
        documents.c.ordinal == ordinal
    )
    found = connection.execute(document).one_or_none()
    if found is None:
        return None
    spans = select(passages.c.key, passages.c.span_start, passages.c.span_end)
    rows = connection.execute(spans.where(passages.c.ordinal == ordinal).order_by(passages.c.key))
    title, text, removed = found
    text = blanked(text, [Span(*each) for each in removed])
    return Wordings(title, {key: text[start:end] for key, start, end in rows})


def count_passages(connection: Connection) -> int:
    """Count the passages of the whole library."""
    return connection.execute(select(func.count()).select_from(passages)).scalar_one()
