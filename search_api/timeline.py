"""What became of a text, day by day: its own dates, its revisions, what others did to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.catalogue.relations import Work
from corpus.document import Document, Fact, Relation
from corpus.metadata import LABELS
from corpus.partial_dates import first_day
from corpus.recognise.history import told_promulgations, told_revisions
from search_api.labels import RELATION_LABELS
from search_api.relating import Ties

_OWN = ("written", "published", "effective", "expires", "occasion_date")
_ACTS = (
    Relation.REPLACES,
    Relation.REPEALS,
    Relation.REPEALS_PART,
    Relation.AMENDS,
    Relation.EXTENDS,
    Relation.SUSPENDS,
    Relation.SUPPLEMENTS,
    Relation.CORRECTS,
)
_AROUND = 30  # characters shown on either side of a date


@dataclass(frozen=True, slots=True)
class Event:
    """
    Something that happened to a text.

    Attributes:
        day: ISO, perhaps partial; empty when unknown.
        label: What happened, in Chinese.
        words: The evidence, verbatim; empty where only a page's table or a person says so.
        place: Passage of the document where it is said; None where another document says it.
        by: The other document: that acted, or that is the other version; None else.
        is_to_come: Whether the day lies ahead.
    """

    day: str
    label: str
    words: str = ""
    place: int | None = None
    by: Work | None = None
    is_to_come: bool = False


def timeline(document: Document, ties: Ties, today: date) -> tuple[Event, ...]:
    """Give what became of a text, the earliest first, and at the end what has no day."""
    versions = [work for work in ties.versions if work.id != document.id and work.date]
    own: dict[tuple[str, str], Event] = {}
    for event in _own(document):
        own.setdefault((event.day, event.label), event)
    found = [*_with_versions(own.values(), versions), *_acts(ties)]
    once: dict[tuple[object, ...], Event] = {}
    for event in found:
        once.setdefault((event.day, event.label, event.by), event)
    in_order = sorted(once.values(), key=_order)
    return tuple(
        replace(event, is_to_come=first_day(event.day) > today.isoformat()) for event in in_order
    )


def _with_versions(own: Iterable[Event], versions: Iterable[Work]) -> Iterator[Event]:
    """Give the text's own days, each with a version of that day, and the versions left over."""
    left = list(versions)
    for event in own:
        same = next((work for work in left if work.date == event.day), None)
        if same:
            left.remove(same)
        yield replace(event, by=same)
    for work in left:
        yield Event(work.date, "另一版本", by=work)


def _own(document: Document) -> Iterator[Event]:
    """Give what the document itself tells: how it came about, and its revisions."""
    for name in _OWN:
        fact = document.facts.get(name)
        if fact is not None and isinstance(fact.value, str) and fact.value:
            words, place = _evidence(document, fact)
            yield Event(fact.value, LABELS[name].removesuffix("日期"), words, place)
    for label, told in (("发布", told_promulgations), ("修改", told_revisions)):
        for day, span in told(document):
            words = document.text[span.start : span.end]
            yield Event(day, label, words, document.place_at(span.start))
    revised = document.facts.get("revised")
    if revised is not None and isinstance(revised.value, str) and revised.value:
        yield Event(revised.value, "修改", *_evidence(document, revised))


def _acts(ties: Ties) -> Iterator[Event]:
    """Give what others did to it, each on the day on which their text takes effect."""
    for tie in ties.incoming:
        if tie.relation in _ACTS and tie.work:
            label = f"被{RELATION_LABELS[tie.relation]}"
            yield Event(tie.applies_from or tie.work.date, label, tie.sentence, by=tie.work)


def _evidence(document: Document, fact: Fact) -> tuple[str, int | None]:
    """Give the words around a date, within its line, and the passage that holds them."""
    if fact.span is None:
        return "", None
    text, span = document.text, fact.span
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    feed = text.find("\n", span.end)
    end = min(feed if feed >= 0 else len(text), span.end + _AROUND)
    return _without_debris(document, start, end).strip(), document.place_at(span.start)


def _without_debris(document: Document, start: int, end: int) -> str:
    """Give a stretch of the text without what is no part of the document: &bsp;."""
    kept, at = [], start
    for removed in document.removed:
        if start <= removed.start < end:
            kept.append(document.text[at : removed.start])
            at = removed.end
    return "".join(kept) + document.text[at:end]


def _order(event: Event) -> tuple[bool, str, bool]:
    """Order events by day, those without one last; on one day the text's own dates first."""
    return not event.day, first_day(event.day), event.by is not None
