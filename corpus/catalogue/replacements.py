"""What was replaced by what at its path: kept when both are gone, so that a lineage holds."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from corpus.catalogue.portions import portions
from corpus.catalogue.putting import ordinals_of
from corpus.catalogue.tables import replacements

_LONGEST_LINEAGE = 1000  # versions


def note(connection: Connection, older: str, newer: str) -> None:
    """Note that a document has come to the place of another; what has come is not replaced."""
    connection.execute(delete(replacements).where(replacements.c.older.in_((older, newer))))
    connection.execute(insert(replacements), {"older": older, "newer": newer})


def following(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """
    Give what lies today where documents lay, through all that lay there between: id -> ordinal.

    A document that is itself in the library is followed too.
    """
    found: dict[str, int] = {}
    latest = {id_: id_ for id_ in ids}
    for _ in range(_LONGEST_LINEAGE):
        newer = _newer(connection, set(latest.values()))
        latest = {id_: newer[at] for id_, at in latest.items() if at in newer}
        if not latest:
            break
        there = ordinals_of(connection, set(latest.values()))
        found.update((id_, there[at]) for id_, at in latest.items() if at in there)
        latest = {id_: at for id_, at in latest.items() if at not in there}
    return found


def _newer(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for portion in portions(ids):
        query = select(replacements.c.older, replacements.c.newer)
        rows = connection.execute(query.where(replacements.c.older.in_(portion)))
        found.update((older, newer) for older, newer in rows)
    return found
