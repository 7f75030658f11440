"""What is in the library, without any query: its doors, and what came in last."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.actor import Actor
from corpus.catalogue import documents, paths
from corpus.catalogue.relations import Work
from corpus.catalogue.values import Card
from corpus.resolve.standing import standing
from corpus.resolve.validity import Validity
from indexer.library import Library


@dataclass(frozen=True, slots=True)
class Door:
    """
    A way into the library.

    Attributes:
        name: In addresses.
        label: On pages.
        classes: The document classes behind it.
    """

    name: str
    label: str
    classes: tuple[str, ...]


DOORS: Mapping[str, Door] = MappingProxyType(
    {
        door.name: door
        for door in (
            Door("policies", "政策文件", ("policy", "regulation", "plan")),
            Door("speeches", "领导讲话", ("speech",)),
            Door("experiences", "典型经验", ("experience",)),
        )
    }
)


_BEHIND_DOORS = frozenset(name for door in DOORS.values() for name in door.classes)


@dataclass(frozen=True, slots=True)
class Holdings:
    """
    What is in the library.

    Attributes:
        total: Documents in all.
        samples: How many of them are samples.
        doors: Each door with the documents behind it.
        others: Classes behind no door, with their documents, most first.
        newest: What came in last, newest first.
        validity: The standing of these today, by id; those without one left out.
    """

    total: int
    samples: int
    doors: tuple[tuple[Door, int], ...]
    others: tuple[tuple[str, int], ...]
    newest: tuple[Card, ...]
    validity: Mapping[str, Validity]


def survey(library: Library, actor: Actor, newest: int = 8) -> Holdings:
    """Say what the actor may see of the library."""
    visible_to = actor.visible_to
    with library.catalogue.read() as connection:
        counts = documents.count_by_class(connection, visible_to=visible_to)
        last = documents.newest(connection, newest, visible_to=visible_to)
        cards = documents.cards(connection, last)
        works = [Work.of_card(*each) for each in cards.items()]
        standings = standing(connection, works, library.today, visible_to=visible_to)
        return Holdings(
            total=sum(counts.values()),
            samples=len(paths.samples(connection, visible_to=visible_to)),
            doors=tuple(
                (door, sum(counts.get(name, 0) for name in door.classes)) for door in DOORS.values()
            ),
            others=tuple(pair for pair in counts.items() if pair[0] not in _BEHIND_DOORS),
            newest=tuple(cards[ordinal] for ordinal in last),
            validity=MappingProxyType({cards[each].id: told for each, told in standings.items()}),
        )
