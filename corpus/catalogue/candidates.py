"""Words that were mined from the library, until the keeper takes or refuses them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.column_types import storable
from corpus.catalogue.tables import documents, lexicon_candidates, lexicon_mining
from corpus.catalogue.visibility import Groups, only_visible, seen_by

_ONLY = 1  # the id of the one row


class CandidateOrigin(StrEnum):
    """How a word was found."""

    QUOTED = "quoted"
    TITLED = "titled"
    PHRASE = "phrase"


class MiningState(StrEnum):
    """How far mining is."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A word that may belong in the lexicon.

    Attributes:
        word: As the library writes it.
        origin: How it was found.
        count: How often it stands in the library.
        score: The higher, the earlier is it shown.
        sentence: One that holds it.
        ordinal: Of the document that the sentence is from.
    """

    word: str
    origin: CandidateOrigin
    count: int
    score: float
    sentence: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Mining:
    """How far mining is: documents looked at, of how many; when it was asked for and ended."""

    state: MiningState
    done: int
    total: int
    asked_at: datetime
    finished_at: datetime | None


def replace_all(connection: Connection, found: Iterable[Candidate]) -> None:
    """Keep these candidates in place of those before."""
    connection.execute(delete(lexicon_candidates))
    rows = [
        {
            "word": each.word,
            "origin": each.origin.value,
            "count": each.count,
            "score": each.score,
            "sentence": storable(each.sentence),
            "ordinal": each.ordinal,
        }
        for each in found
    ]
    if rows:
        connection.execute(insert(lexicon_candidates), rows)


def candidates(connection: Connection, *, visible_to: Groups = None) -> list[Candidate]:
    """Give the candidates, the best first, whose sentence the asker may see."""
    query = select(lexicon_candidates).join_from(lexicon_candidates, documents)
    ordered = query.order_by(lexicon_candidates.c.score.desc(), lexicon_candidates.c.word)
    return [
        Candidate(
            word=row.word,
            origin=CandidateOrigin(row.origin),
            count=row._mapping["count"],  # a row has a method of that name
            score=row.score,
            sentence=row.sentence,
            ordinal=row.ordinal,
        )
        for row in connection.execute(only_visible(ordered, visible_to), seen_by(visible_to))
    ]


def ask(connection: Connection, *, now: datetime) -> None:
    """Ask for mining, unless it is asked for or under way."""
    current = mining(connection)
    if current and current.state is not MiningState.DONE:
        return
    connection.execute(delete(lexicon_mining))
    total = connection.execute(select(func.count()).select_from(documents)).scalar_one()
    row = {
        "id": _ONLY,
        "state": MiningState.ASKED.value,
        "done": 0,
        "total": total,
        "asked_at": now,
        "finished_at": None,
    }
    connection.execute(insert(lexicon_mining), row)


def note(connection: Connection, done: int, total: int, *, finished_at: datetime | None) -> None:
    """Note how far mining is."""
    state = MiningState.RUNNING if finished_at is None else MiningState.DONE
    connection.execute(
        update(lexicon_mining).values(
            state=state.value, done=done, total=total, finished_at=finished_at
        )
    )


def mining(connection: Connection) -> Mining | None:
    """Tell how far mining is; None when it was never asked for."""
    row = connection.execute(select(lexicon_mining)).one_or_none()
    if row is None:
        return None
    return Mining(
        state=MiningState(row.state),
        done=row.done,
        total=row.total,
        asked_at=aware(row.asked_at),
        finished_at=row.finished_at and aware(row.finished_at),
    )
