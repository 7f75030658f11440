"""What people said of documents: it outlives every new reading."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, select, update

from corpus.catalogue.portions import portions
from corpus.catalogue.tables import documents, facts
from corpus.document import Document, Fact, Span

USER = "user"  # the method of a fact that a person corrected
IMPORT = "import"  # of one that was given with the file
SAID = (IMPORT, USER)  # by people, the surest last

Corrections = dict[int, dict[str, Fact]]  # ordinal -> field name -> fact

_MOVE = (
    update(facts)
    .where(
        facts.c.ordinal == bindparam("document"),
        facts.c.name == bindparam("field"),
        facts.c.method == USER,
    )
    .values(span_start=bindparam("new_start"), span_end=bindparam("new_end"))
)


def load_corrections(connection: Connection, ordinals: Iterable[int]) -> Corrections:
    """Give what people corrected in documents; those without corrections are left out."""
    found: Corrections = {}
    for portion in portions(ordinals):
        query = select(facts).where(facts.c.ordinal.in_(portion), facts.c.method.in_(SAID))
        for row in sorted(connection.execute(query), key=weight):
            found.setdefault(row.ordinal, {})[row.name] = read_fact(row)
    return found


def load_imported(connection: Connection, ordinals: Iterable[int]) -> Corrections:
    """Give what was said of documents by whoever brought their files."""
    found: Corrections = {}
    for portion in portions(ordinals):
        query = select(facts).where(facts.c.ordinal.in_(portion), facts.c.method == IMPORT)
        for row in connection.execute(query):
            found.setdefault(row.ordinal, {})[row.name] = read_fact(row)
    return found


def move_corrections(
    connection: Connection, corrections: Corrections, again: Mapping[int, Document]
) -> None:
    """
    Let corrections find their words in the new texts; one that does not loses its place.

    Args:
        connection: Of the transaction, before the old texts are replaced.
        corrections: As loaded.
        again: Ordinal -> the document as it is read now.
    """
    moves = [
        {
            "document": ordinal,
            "field": name,
            "new_start": span.start if span else None,
            "new_end": span.end if span else None,
        }
        for ordinal, by_name in corrections.items()
        for name, span in _moved(connection, ordinal, by_name, again[ordinal].text)
    ]
    if moves:
        connection.execute(_MOVE, moves)


def weight(row: Any) -> int:
    """Say how much the word of a fact's row weighs: what a person said more than a rule."""
    return SAID.index(row.method) + 1 if row.method in SAID else 0


def is_recognised() -> ColumnElement[bool]:
    """Hold for the facts that a new reading replaces."""
    return facts.c.method.not_in(SAID)


def read_fact(row: Any) -> Fact:
    """Make a fact of its row."""
    value = row.value if isinstance(row.value, str) else tuple(row.value)
    span = None if row.span_start is None else Span(row.span_start, row.span_end)
    return Fact(value, row.confidence, row.method, span)


def _moved(
    connection: Connection, ordinal: int, by_name: Mapping[str, Fact], new: str
) -> Iterator[tuple[str, Span | None]]:
    spans = {name: fact.span for name, fact in by_name.items() if fact.span}
    if not spans:
        return
    query = select(documents.c.text).where(documents.c.ordinal == ordinal)
    old: str = connection.execute(query).scalar_one()
    for name, span in spans.items():
        yield name, _find_again(span, old, new)


def _find_again(span: Span, old: str, new: str) -> Span | None:
    """Give the one place in *new* of the words that *span* has in *old*."""
    words = old[span.start : span.end]
    if new[span.start : span.end] == words:
        return span
    start = new.find(words) if words else -1
    if start < 0 or new.find(words, start + 1) >= 0:
        return None
    return Span(start, start + len(words))
