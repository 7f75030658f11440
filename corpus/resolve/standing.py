"""The standing of documents, from the catalogue: dates, what others did to them, newer versions."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, select

from corpus.catalogue.portions import portions
from corpus.catalogue.relations import Work, mentions_of, works, works_named
from corpus.catalogue.tables import facts
from corpus.catalogue.versions import VERSIONED
from corpus.catalogue.visibility import Groups
from corpus.resolve.validity import ACTS, JUDGED_CLASSES, Record, Validity, judge

_DATED = ("effective", "expires", "validity")


def standing(
    connection: Connection, ordinals: Iterable[int], on: date, *, visible_to: Groups = None
) -> Mapping[int, Validity]:
    """
    Give the standing of documents on a day, those of classes without one left out.

    Args:
        connection: To read with.
        ordinals: The documents.
        on: The day.
        visible_to: The asker's groups: what an unseen document says is not told.
    """
    known = works(connection, ordinals, visible_to=visible_to)
    judged = [work for work in known.values() if work.document_class in JUDGED_CLASSES]
    if not judged:
        return {}
    acts = mentions_of(connection, judged, relations=ACTS, visible_to=visible_to)
    acting = works(connection, {act.by for act in acts}, visible_to=visible_to)
    laws = {work.work_key for work in judged if work.document_class in VERSIONED and work.work_key}
    versions = works_named(connection, work_keys=laws, visible_to=visible_to) if laws else []
    dates = _dates(connection, {*(work.ordinal for work in (*judged, *versions)), *acting})
    applies = {ordinal: said["effective"] for ordinal, said in dates.items() if "effective" in said}
    found: dict[int, Validity] = {}
    for work in judged:
        said = dates.get(work.ordinal, {})
        record = Record(
            work=work,
            effective=said.get("effective", ""),
            expires=said.get("expires", ""),
            said=said.get("validity", ""),
            acts=[(act, acting[act.by]) for act in acts if act.by in acting],
            newer=[each for each in versions if _is_newer(each, work)],
            applies=applies,
        )
        validity = judge(record, on)
        if validity:
            found[work.ordinal] = validity
    return found


def _is_newer(other: Work, work: Work) -> bool:
    same = other.work_key == work.work_key and other.document_class in VERSIONED
    return same and work.document_class in VERSIONED and other.date > work.date != ""


def _dates(connection: Connection, ordinals: Iterable[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for portion in portions(ordinals):
        query = select(facts.c.ordinal, facts.c.name, facts.c.value, facts.c.method).where(
            facts.c.ordinal.in_(portion), facts.c.name.in_(_DATED)
        )
        rows = sorted(connection.execute(query), key=lambda row: bool(row.method == "user"))
        for ordinal, name, value, _ in rows:  # what a person said comes last and stays
            if isinstance(value, str):
                found.setdefault(ordinal, {})[name] = value
    return found
