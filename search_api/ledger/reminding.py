"""What is to be reminded of (督办提醒): decisions, proposals and gaps by their day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from corpus.actor import Actor
from corpus.catalogue import entry_outlines
from corpus.catalogue.entries import Register
from indexer.library import Library
from search_api.ledger.decision import Decision
from search_api.ledger.decisions import DECISIONS
from search_api.ledger.filed import F, Filed
from search_api.ledger.filing import SOON, Filing, States
from search_api.ledger.gap import Gap, Kind
from search_api.ledger.gaps import GAPS
from search_api.ledger.ledger import Ledger
from search_api.ledger.proposal import Proposal
from search_api.ledger.proposals import PROPOSALS

NO_BODY = "未定责任单位"
KEEPER = "资料管理员"  # whoever asks for material, the library's keeper answers for it


class Urgency(StrEnum):
    """Why it is reminded of."""

    OVERDUE = "overdue"
    SOON = "soon"
    UNDATED = "undated"


URGENCY_LABELS: Mapping[Urgency, str] = MappingProxyType(
    {Urgency.OVERDUE: "已超期", Urgency.SOON: "7 天内到期", Urgency.UNDATED: "未定时限"}
)
REGISTER_LABELS: Mapping[Register, str] = MappingProxyType(
    {Register.DECISION: "议定事项", Register.PROPOSAL: "建言", Register.GAP: "资料缺口"}
)
_STATES: Mapping[Register, States] = MappingProxyType(
    {each.register: each.states for each in (DECISIONS, PROPOSALS, GAPS)}
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """
    Something that waits to be done. Nobody's name is in it, only those of bodies.

    Attributes:
        register: Where it stands.
        number: Its own there.
        serial: By which people name it.
        title: What it is.
        body: That answers for it; empty where none is said.
        state: How far it is, in Chinese.
        due: Until when.
        urgency: Why it is reminded of.
        days: That are left until the day; less than none where it is over, None without a day.
    """

    register: Register
    number: int
    serial: str
    title: str
    body: str
    state: str
    due: date | None
    urgency: Urgency
    days: int | None


@dataclass(frozen=True, slots=True)
class Reminders:
    """
    All that is to be reminded of.

    Attributes:
        today: The day for which that holds.
        groups: Body -> what it answers for, by day; the bodies with the most overdue first.
        counts: Urgency -> how many.
    """

    today: date
    groups: Mapping[str, tuple[Reminder, ...]]
    counts: Mapping[Urgency, int]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts.values())


def reminders(library: Library, actor: Actor) -> Reminders:
    """Give what waits to be done and is overdue, near its day or without one."""
    found = [*_of(DECISIONS, library, actor)]
    if _sees_all(actor):
        found += (*_of(PROPOSALS, library, actor), *_of(GAPS, library, actor))
    found.sort(key=lambda each: (each.due or date.max, each.serial))
    counts = Counter(each.urgency for each in found)
    return Reminders(
        library.today, _by_body(found), {urgency: counts[urgency] for urgency in Urgency}
    )


def count_overdue(library: Library, actor: Actor) -> int:
    """Count what is overdue, for the head of every page."""
    before = library.today.isoformat()
    with library.catalogue.read() as connection:
        return sum(
            entry_outlines.count_due(connection, register, states.running, before)
            for register, states in _STATES.items()
            if register is Register.DECISION or _sees_all(actor)
        )


def _sees_all(actor: Actor) -> bool:
    return actor.role == "keeper"


def _of(ledger: Ledger[F], library: Library, actor: Actor) -> Iterator[Reminder]:
    today = library.today
    last = (today + SOON).isoformat()
    near = (
        each
        for each in ledger.outlines(library, actor)
        if each.state in ledger.states.running and (each.due is None or each.due <= last)
    )
    for filed in ledger.some(library, actor, near):
        urgency = _urgency(ledger, filed, today)
        if urgency is not None:
            yield _reminder(ledger, filed, urgency, today)


def _urgency(ledger: Ledger[F], filed: Filed[F], today: date) -> Urgency | None:
    content, states = filed.content, ledger.states
    if content.state not in states.running:
        return None
    if content.due is None:
        return Urgency.UNDATED if _needs_day(content) else None
    if states.is_overdue(content, today):
        return Urgency.OVERDUE
    return Urgency.SOON if states.is_due_soon(content, today) else None


def _reminder(ledger: Ledger[F], filed: Filed[F], urgency: Urgency, today: date) -> Reminder:
    content = filed.content
    return Reminder(
        register=ledger.register,
        number=filed.entry.id,
        serial=content.serial,
        title=content.line if isinstance(content, Gap) else content.title,
        body=_body(content),
        state=ledger.states.labels[content.state],
        due=content.due,
        urgency=urgency,
        days=(content.due - today).days if content.due else None,
    )


def _body(content: Filing) -> str:
    """Name the body that answers for it; a person never does."""
    match content:
        case Decision():
            return content.body
        case Proposal():
            return content.owner
        case Gap():
            return KEEPER
    return ""


def _needs_day(content: Filing) -> bool:
    """Tell whether somebody waits for it, so that it is told though it has no day."""
    return not isinstance(content, Gap) or content.kind is Kind.REQUEST


def _by_body(found: Iterable[Reminder]) -> Mapping[str, tuple[Reminder, ...]]:
    groups: dict[str, list[Reminder]] = {}
    for each in found:
        groups.setdefault(each.body or NO_BODY, []).append(each)
    overdue = {
        body: sum(each.urgency is Urgency.OVERDUE for each in group)
        for body, group in groups.items()
    }
    return {body: tuple(groups[body]) for body in sorted(groups, key=lambda each: -overdue[each])}
