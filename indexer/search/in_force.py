"""Which documents have a standing on a day, as a condition that every engine understands."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Connection

from corpus.catalogue import Catalogue
from corpus.catalogue.relations import Work, all_works
from corpus.catalogue.visibility import Groups
from corpus.partial_dates import first_day
from corpus.resolve.standing import Changed, standing
from corpus.resolve.validity import EXPIRED, JUDGED_CLASSES, REPEALED, UNKNOWN, Validity
from indexer.engine.query import All, Among, Either, Keyword, Node, Not
from indexer.remembered import Remembered

Standings = Mapping[str, frozenset[int]]  # value of a standing but UNKNOWN -> ordinals

ENDED = (REPEALED, EXPIRED)

MOST_DAYS = 16  # kept at hand
MOST_SHOWN = 20_000  # documents of a day whose standing is kept at hand


class StandingOn:
    """Standings of the whole library on the days that are asked for, as of one commit."""

    def __init__(self) -> None:
        self._known = Remembered(MOST_DAYS)
        self._ended = Remembered(MOST_DAYS)
        self._shown = Remembered(MOST_DAYS)

    def of(
        self,
        connection: Connection,
        works: Collection[Work],
        on: date,
        *,
        visible_to: Groups,
        changed: Changed | None,
    ) -> Mapping[int, Validity | None]:
        """Give the standing of documents that are shown; many are shown again and again."""
        known = self._shown.of("", (on, visible_to), dict[int, Validity | None])
        told = {work.ordinal: known[work.ordinal] for work in works if work.ordinal in known}
        missing = [work for work in works if work.ordinal not in told]
        if missing:
            found = standing(connection, missing, on, visible_to=visible_to, changed=changed)
            new = {work.ordinal: found.get(work.ordinal) for work in missing}
            if len(known) < MOST_SHOWN:  # nothing is ever taken out, since others are reading
                known.update(new)
            told |= new
        return told

    def condition(
        self, connection: Connection, values: Collection[str], on: date, visible_to: Groups
    ) -> Node:
        """Give what holds for the documents that have one of *values* as their standing."""
        found = self._every(connection, on, visible_to, None)
        chosen = frozenset[int]().union(*(found.get(value, ()) for value in values))
        if UNKNOWN not in values:
            return Among(chosen)
        told = frozenset[int]().union(*found.values())
        rest = All((Keyword("document_class", JUDGED_CLASSES), Not(Among(told))))
        return Either((Among(chosen), rest))

    def ended(
        self, catalogue: Catalogue, on: date, visible_to: Groups, changed: Changed | None
    ) -> frozenset[int]:
        """Give the documents that no longer hold on a day, as far as the asker can tell."""

        def find() -> frozenset[int]:
            with catalogue.read() as connection:
                found = self._every(connection, on, visible_to, changed)
            return frozenset[int]().union(*(found.get(value, ()) for value in ENDED))

        return self._ended.of("", (on, visible_to), find)

    def _every(
        self, connection: Connection, on: date, visible_to: Groups, changed: Changed | None
    ) -> Standings:
        return self._known.of(
            "",
            (on, visible_to),
            lambda: standings(connection, on, visible_to=visible_to, changed=changed),
        )


def standings(
    connection: Connection,
    on: date,
    *,
    visible_to: Groups = None,
    changed: Changed | None = None,
) -> Standings:
    """
    Give every standing on a day but the one of which nothing is known, with its documents.

    Args:
        connection: To read with.
        on: The day.
        visible_to: The asker's groups.
        changed: Of the whole library on that day or before it, where it is known.
    """
    changed = changed or Changed.gather(connection, on)
    looked_at = [
        work
        for work in all_works(connection, visible_to=visible_to).values()
        if work.document_class in JUDGED_CLASSES and _may_be_told(work, changed, on)
    ]
    told = standing(connection, looked_at, on, visible_to=visible_to, changed=changed)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for ordinal, validity in told.items():
        if validity.value != UNKNOWN:
            found[validity.value].add(ordinal)
    return {value: frozenset(ordinals) for value, ordinals in found.items()}


def _may_be_told(work: Work, changed: Changed, on: date) -> bool:
    if work.ordinal in changed.same_text or work.ordinal in changed.dated:
        return True
    return changed.touches(work) or bool(work.date and first_day(work.date) > on.isoformat())
