"""What an import brought, as it is told when it is done."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from corpus.actor import Actor
from corpus.catalogue import documents, offers
from corpus.catalogue.values import Card
from indexer.library import Library
from search_api.exchange.comparison import Change
from search_api.exchange.importing import Applied
from search_api.exchange.task import Task

AGAIN = "重新收录"
MOST_TOLD = 500  # documents of a result
_CAME = (Change.NEW, Change.UPDATED, Change.CONFLICT)


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


def counted(applied: Applied) -> dict[str, int]:
    """Count the documents of a package by what became of them."""
    counts = Counter(_changes(applied).values())
    return {name: counts[name] for name in (*Change, AGAIN) if counts[name]}


def told_of(applied: Applied) -> dict[str, str]:
    """Give what came or changed, as far as a result tells it: identity -> what became of it."""
    changes = _changes(applied).items()
    came = ((identity, name) for identity, name in changes if name in (*_CAME, AGAIN))
    return dict(islice(came, MOST_TOLD))


def changed_notices(applied: Applied) -> int:
    """Count the themes, recommendations, requests and answers that came, changed or went."""
    return sum(each.change is not Change.SAME for each in applied.preview.notices)


def what_came(library: Library, actor: Actor, task: Task) -> list[Came]:
    """List what an import brought or changed and is still here, as far as the actor may see it."""
    with library.catalogue.read() as connection:
        received = offers.received_of(connection, task.came)
        ids = {key: each.document_id for key, each in received.items() if each.document_id}
        own = offers.own_documents(connection, task.came)
        known = documents.ordinals_of(connection, list(ids.values()))
        lying = {key: known[id_] for key, id_ in ids.items() if id_ in known} | own
        cards = documents.cards(connection, list(lying.values()), visible_to=actor.visible_to)
    found = ((cards.get(lying.get(key, 0)), change) for key, change in task.came.items())
    return [Came(card, change) for card, change in found if card]


def _changes(applied: Applied) -> dict[str, str]:
    return {
        line.identity: AGAIN if line.identity in applied.again else line.change.value
        for line in applied.preview.comparison.lines
    }
