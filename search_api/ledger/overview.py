"""How many entries the registers have, and how many of them wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.actor import Actor
from corpus.catalogue import entry_outlines
from corpus.catalogue.entries import Register
from indexer.library import Library
from search_api.access import only_keepers
from search_api.ledger import decision, gap, proposal, recommendation
from search_api.ledger.filing import States

STATES: Mapping[Register, States] = MappingProxyType(
    {
        Register.PROPOSAL: proposal.STATES,
        Register.DECISION: decision.STATES,
        Register.RECOMMENDATION: recommendation.STATES,
        Register.GAP: gap.STATES,
    }
)


@dataclass(frozen=True, slots=True)
class Counts:
    """
    How many entries a register has.

    Attributes:
        total: All of them.
        overdue: Those of which the day until when is over.
        states: State, in Chinese -> how many; only those in which there are some.
    """

    total: int
    overdue: int
    states: Mapping[str, int]


def overview(library: Library, actor: Actor) -> Mapping[Register, Counts]:
    """
    Count the entries of every register.

    Raises:
        Forbidden: The actor may not see the registers.
    """
    only_keepers(actor)
    today = library.today.isoformat()
    found: dict[Register, Counts] = {}
    with library.catalogue.read() as connection:
        for register, states in STATES.items():
            counts = entry_outlines.count_states(connection, register)
            labelled = {
                states.labels[each]: counts[each] for each in states.labels if counts.get(each)
            }
            overdue = entry_outlines.count_due(connection, register, states.running, today)
            found[register] = Counts(sum(counts.values()), overdue, labelled)
    return found
