"""The standing of documents, from the catalogue: dates, what others did to them, newer versions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from corpus.catalogue.parts import single_values
from corpus.catalogue.relations import (
    Mention,
    Work,
    acted_on,
    issuing,
    mentions_of,
    works,
    works_named,
)
from corpus.catalogue.tables import facts
from corpus.catalogue.versions import VERSIONED
from corpus.catalogue.visibility import Groups
from corpus.partial_dates import last_day
from corpus.resolve.duplicates import copies
from corpus.resolve.folding import same_text
from corpus.resolve.naming import ACTS
from corpus.resolve.validity import JUDGED_CLASSES, Record, Validity, judge

_DATED = ("effective", "expires", "validity")
_EVERY_DATE = select(facts.c.ordinal, facts.c.name, facts.c.value, facts.c.method).where(
    facts.c.name.in_(_DATED)
)


@dataclass(frozen=True, slots=True)
class Changed:
    """
    What a look at single documents may leave out, gathered once for many looks.

    Attributes:
        keys: Names and numbers that a document repeals, amends or suspends.
        issuing: Ordinals of documents that print a text of such a name.
        same_text: As `corpus.resolve.folding.same_text` gives it.
        copies: As `corpus.resolve.duplicates.copies` gives it.
        dated: Ordinals of texts whose own dates, or a person's word, may decide.
    """

    keys: frozenset[str]
    issuing: frozenset[int]
    same_text: Mapping[int, tuple[int, ...]]
    copies: Mapping[int, tuple[int, ...]]
    dated: frozenset[int]

    @classmethod
    def gather(cls, connection: Connection, on: date) -> "Changed":
        """Gather it, for *on* and every later day."""
        known = connection.execute(_EVERY_DATE)
        dated = {
            ordinal
            for ordinal, name, value, _ in known
            if name != "effective" or last_day(str(value)) > on.isoformat()
        }
        keys, of_text = acted_on(connection, ACTS), copies(connection)
        return cls(
            keys=keys,
            issuing=issuing(connection, keys),
            same_text=same_text(connection, of_text),
            copies=of_text,
            dated=frozenset(dated),
        )

    def touches(self, work: Work) -> bool:
        """Tell whether anything may have been done to a document."""
        return work.ordinal in self.issuing or bool(
            {work.work_key, work.bare_key, work.number_key} & self.keys
        )


def standing(
    connection: Connection,
    known: Iterable[Work],
    on: date,
    *,
    visible_to: Groups = None,
    changed: Changed | None = None,
) -> Mapping[int, Validity]:
    """
    Give the standing of documents on a day, those of classes without one left out.

    Args:
        connection: To read with.
        known: The documents, as far as the asker may see them.
        on: The day.
        visible_to: The asker's groups: what an unseen document says is not told.
        changed: Of the whole library, where it is known.
    """
    judged = [work for work in known if work.document_class in JUDGED_CLASSES]
    if not judged:
        return {}
    touched = [work.ordinal for work in judged if changed is None or changed.touches(work)]
    whole = works(connection, touched, visible_to=visible_to) if touched else {}
    acts = mentions_of(connection, [*whole.values()], relations=ACTS, visible_to=visible_to)
    acting = works(connection, {act.by for act in acts}, visible_to=visible_to) if acts else {}
    several = [w for w in judged if changed is None or w.ordinal in changed.same_text]
    laws = {work.work_key for work in several if work.document_class in VERSIONED and work.work_key}
    versions = works_named(connection, work_keys=laws, visible_to=visible_to) if laws else []
    telling_own = [w.ordinal for w in judged if changed is None or w.ordinal in changed.dated]
    telling = {*telling_own, *(work.ordinal for work in versions), *acting}
    dates = single_values(connection, telling, _DATED)
    applies = {ordinal: said["effective"] for ordinal, said in dates.items() if "effective" in said}
    acts_on, newer_of = _acts_by_name(acts), _by_work(versions)
    found: dict[int, Validity] = {}
    for work in judged:
        said = dates.get(work.ordinal, {})
        own = whole.get(work.ordinal, work)
        done = sorted({at for key in _keys(own) for at in acts_on.get(key, ())})
        record = Record(
            work=own,
            effective=said.get("effective", ""),
            expires=said.get("expires", ""),
            said=said.get("validity", ""),
            acts=[(acts[at], acting[acts[at].by]) for at in done if acts[at].by in acting],
            newer=[each for each in newer_of.get(work.work_key, ()) if _is_newer(each, work)],
            applies=applies,
        )
        validity = judge(record, on)
        if validity:
            found[work.ordinal] = validity
    return found


def _keys(work: Work) -> list[str]:
    return [key for key in (work.number_key, *sorted(work.names)) if key]


def _acts_by_name(acts: Iterable[Mention]) -> Mapping[str, list[int]]:
    """Give where acts stand in their list, by the names and numbers of what they act on."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, act in enumerate(acts):
        for key in filter(None, (act.number_key, act.work_key)):
            found[key].append(at)
    return found


def _by_work(versions: Iterable[Work]) -> Mapping[str | None, list[Work]]:
    found: defaultdict[str | None, list[Work]] = defaultdict(list)
    for each in versions:
        found[each.work_key].append(each)
    return found


def _is_newer(other: Work, work: Work) -> bool:
    same = other.work_key == work.work_key and other.document_class in VERSIONED
    return same and work.document_class in VERSIONED and other.date > work.date != ""
