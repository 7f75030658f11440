"""The ledger of proposals (建言献策台账)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import entries
from corpus.catalogue.entries import Register
from corpus.catalogue.entry_outlines import Outline
from indexer.library import Library
from search_api.ledger.filed import Filed
from search_api.ledger.finding import ALL, holding
from search_api.ledger.ledger import Ledger
from search_api.ledger.proposal import (
    LINK_LABELS,
    PROPOSAL_LABELS,
    REPLY_DAYS,
    SOURCE_LABELS,
    STATES,
    Proposal,
    Reply,
    Source,
    State,
)

PROPOSALS = Ledger(
    Register.PROPOSAL,
    Proposal,
    STATES,
    PROPOSAL_LABELS,
    words={"source": SOURCE_LABELS, "kind": LINK_LABELS},
    lead="建",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Which proposals are wanted.

    Attributes:
        words: That they hold, all of them; never in a name.
        state: In which they are; None for all.
        category: Of which they are; empty for all.
        overdue: Whether only those whose day is over.
    """

    words: str = ""
    state: State | None = None
    category: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """
    Proposals as the ledger lists them.

    Attributes:
        found: The part of those that are wanted: the overdue first, then the one entered last.
        matching: How many are wanted.
        total: How many there are in all.
        states: State -> how many.
        categories: Category -> how many, the most frequent first.
        overdue: How many are.
    """

    found: tuple[Filed[Proposal], ...]
    matching: int
    total: int
    states: Mapping[State, int]
    categories: Mapping[str, int]
    overdue: int


def list_proposals(library: Library, actor: Actor, asked: Asked, part: slice = ALL) -> Listed:
    """
    Give a part of the proposals that are wanted, and counts of all.

    Raises:
        Forbidden: The actor may not see the ledger.
    """
    known = PROPOSALS.outlines(library, actor, "category")
    late = {each.id for each in known if STATES.is_late(each.state, each.due, library.today)}
    states = Counter(each.state for each in known)
    categories = Counter(each.told["category"] for each in known if each.told["category"])
    wanted = [each for each in known if _is_wanted(each, asked, is_late=each.id in late)]
    found = holding(library, actor, PROPOSALS, wanted, asked.words, _readable)
    found.sort(key=lambda each: each.id not in late)
    return Listed(
        PROPOSALS.some(library, actor, found[part]),
        len(found),
        len(known),
        {state: states[state] for state in State},
        dict(categories.most_common()),
        len(late),
    )


def due_on(received: date, days: int = REPLY_DAYS) -> date:
    """Give the day until when a proposal is answered that came in on a day."""
    return received + timedelta(days=days)


def anonymous(proposal: Proposal) -> Proposal:
    """Give a proposal without whose it is."""
    return proposal.model_copy(update={"source": Source.ANONYMOUS, "source_name": ""})


def as_told(proposal: Proposal, known: Proposal) -> Proposal:
    """
    Give what a program tells, with what it is not told and does not tell as it is known.

    Args:
        proposal: From the program, which does not know names, and may leave out the source.
        known: As it is kept.
    """
    told = proposal.model_fields_set
    kept: dict[str, object] = {"draft": known.draft}
    if "source" not in told:
        kept |= {"source": known.source, "source_name": known.source_name}
    elif proposal.source is Source.NAMED and "source_name" not in told:
        kept["source_name"] = known.source_name
    if "commended" not in told:
        kept["commended"] = known.commended
    return proposal.model_copy(update=kept)


def categories_of(library: Library) -> tuple[str, ...]:
    """Give the categories that the ledger has, the most frequent first; of all or nothing."""
    return library.catalogue.recall(_categories)


def _categories(connection: Connection) -> tuple[str, ...]:
    known = entries.listed(connection, Register.PROPOSAL)
    counts = Counter(str(each.content.get("category", "")) for each in known)
    return tuple(name for name, _ in counts.most_common() if name)


def answered(proposal: Proposal, reply: Reply) -> Proposal:
    """Add a reply; one that waits for it is answered since."""
    waits = proposal.state in STATES.running
    state = State.ANSWERED if waits else proposal.state
    return proposal.model_copy(update={"replies": (*proposal.replies, reply), "state": state})


def _is_wanted(outline: Outline, asked: Asked, *, is_late: bool) -> bool:
    return (
        asked.state in (None, outline.state)
        and asked.category in ("", outline.told["category"])
        and (is_late or not asked.overdue)
    )


def _readable(content: Proposal) -> str:
    """Give what is searched: all that is written, but no name of who proposed."""
    replies = (each.words for each in content.replies)
    links = (each.title for each in content.links)
    told = (content.serial, content.title, content.text, content.category, content.owner)
    since = (content.reason, content.adoption, content.effect, content.commendation)
    return "\n".join((*told, *since, *replies, *links))
