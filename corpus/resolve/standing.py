"""The standing of documents, from the catalogue: dates, what others did to them, newer versions."""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from corpus.catalogue.parts import said_on, single_values, words_of
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
from corpus.resolve.validity import JUDGED_CLASSES, Evidence, Record, Validity, judge
from corpus.resolve.volumes import Volumes, volumes

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
    gathered = _Gathered.gather(connection, judged, visible_to=visible_to, changed=changed)
    told = {work.ordinal: judge(gathered.record(work), on) for work in judged}
    return {ordinal: validity for ordinal, validity in told.items() if validity}


@dataclass(frozen=True, slots=True)
class _Gathered:
    """
    What tells of the standing of some documents.

    Attributes:
        whole: Those to which something may have been done, and their copies, by ordinal.
        same: Ordinal -> its copies, itself among them.
        acts: What was done to them, each with the document that did it.
        acts_on: Name or number -> where in `acts` something is done to it.
        newer_of: Work key -> its versions.
        apart: Ordinal -> the other volumes of its text, which are no versions of it.
        dates: Ordinal -> its dates, and what a person said of its standing.
        applies: Ordinal -> from when it applies, where it says so.
        said_on: Ordinal -> the day on which that was said.
        expiry: Ordinal -> the sentence that says until when it is valid.
    """

    whole: Mapping[int, Work]
    same: Mapping[int, tuple[int, ...]]
    acts: Sequence[tuple[Mention, Work]]
    acts_on: Mapping[str, Sequence[int]]
    newer_of: Mapping[str | None, Sequence[Work]]
    apart: Volumes
    dates: Mapping[int, dict[str, str]]
    applies: Mapping[int, str]
    said_on: Mapping[int, str]
    expiry: Mapping[int, str]

    @classmethod
    def gather(
        cls,
        connection: Connection,
        judged: Sequence[Work],
        *,
        visible_to: Groups,
        changed: Changed | None,
    ) -> "_Gathered":
        """Gather it for documents of classes that have a standing."""
        same = changed.copies if changed else copies(connection, [w.ordinal for w in judged])
        touched = {
            each
            for work in judged
            if changed is None or work.ordinal in same or changed.touches(work)
            for each in same.get(work.ordinal, (work.ordinal,))
        }
        whole = works(connection, touched, visible_to=visible_to) if touched else {}
        named = mentions_of(connection, [*whole.values()], relations=ACTS, visible_to=visible_to)
        acting = works(connection, {each.by for each in named}, visible_to=visible_to)
        acts = [(each, acting[each.by]) for each in named if each.by in acting]
        several = [w for w in judged if changed is None or w.ordinal in changed.same_text]
        laws = {w.work_key for w in several if w.document_class in VERSIONED and w.work_key}
        versions = works_named(connection, work_keys=laws, visible_to=visible_to) if laws else []
        own = {w.ordinal for w in judged if changed is None or w.ordinal in changed.dated}
        telling = {*own, *whole, *acting, *(work.ordinal for work in versions)}
        dates = single_values(connection, telling, _DATED)
        said = [ordinal for ordinal, values in dates.items() if "validity" in values]
        ending = [ordinal for ordinal, values in dates.items() if values.get("expires")]
        return cls(
            whole=whole,
            same=same,
            acts=acts,
            acts_on=_acts_by_name(each for each, _ in acts),
            newer_of=_by_work(versions),
            apart=volumes(connection, ((each.ordinal, each.work_key) for each in versions)),
            dates=dates,
            applies={each: own["effective"] for each, own in dates.items() if "effective" in own},
            said_on=said_on(connection, said, "validity"),
            expiry=words_of(connection, ending, "expires"),
        )

    def record(self, work: Work) -> Record:
        """Give what is known of one of the documents."""
        own = self.whole.get(work.ordinal, work)
        group = (each for each in self.same.get(work.ordinal, ()) if each != work.ordinal)
        same = [own, *(self.whole[each] for each in group if each in self.whole)]
        done = {at for each in same for key in _keys(each) for at in self.acts_on.get(key, ())}
        told = [self.dates.get(each.ordinal, {}) for each in same]
        dates = ChainMap(*told)
        saying = next((w for w, own in zip(same, told, strict=True) if "validity" in own), own)
        ending = next((w for w, own in zip(same, told, strict=True) if "expires" in own), own)
        return Record(
            work=own,
            effective=dates.get("effective", ""),
            expires=dates.get("expires", ""),
            expires_by=self._words_of_expiry(ending),
            said=dates.get("validity", ""),
            said_on=self.said_on.get(saying.ordinal, ""),
            copies=same[1:],
            acts=[self.acts[at] for at in sorted(done)],
            newer=list(self._newer(work)),
            applies=self.applies,
        )

    def _newer(self, work: Work) -> Iterator[Work]:
        apart = self.apart.get(work.ordinal, frozenset())
        for each in self.newer_of.get(work.work_key, ()):
            if each.ordinal not in apart and _is_newer(each, work):
                yield each

    def _words_of_expiry(self, work: Work) -> Evidence | None:
        words = self.expiry.get(work.ordinal)
        return Evidence(words, work.id, work.title) if words else None


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
