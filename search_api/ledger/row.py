"""A row of a workbook as an entry of a register: what it says, and every fault in it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from search_api.ledger.book import BookRow, BookSheet
from search_api.ledger.cells import CellRefused, cell_value
from search_api.ledger.faults import Fault, allowed_in
from search_api.ledger.filed import F, Filed
from search_api.ledger.filing import RulesBroken
from search_api.ledger.sheet import SheetForm

_NAMELESS = "这一条是匿名的，姓名不会保存。请清空“{}”；本人同意署名的，改“来源”"
_MERGED = "有合并的单元格（{}）。请取消合并，每行各填各的"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of a further sheet: an item of the list of an entry, in the field *name*."""

    name: str
    sheet: BookSheet
    row: BookRow


@dataclass(frozen=True, slots=True)
class RowRead(Generic[F]):
    """
    What a row says.

    Attributes:
        content: Of the entry; None where something in it is wrong.
        told: Field -> its value as JSON has it, of those in which nothing is wrong.
        faults: All that is wrong.
    """

    content: F | None
    told: Mapping[str, Any]
    faults: tuple[Fault, ...]


def read_row(
    form: SheetForm[F],
    sheet: BookSheet,
    row: BookRow,
    items: Sequence[ItemRow],
    known: Filed[F] | None,
    there: Collection[str],
) -> RowRead[F]:
    """
    Read a row with its items.

    Args:
        form: Of the workbook.
        sheet: In which the row stands.
        row: Itself.
        items: The rows of the further sheets that belong to it.
        known: The entry that it speaks of; None where it is a new one.
        there: The names of the sheets of the workbook; a list without one stays as it is.
    """
    reader = _Reader(form, sheet, row)
    reader.read_cells(known)
    reader.read_items(items, there)
    content = reader.content()
    faults = tuple(dict.fromkeys(reader.faults))
    if faults or content is None:
        return RowRead(None, reader.understood(), faults)
    return RowRead(content, content.model_dump(mode="json"), ())


