"""What was done to an entry, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from os.path import commonprefix

from corpus.catalogue.entries import Act, EntryChange, FieldChange
from search_api.labels import actor_label
from search_api.ledger.filed import F
from search_api.ledger.ledger import Ledger

ACT_LABELS = {
    Act.MADE: "登记",
    Act.CHANGED: "修改",
    Act.REMOVED: "移除",
    Act.RESTORED: "恢复",
    Act.TAKEN_BACK: "撤销导入",
}
_IMPORTED = "（表格导入）"
NOBODY = "不记名"
_EMPTY = "（空）"
_LONGEST_SHOWN = 120  # characters of a value
_SHOWN_BEFORE = 10  # the place where two values begin to differ


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
            act=ACT_LABELS[each.act] + (_IMPORTED if each.of_import else ""),
            changed=tuple(_words(ledger, change) for change in each.changed),
            revision=each.revision,
        )


def _words(ledger: Ledger[F], change: FieldChange) -> tuple[str, str, str]:
    label = ledger.labels.get(change.name, change.name)
    before, after = (_value(ledger, change.name, each) for each in (change.before, change.after))
    return label, *_differing(before, after)


def _value(ledger: Ledger[F], name: str, value: object) -> str:
    if value is None or value in ("", []):
        return _EMPTY
    if isinstance(value, list):
        return "；".join(_item(each) for each in value)
    if isinstance(value, dict):  # a document that is named
        return str(value.get("title") or _item(value))
    return ledger.value_words(name, value)


def _item(value: object) -> str:
    """Write an item of a list by what it holds."""
    if not isinstance(value, dict):
        return str(value)
    return " ".join(str(each) for each in value.values() if each not in (None, "", []))


def _differing(before: str, after: str) -> tuple[str, str]:
    """Give long values from where they begin to differ."""
    if max(len(before), len(after)) <= _LONGEST_SHOWN:
        return before, after
    same = len(commonprefix((before, after)))  # noqa: RUF071 - characters are meant
    start = max(same - _SHOWN_BEFORE, 0) if _EMPTY not in (before, after) else 0
    return _from(before, start), _from(after, start)


def _from(words: str, start: int) -> str:
    shown = words[start : start + _LONGEST_SHOWN]
    more = "…" if len(words) > start + _LONGEST_SHOWN else ""
    return f"{'…' if start else ''}{shown}{more}"
