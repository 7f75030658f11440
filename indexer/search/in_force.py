"""Which documents have a standing on a day, as a condition that every engine understands."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import Connection

from corpus.catalogue.relations import Work, all_works
from corpus.catalogue.visibility import Groups
from corpus.partial_dates import first_day
from corpus.resolve.standing import Changed, standing
from corpus.resolve.validity import EXPIRED, JUDGED_CLASSES, NOT_YET, REPEALED, UNKNOWN, Validity
from indexer.engine.query import All, Among, Either, Keyword, Node, Not

ENDED = (REPEALED, EXPIRED)


@dataclass(frozen=True, slots=True)
class Standings:
    """
    The standings of a whole library on one day, as far as one asker can tell.

    Attributes:
        on: The day.
        visible_to: The asker's groups.
        changed: What there is to tell of, on that day.
        told: Ordinal -> standing, of every document of which there may be something to tell.
        ordinals: Value of a standing but UNKNOWN -> the documents that have it.
        same_text: As `changed` has it, but the versions that do not apply yet stand last.
    """

    on: date
    visible_to: Groups
    changed: Changed
    told: Mapping[int, Validity]
    ordinals: Mapping[str, frozenset[int]]
    same_text: Mapping[int, tuple[int, ...]]

    @classmethod
    def gather(
        cls,
        connection: Connection,
        on: date,
        *,
        visible_to: Groups = None,
        changed: Changed | None = None,
    ) -> "Standings":
        """Gather them; *changed* is of the whole library on that day or before it, if known."""
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
        ordinals = {value: frozenset(each) for value, each in found.items()}
        same_text = _begun_first(changed.same_text, ordinals.get(NOT_YET, frozenset()))
        return cls(on, visible_to, changed, told, ordinals, same_text)

    def of(self, connection: Connection, works: Collection[Work]) -> Mapping[int, Validity]:
        """Give the standing of some documents, those of classes without one left out."""
        rest = [work for work in works if work.ordinal not in self.told]
        plain = standing(
            connection, rest, self.on, visible_to=self.visible_to, changed=self.changed
        )
        shown = {work.ordinal for work in works}
        return {**plain, **{each: self.told[each] for each in shown & self.told.keys()}}

    def condition(self, values: Collection[str]) -> Node:
        """Give what holds for the documents that have one of *values* as their standing."""
        chosen = self._having(values)
        if UNKNOWN not in values:
            return Among(chosen)
        told = self._having(self.ordinals)
        rest = All((Keyword("document_class", JUDGED_CLASSES), Not(Among(told))))
        return Either((Among(chosen), rest))

    @property
    def ended(self) -> frozenset[int]:
        """The documents that no longer hold."""
        return self._having(ENDED)

    def _having(self, values: Collection[str]) -> frozenset[int]:
        return frozenset[int]().union(*(self.ordinals.get(value, ()) for value in values))


def _begun_first(
    same_text: Mapping[int, tuple[int, ...]], later: frozenset[int]
) -> Mapping[int, tuple[int, ...]]:
    """Put the versions of each text last that do not apply yet: another one stands for it."""
    found = dict(same_text)
    for group in {same_text[each] for each in later & same_text.keys()}:
        in_order = tuple(sorted(group, key=later.__contains__))
        found.update(dict.fromkeys(group, in_order))
    return MappingProxyType(found)


def _may_be_told(work: Work, changed: Changed, on: date) -> bool:
    if work.ordinal in changed.same_text or work.ordinal in changed.dated:
        return True
    return changed.touches(work) or bool(work.date and first_day(work.date) > on.isoformat())
