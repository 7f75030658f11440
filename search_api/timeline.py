"""What became of a text, day by day: its own dates, its revisions, what others did to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.catalogue.relations import Work
from corpus.document import Document, Fact, Relation
from corpus.metadata import LABELS
from corpus.partial_dates import first_day
from corpus.recognise.history import told_revisions
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
        day: ISO, perhaps partial.
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
    """Give what became of a text, the earliest first; nothing where only one thing is known."""
    versions = {work.date: work for work in ties.versions if work.id != document.id and work.date}
    own = [replace(event, by=versions.pop(event.day, None)) for event in _own(document)]
    others = [Event(day, "另一版本", by=work) for day, work in versions.items()]
    found = [*own, *others, *_acts(ties)]
    once = {(event.day, event.label, event.by): event for event in reversed(found)}
    in_order = sorted(once.values(), key=lambda event: (first_day(event.day), _rank(event)))
    events = tuple(
        replace(event, is_to_come=first_day(event.day) > today.isoformat()) for event in in_order
    )
    return events if len(events) > 1 else ()


def _own(document: Document) -> Iterator[Event]:
    """Give what the document itself tells: how it came about, and its revisions."""
    for name in _OWN:
        fact = document.facts.get(name)
        if fact is not None and isinstance(fact.value, str) and fact.value:
            words, place = _evidence(document, fact)
            yield Event(fact.value, LABELS[name].removesuffix("日期"), words, place)
    for day, span in told_revisions(document):
        yield Event(
            day, "修改", document.text[span.start : span.end], document.place_at(span.start)
        )


def _acts(ties: Ties) -> Iterator[Event]:
    for tie in ties.incoming:
        if tie.relation in _ACTS and tie.work and tie.work.date:
            label = f"被{RELATION_LABELS[tie.relation]}"
            yield Event(tie.work.date, label, tie.sentence, by=tie.work)


def _evidence(document: Document, fact: Fact) -> tuple[str, int | None]:
    """Give the words around a date, within its line, and the passage that holds them."""
    if fact.span is None:
        return "", None
    text, span = document.text, fact.span
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    feed = text.find("\n", span.end)
    end = min(feed if feed >= 0 else len(text), span.end + _AROUND)
    return text[start:end].strip(), document.place_at(span.start)


def _rank(event: Event) -> int:
    """Order what happened on one day: the text's own dates first."""
    return 0 if event.by is None else 1
