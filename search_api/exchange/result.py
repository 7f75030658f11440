"""What an import brought, as it is told when it is done."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from corpus.actor import Actor
from corpus.catalogue import documents, offers
from corpus.catalogue.values import Card
from indexer.library import Library
from search_api.exchange.comparison import Change
from search_api.exchange.deciding import open_conflicts
from search_api.exchange.importing import Applied
from search_api.exchange.previewing import Preview
from search_api.exchange.task import Task

AGAIN, NOT_IN = "重新收录", "没有收进"
ASKED, TAKEN_BACK = "索取", "撤下"  # beside the kinds of notices
MOST_TOLD = 500  # documents of a result
_CAME = (Change.CONFLICT, Change.UPDATED, AGAIN, Change.NEW)  # what needs a look first


@dataclass(frozen=True, slots=True)
class Came:
    """
    A document that a package brought or changed.

    Attributes:
        card: As it is now.
        change: What the package did to it.
    """

    card: Card
    change: str


@dataclass(frozen=True, slots=True)
class Result:
    """
    What of an import is here.

    Attributes:
        came: What came or changed, what needs a look first.
        untold: How much more came or changed.
        undecided: How many of these wait for a choice between what stands here and what they say.
    """

    came: tuple[Came, ...]
    untold: int
    undecided: int


def counted(applied: Applied) -> dict[str, int]:
    """Count the documents of a package by what became of them."""
    counts = Counter(_changes(applied).values())
    return {name: counts[name] for name in (*Change, AGAIN, NOT_IN) if counts[name]}


def counted_beside(preview: Preview) -> dict[str, int]:
    """Count what else a package brings by its kind, what it takes back, and texts asked for."""
    lines = [each for each in preview.notices if each.change is not Change.SAME]
    taken_back = [each for each in lines if each.change is Change.WITHDRAWN]
    counts = Counter(each.tier for each in lines if each not in taken_back)
    beside = {**counts, TAKEN_BACK: len(taken_back), ASKED: len(preview.asked)}
    return {name: count for name, count in beside.items() if count}


def told_of(applied: Applied) -> dict[str, str]:
    """Give what came or changed, as far as a result tells it: identity -> what became of it."""
    changes = _changes(applied)
    came = ((key, name) for sort in _CAME for key, name in changes.items() if name == sort)
    return dict(islice(came, MOST_TOLD))


def result_of(library: Library, actor: Actor, task: Task) -> Result:
    """Say what an import brought or changed and is still here, as far as the actor may see it."""
    undecided = {each.disagreement.identity for each in open_conflicts(library, actor)}
    return Result(
        came=_cards(library, actor, task),
        untold=sum(task.counts.get(name, 0) for name in _CAME) - len(task.came),
        undecided=len(undecided & task.came.keys()),
    )


def _cards(library: Library, actor: Actor, task: Task) -> tuple[Came, ...]:
    with library.catalogue.read() as connection:
        received = offers.received_of(connection, task.came)
        ids = {key: each.document_id for key, each in received.items() if each.document_id}
        own = offers.own_documents(connection, task.came)
        known = documents.ordinals_of(connection, list(ids.values()))
        lying = {key: known[id_] for key, id_ in ids.items() if id_ in known} | own
        cards = documents.cards(connection, list(lying.values()), visible_to=actor.visible_to)
    found = ((cards.get(lying.get(key, 0)), change) for key, change in task.came.items())
    return tuple(Came(card, change) for card, change in found if card)


def _changes(applied: Applied) -> dict[str, str]:
    """Give what became of each document, by its identity."""
    lines = applied.preview.comparison.lines
    again = dict.fromkeys(applied.again, AGAIN)
    not_in = {each.identity: NOT_IN for each in applied.unsettled}
    known = {each.identity for each in lines}
    told = {each.identity: each.change.value for each in lines} | again | not_in
    return {key: name for key, name in told.items() if key in known}
