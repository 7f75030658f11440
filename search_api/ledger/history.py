"""What was done to an entry, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from corpus.catalogue.entries import Act, EntryChange, FieldChange
from search_api.labels import actor_label
from search_api.ledger.ledger import F, Ledger

ACT_LABELS = {Act.MADE: "登记", Act.CHANGED: "修改", Act.REMOVED: "移除", Act.RESTORED: "恢复"}
NOBODY = "不记名"
_LONGEST_SHOWN = 60  # characters of a value


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """
    A change of an entry in words.

    Attributes:
        made_at: When.
        who: Who, or that nobody is to be known.
        act: What was done.
        changed: Field, before and after, each in Chinese; empty values say so.
        revision: Of the entry afterwards.
    """

    made_at: datetime
    who: str
    act: str
    changed: tuple[tuple[str, str, str], ...]
    revision: int


def history_lines(ledger: Ledger[F], changes: list[EntryChange]) -> Iterator[HistoryLine]:
    """Put the changes of an entry into words, in their order."""
    for each in changes:
        yield HistoryLine(
            made_at=each.made_at,
            who=NOBODY if each.actor is None else actor_label(each.actor),
            act=ACT_LABELS[each.act],
            changed=tuple(_words(ledger, change) for change in each.changed),
            revision=each.revision,
        )


def _words(ledger: Ledger[F], change: FieldChange) -> tuple[str, str, str]:
    label = ledger.labels.get(change.name, change.name)
    before, after = (_value(ledger, change.name, each) for each in (change.before, change.after))
    return label, before, after


def _value(ledger: Ledger[F], name: str, value: object) -> str:
    if value is None or value in ("", []):
        return "（空）"
    if isinstance(value, list):
        return f"{len(value)} 条"
    if isinstance(value, dict):  # a document that is named
        return str(value.get("title") or value.get("document"))
    words = ledger.value_words(name, value)
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