@dataclass(slots=True)
class _Reader(Generic[F]):
    """
    Gathers what a row says and what is wrong in it.

    Attributes:
        told: Field -> what it says, as JSON has it.
        held: Field -> what the entry of which it speaks holds.
        placed: List -> the rows of the items that were understood, as they stand in `told`.
        doubtful: The fields in which something is wrong already; no rule that speaks of one
            is looked at.
    """

    form: SheetForm[F]
    sheet: BookSheet
    row: BookRow
    told: dict[str, Any] = field(default_factory=dict)
    held: Mapping[str, Any] = field(default_factory=dict)
    placed: dict[str, list[ItemRow]] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def read_cells(self, known: Filed[F] | None) -> None:
        """Read the row itself, over what is known of its entry."""
        self.told = known.content.model_dump(mode="json") if known else {}
        self.held = dict(self.told)
        self.faults += [Fault(each, "", _MERGED.format(each)) for each in self.row.merged]
        for name, label in self.form.columns(names=True).items():
            if label in self.row.cells:
                try:
                    self.told[name] = cell_value(self.form, name, label, self.row.cells[label])
                except CellRefused as why:
                    self._doubt(name, str(why), allowed_in(self.form, name))
            elif self.row.merged and label in self.sheet.header:
                self._doubt(name)

    def read_items(self, items: Sequence[ItemRow], there: Collection[str]) -> None:
        """Read the lists, each from the sheet of its own."""
        for name, of in self.form.lists.items():
            if of.name not in there:
                continue
            read = [(each, self._item(each)) for each in items if each.name == name]
            self.placed[name] = [each for each, told in read if told is not None]
            self.told[name] = [told for _, told in read if told is not None]

    def content(self) -> F | None:
        """Give the entry, once nothing more is found to be wrong in it."""
        blank = self.form.blank.model_dump(mode="json")
        blanked = {each for each in self.doubtful if each not in self.form.lists}
        while True:
            told = self.told | {each: blank[each] for each in blanked}
            try:
                content = self.form.ledger.form.model_validate(
                    {name: value for name, value in told.items() if value is not None}
                )
                self._look_beyond(content)
                return content
            except ValidationError as error:
                found = [name for each in error.errors() for name in self._complained(each)]
            if blanked.issuperset(found):
                return None
            blanked.update(found)

    def _look_beyond(self, content: F) -> None:
        """Point out what is no fault of the content, and may not be written all the same."""
        for name in content.naming:
            is_new = self.told.get(name) not in (None, "", self.held.get(name))
            if is_new and not getattr(content, name):
                self._doubt(name, _NAMELESS.format(self.form.ledger.labels[name]))
        for rule in content.rules_to_keep:
            if rule.is_broken and self.doubtful.isdisjoint(rule.fields):
                self._doubt(rule.fields[0], rule.words)

    def understood(self) -> Mapping[str, Any]:
        """Give the fields in which nothing is wrong."""
        return {name: value for name, value in self.told.items() if name not in self.doubtful}

    def _complained(self, complaint: ErrorDetails) -> Iterator[str]:
        """Note a complaint about the content; give the fields that it is about."""
        broken = complaint.get("ctx", {}).get("error")
        if isinstance(broken, RulesBroken):
            for rule in broken.rules:
                if self.doubtful.isdisjoint(rule.fields):
                    self.faults.append(self._fault(rule.fields[0], rule.words))
            yield from (rule.fields[0] for rule in broken.rules)
            self.doubtful.update(rule.fields[0] for rule in broken.rules)
            return
        name, *place = complaint["loc"]
        if name not in self.doubtful or place:
            self.faults.append(self._complaint(str(name), place, complaint))
        self.doubtful.add(str(name))
        yield str(name)

    def _complaint(self, name: str, place: Sequence[int | str], complaint: ErrorDetails) -> Fault:
        """Put a complaint about a field, or about a field of an item, into words."""
        wrong, allowed = _words(complaint)
        match place:
            case [int(at), str(inside)]:
                item, labels = self.placed[name][at], self.form.lists[name].labels
                return self._item_fault(
                    item, labels.get(inside, ""), wrong, allowed or allowed_in(self.form, inside)
                )
            case [int(at)]:
                return self._item_fault(self.placed[name][at], "", wrong, allowed)
        label = self.form.ledger.labels.get(name, name)
        return self._fault(name, f"“{label}”{wrong}", allowed or allowed_in(self.form, name))

    def _item(self, item: ItemRow) -> Mapping[str, Any] | None:
        """Read an item; None where something in it is wrong."""
        before = len(self.faults)
        for each in item.row.merged:
            self.faults.append(Fault(f"{item.sheet.name}!{each}", "", _MERGED.format(each)))
        told = {
            name: self._item_value(item, name, label)
            for name, label in self.form.lists[item.name].labels.items()
            if label in item.row.cells or not item.row.merged
        }
        if len(self.faults) == before:
            return told
        self.doubtful.add(item.name)
        return None

    def _item_value(self, item: ItemRow, name: str, label: str) -> Any:
        allowed = allowed_in(self.form, name)
        try:
            value = cell_value(self.form, name, label, item.row.cells.get(label))
        except CellRefused as why:
            self.faults.append(self._item_fault(item, label, str(why), allowed, is_whole=True))
            return None
        if value is None:
            self.faults.append(self._item_fault(item, label, "是空的，请填上", allowed))
        return value

    def _doubt(self, name: str, reason: str = "", allowed: str = "") -> None:
        self.doubtful.add(name)
        if reason:
            self.faults.append(self._fault(name, reason, allowed))

    def _fault(self, name: str, reason: str, allowed: str = "") -> Fault:
        label = self.form.ledger.labels.get(name, "")
        return Fault(self.sheet.cell(self.row, label), label, reason, allowed)

    def _item_fault(
        self, item: ItemRow, label: str, reason: str, allowed: str, *, is_whole: bool = False
    ) -> Fault:
        place = item.sheet.cell(item.row, label) or f"{item.row.number}:{item.row.number}"
        lead = "" if is_whole else f"“{label}”" if label else "这一行"
        return Fault(f"{item.sheet.name}!{place}", label, f"{lead}{reason}", allowed)


def _words(complaint: ErrorDetails) -> tuple[str, str]:
    """Say what pydantic finds wrong, and what is allowed; the latter empty where the field says."""
    context = complaint.get("ctx", {})
    match complaint["type"]:
        case "missing" | "string_too_short":
            return "是空的，请填上", ""
        case "string_too_long":
            return "太长", f"最多 {context['max_length']} 字"
        case "too_long":
            return "太多", f"最多 {context['max_length']} 条"
        case "value_error":
            return f"：{context['error']}", ""
    return "不是可用的值", ""
