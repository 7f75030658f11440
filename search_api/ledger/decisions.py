"""What meetings decided (议定事项), followed until it is done."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.actor import Actor
from corpus.catalogue.entries import Register
from corpus.catalogue.entry_outlines import Outline
from corpus.quotation import Reference
from indexer.library import Library
from search_api.ledger.decision import DECISION_LABELS, STATES, Decision, State, Step
from search_api.ledger.filed import Filed
from search_api.ledger.finding import ALL, holding
from search_api.ledger.ledger import Ledger

DECISIONS = Ledger(
    Register.DECISION, Decision, STATES, DECISION_LABELS, lead="议", read_by_all=True
)


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Which decisions are wanted.

    Attributes:
        words: That they hold, all of them.
        state: In which they are; None for all.
        body: That answers for them, or helps; empty for all.
        overdue: Whether only those whose day is over.
        meeting: The number of the meeting that made them; None for all.
    """

    words: str = ""
    state: State | None = None
    body: str = ""
    overdue: bool = False
    meeting: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """
    Decisions as they are listed.

    Attributes:
        found: The part of those that are wanted: the overdue first, then the rest by its day.
        matching: How many are wanted.
        total: How many there are in all.
        states: State -> how many.
        bodies: Body that answers -> how many, the most frequent first.
        overdue: How many are.
    """

    found: tuple[Filed[Decision], ...]
    matching: int
    total: int
    states: Mapping[State, int]
    bodies: Mapping[str, int]
    overdue: int


def list_decisions(library: Library, actor: Actor, asked: Asked, part: slice = ALL) -> Listed:
    """Give a part of the decisions that are wanted, and counts of all."""
    known = DECISIONS.outlines(library, actor, "body", "partners")
    late = {each.id for each in known if STATES.is_late(each.state, each.due, library.today)}
    states = Counter(each.state for each in known)
    bodies = Counter(each.told["body"] for each in known if each.told["body"])
    wanted = [each for each in known if _is_wanted(each, asked, is_late=each.id in late)]
    found = holding(library, actor, DECISIONS, wanted, asked.words, _readable)
    found.sort(key=lambda each: _urgency(each, is_late=each.id in late))
    return Listed(
        DECISIONS.some(library, actor, found[part]),
        len(found),
        len(known),
        {state: states[state] for state in State},
        dict(bodies.most_common()),
        len(late),
    )


def decisions_of(library: Library, actor: Actor, meeting: int) -> tuple[Filed[Decision], ...]:
    """Give what a meeting decided, in the order in which it was entered."""
    return tuple(DECISIONS.all(library, actor, paper=meeting)[::-1])


def decisions_by_meeting(
    library: Library, actor: Actor
) -> Mapping[int | None, Sequence[Filed[Decision]]]:
    """Give what every meeting decided, by its number; of other numbers nothing."""
    found: defaultdict[int | None, list[Filed[Decision]]] = defaultdict(list)
    for each in DECISIONS.all(library, actor)[::-1]:
        found[each.entry.paper].append(each)
    return found


def with_step(decision: Decision, step: Step) -> Decision:
    """Add how far it has come; what waits is being carried out since."""
    state = State.RUNNING if decision.state is State.PENDING else decision.state
    return decision.model_copy(update={"steps": (*decision.steps, step), "state": state})


def with_evidence(decision: Decision, reference: Reference) -> Decision:
    """Add a document that shows that it is done, unless it is there."""
    if any(each.document_id == reference.document_id for each in decision.documents):
        return decision
    return decision.model_copy(update={"documents": (*decision.documents, reference)})


def _is_wanted(outline: Outline, asked: Asked, *, is_late: bool) -> bool:
    bodies = (outline.told["body"], *outline.told["partners"])
    return (
        asked.state in (None, outline.state)
        and (not asked.body or asked.body in bodies)
        and asked.meeting in (None, outline.paper)
        and (is_late or not asked.overdue)
    )


def _urgency(outline: Outline, *, is_late: bool) -> tuple[bool, bool, str]:
    """Tell what stands first: what is overdue, what is to be done, each by its day."""
    is_over = outline.state not in STATES.running
    return not is_late, is_over, outline.due or date.max.isoformat()


def _readable(content: Decision) -> str:
    """Give what is searched: all that is written."""
    steps = (each.words for each in content.steps)
    documents = (each.title for each in content.documents)
    told = (content.serial, content.title, content.text, content.body, *content.partners)
    return "\n".join((*told, content.evidence, content.reason, *steps, *documents))
