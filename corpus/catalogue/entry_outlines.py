"""What a register is listed and counted by, without what its entries hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from corpus.catalogue.entries import Register
from corpus.catalogue.tables import entries

_THERE = entries.c.removed_at.is_(None)


@dataclass(frozen=True, slots=True)
class Outline:
    """
    An entry in a few words.

    Attributes:
        id: Its number in the catalogue.
        state: Of those of its register.
        due: Until when, a day in ISO form; None where nothing is said.
        paper: The id of what it came out of; None otherwise.
        told: Field -> its value as JSON has it, of the fields that were asked for.
    """

    id: int
    state: str
    due: str | None
    paper: int | None
    told: Mapping[str, Any]


def outlines(connection: Connection, register: Register, names: Sequence[str]) -> list[Outline]:
    """Give all entries of a register, the one entered last first, with some of their fields."""
    columns = [entries.c.content[name].label(name) for name in names]
    own = (entries.c.id, entries.c.state, entries.c.due, entries.c.paper)
    there = entries.c.register == register.value, _THERE
    query = select(*own, *columns).where(*there).order_by(entries.c.id.desc())
    return [
        Outline(number, state, due, paper, dict(zip(names, told, strict=True)))
        for number, state, due, paper, *told in connection.execute(query)
    ]


def count_due(
    connection: Connection, register: Register, states: Iterable[str], before: str
) -> int:
    """Count the entries in some states whose day is before a day in ISO form."""
    chosen = entries.c.register == register.value, _THERE, entries.c.state.in_(tuple(states))
    query = select(func.count()).where(*chosen, entries.c.due < before)
    return int(connection.execute(query).scalar() or 0)


def count_states(connection: Connection, register: Register) -> dict[str, int]:
    """Count the entries of a register by their state."""
    chosen = entries.c.register == register.value, _THERE
    query = select(entries.c.state, func.count()).where(*chosen).group_by(entries.c.state)
    return {state: count for state, count in connection.execute(query)}  # noqa: C416
