"""What an alert is about, as a page names it and leads to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from corpus.catalogue.alerts import Alert, AlertKind
from corpus.catalogue.papers import PaperKind
from search_api.study.concerned import QuotedPlace
from search_api.study.newer import newer_words
from search_api.study.watching import Warned
from search_api.themes.theme import PART_LABELS, PartName
from web.forms import address

_LONGEST = 40  # characters of what is quoted

_PAPER_LABELS: Mapping[PaperKind, str] = MappingProxyType(
    {
        PaperKind.COURSE: "课程",
        PaperKind.SESSION: "学习研讨",
        PaperKind.BORROWING: "借鉴清单",
        PaperKind.CASE_DRAFT: "案例草稿",
        PaperKind.THEME: "专题",
        PaperKind.MEETING: "联席会议",
    }
)
_PAPER_ADDRESSES: Mapping[PaperKind, str] = MappingProxyType(
    {
        PaperKind.COURSE: "/courses",
        PaperKind.SESSION: "/sessions",
        PaperKind.BORROWING: "/borrowings",
        PaperKind.CASE_DRAFT: "/drafts",
        PaperKind.THEME: "/themes",
        PaperKind.MEETING: "/meetings",
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

    @property
    def was(self) -> AlertKind | None:
        """What was told of the document before, to whom that was told."""
        return next((each.alert.was for each in self.entries if each.alert.was), None)


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """
    A place to which an alert leads.

    Attributes:
        label: Its name.
        address: Its own, on the page of what it stands in.
        words: How what is quoted there begins; empty where nothing is quoted, or the label says it.
        newer: What became of them in the newer text; empty where there is none.
    """

    label: str
    address: str
    words: str = ""
    newer: str = ""


def by_event(entries: Iterable[Warned]) -> tuple[Told, ...]:
    """Put together what tells of the same event, where the first of it stood."""
    found: dict[tuple[object, ...], list[Warned]] = {}
    for each in entries:
        alert, event = each.alert, each.alert.event
        told = "" if event.kind is AlertKind.CHANGED else event.evidence  # beneath, place by place
        key = (event.document_id, event.kind, event.words, told, alert.seen_at is None)
        found.setdefault(key, []).append(each)
    return tuple(Told(tuple(group)) for group in found.values())


def places_told(warned: Warned) -> tuple[ToldPlace, ...]:
    """Give the places to which an alert leads: at least to what it is about."""
    whole = ToldPlace(concern_label(warned), concern_address(warned))
    return tuple(dict.fromkeys(_place(whole, warned, each) for each in warned.places)) or (whole,)


def concern_label(warned: Warned) -> str:
    """Name what an alert is about."""
    subject = warned.subject
    if subject.kind is not None:
        return f"{_PAPER_LABELS[subject.kind]}《{subject.name or '未命名'}》"
    name = _beginning(subject.name)
    return f"保存的检索“{name}”" if subject.form is not None else f"备课篮：“{name}”"


def concern_address(warned: Warned) -> str:
    """Give the address of what an alert is about."""
    subject, number = warned.subject, warned.alert.event.number
    if subject.kind is not None:
        return f"{_PAPER_ADDRESSES[subject.kind]}/{number}"
    return address("/search", subject.form) if subject.form else f"/collected#c{number}"


def _place(whole: ToldPlace, warned: Warned, place: QuotedPlace) -> ToldPlace:
    newer = newer_words(place.state)
    match warned.subject.kind, place.path:
        case PaperKind.COURSE, ("modules", int(module), "lessons", int(lesson), *_):
            where, anchor = f"第{module + 1}单元第{lesson + 1}课", f"l{module}.{lesson}"
        case PaperKind.SESSION, ("reading", int(number), *_):
            where, anchor = f"第{number + 1}篇", f"r{number}"
        case PaperKind.MEETING, ("materials", int(number), *_):
            where, anchor = f"第{number + 1}份材料", f"m{number}"
        case PaperKind.BORROWING, ("rows", int(number), *_):
            where, anchor = f"第{number + 1}条", f"r{number}"
        case PaperKind.THEME, (str(part), int(number), *_):
            where = f"“{PART_LABELS[PartName(part)]}”第{number + 1}篇"
            anchor = f"{part}.{number}"
        case _:
            return replace(whole, newer=newer)
    words = _beginning(place.state.quotation.text)
    return ToldPlace(f"{whole.label}{where}", f"{whole.address}#{anchor}", words, newer)


def _beginning(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
