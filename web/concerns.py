"""What an alert is about, as a page names it and leads to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.catalogue.alerts import Alert
from corpus.catalogue.papers import PaperKind
from search_api.study.watching import Warned
from web.forms import address

_PAPER_LABELS: Mapping[PaperKind, str] = MappingProxyType(
    {PaperKind.COURSE: "课程", PaperKind.SESSION: "学习研讨", PaperKind.BORROWING: "借鉴清单"}
)
_PAPER_ADDRESSES: Mapping[PaperKind, str] = MappingProxyType(
    {
        PaperKind.COURSE: "/courses",
        PaperKind.SESSION: "/sessions",
        PaperKind.BORROWING: "/borrowings",
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """
    One event, and all that it is about.

    Attributes:
        entries: Alerts of the same event, either all seen or none.
    """

    entries: tuple[Warned, ...]

    @property
    def alert(self) -> Alert:
        """The first of them, which tells what all tell."""
        return self.entries[0].alert


def by_event(entries: Iterable[Warned]) -> tuple[Told, ...]:
    """Put together what tells of the same event, where the first of it stood."""
    found: dict[tuple[object, ...], list[Warned]] = {}
    for each in entries:
        alert, event = each.alert, each.alert.event
        key = (event.document_id, event.words, event.evidence, alert.was, alert.seen_at is None)
        found.setdefault(key, []).append(each)
    return tuple(Told(tuple(group)) for group in found.values())


def concern_label(warned: Warned) -> str:
    """Name what an alert is about."""
    subject = warned.subject
    if subject.kind is not None:
        return f"{_PAPER_LABELS[subject.kind]}《{subject.name or '未命名'}》"
    name = subject.name if len(subject.name) <= 40 else f"{subject.name[:40]}…"
    return f"保存的检索“{name}”" if subject.form is not None else f"备课篮：“{name}”"


def concern_address(warned: Warned) -> str:
    """Give the address of what an alert is about."""
    subject, number = warned.subject, warned.alert.event.number
    if subject.kind is not None:
        return f"{_PAPER_ADDRESSES[subject.kind]}/{number}"
    return address("/search", subject.form) if subject.form else f"/collected#c{number}"
