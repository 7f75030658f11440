"""A register read back from a workbook: every row checked, every refusal with its reasons."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

from corpus.errors import WrongValue
from search_api.ledger.book import BookRow, BookSheet
from search_api.ledger.cells import cell_text
from search_api.ledger.faults import Fault, Refusal, in_order
from search_api.ledger.filed import F, Filed
from search_api.ledger.row import ItemRow, RowRead, read_row
from search_api.ledger.sheet import REVISION, SheetForm

_NEEDED = ("serial", "title", "state")  # columns without which it is no such register


@dataclass(frozen=True, slots=True)
class Reading(Generic[F]):
    """
    What a workbook would do to a register.

    Attributes:
        new: What would be entered, in order.
        again: Entries that were removed when their import was taken back, each with what it
            would hold.
        changed: Entries, each with what it would hold.
        same: How many rows say what the register says.
        refused: The rows that are not taken in.
        unused: Columns of the first sheet that the register does not know.
    """

    new: tuple[F, ...]
    again: tuple[tuple[Filed[F], F], ...]
    changed: tuple[tuple[Filed[F], F], ...]
    same: int
    refused: tuple[Refusal, ...]
    unused: tuple[str, ...]

    @property
    def entered(self) -> int:
        """How many rows would be in the register that are not there."""
        return len(self.new) + len(self.again)


@dataclass(frozen=True, slots=True)
class _Known(Generic[F]):
    """
    What the rows of a workbook are compared with.

    Attributes:
        entries: Serial -> entry.
        gone: The serials of removed entries, which are theirs still.
        again: Serial -> entry that was removed when its import was taken back.
        times: Serial -> how many rows have it.
        same_since: Tells since which revision an entry holds what it holds.
        alike: Title and day -> the serial of an entry that has them, or of a row above.
    """

    entries: Mapping[str, Filed[F]]
    gone: frozenset[str]
    again: Mapping[str, Filed[F]]
    times: Mapping[str, int]
    same_since: Callable[[Filed[F]], int]
    alike: dict[tuple[str, str], str] = field(default_factory=dict)

    def held(self, serial: str) -> Filed[F] | None:
        """Give the entry of which a row speaks, be it removed; what a row leaves out stays."""
        return self.entries.get(serial) or self.again.get(serial)

    def twin(self, serial: str, told: Mapping[str, Any]) -> str | None:
        """Give the serial of what a new row repeats, empty of a row above; None of nothing."""
        twin = self.alike.get(_likeness(told))
        is_other = serial and (not twin or twin in self.times)
        return None if twin is None or is_other else twin


def read_register(
    form: SheetForm[F],
    sheets: Sequence[BookSheet],
    known: Sequence[Filed[F]],
    removed: Sequence[Filed[F]] = (),
    *,
    taken_back: Collection[int] = (),
    same_since: Callable[[Filed[F]], int] = lambda filed: filed.entry.revision,
) -> Reading[F]:
    """
    Read a workbook; nothing is written.

    Args:
        form: Of the workbook.
        sheets: What stands in it.
        known: The entries of the register.
        removed: Those that were taken out of it, whose serials are theirs still.
        taken_back: The numbers of those of them of which an import was taken back: they come
            back with a row of their serial.

        same_since: Tells since which revision an entry holds what it holds: a row that went out
            then speaks of what is there.

    Raises:
        WrongValue: It is no workbook of this register.
    """
    first = _first(form, sheets)
    items, there = _items(form, sheets), {each.name for each in sheets}
    compared = _Known(
        {each.content.serial: each for each in known},
        frozenset(each.content.serial for each in removed if each.entry.id not in taken_back),
        {each.content.serial: each for each in removed if each.entry.id in taken_back},
        Counter(_serial(form, row) for row in first.rows),
        same_since,
        {_likeness(_dumped(each)): each.content.serial for each in known},
    )
    new: list[F] = []
    again: list[tuple[Filed[F], F]] = []
    changed: list[tuple[Filed[F], F]] = []
    refused: list[Refusal] = []
    for row in first.rows:
        serial = _serial(form, row)
        entry, held = compared.entries.get(serial), compared.held(serial)
        read = read_row(form, first, row, items.get(serial, []), held, there)
        faults = in_order(first, (*_beside(form, first, row, compared, read), *read.faults))
        if faults or read.content is None:
            refused.append(Refusal(first.name, row.number, serial, faults))
        elif entry is None:
            compared.alike.setdefault(_likeness(read.told), serial)
            if serial in compared.again:
                again.append((compared.again[serial], read.content))
            else:
                new.append(read.content)
        elif read.content != entry.content:
            changed.append((entry, read.content))
    same = len(first.rows) - len(new) - len(again) - len(changed) - len(refused)
    refused += _without_entry(form, items, compared.times)
    expected = {*form.columns(names=True).values(), REVISION, ""}
    unused = tuple(each for each in first.header if each not in expected)
    return Reading(tuple(new), tuple(again), tuple(changed), same, tuple(refused), unused)


def _first(form: SheetForm[F], sheets: Sequence[BookSheet]) -> BookSheet:
    """Give the sheet of the entries: the one of its name, else the first one."""
    found = next((each for each in sheets if each.name == form.name), None)
    first = found or next(iter(sheets), None)
    labels = form.ledger.labels
    lacking = [
        labels[each] for each in _NEEDED if first is None or labels[each] not in first.header
    ]
    if first is None or lacking:
        raise WrongValue(
            f"表里没有这几列：{'、'.join(lacking)}。第一行应是列名，可先导出一份台账作样式。"
        )
    repeated = [name for name, count in Counter(first.header).items() if name and count > 1]
    if repeated:
        raise WrongValue(f"列名重复：{'、'.join(repeated)}。请删去或改名后再导入。")
    return first


def _items(form: SheetForm[F], sheets: Sequence[BookSheet]) -> Mapping[str, list[ItemRow]]:
    """Give the rows of the further sheets by serial."""
    found: defaultdict[str, list[ItemRow]] = defaultdict(list)
    for name, of in form.lists.items():
        for sheet in sheets:
            if sheet.name == of.name:
                for row in sheet.rows:
                    found[_serial(form, row)].append(ItemRow(name, sheet, row))
    return found


def _without_entry(
    form: SheetForm[F], items: Mapping[str, Sequence[ItemRow]], serials: Mapping[str, int]
) -> Iterator[Refusal]:
    """Tell of items that belong to no row."""
    label = form.ledger.labels["serial"]
    for serial, rows in items.items():
        if serial in serials and serial:
            continue
        reason = f"“{form.name}”表里没有编号“{serial}”的一行。请补上，或改对编号"
        for each in rows:
            cell = f"{each.sheet.name}!{each.sheet.cell(each.row, label)}"
            fault = Fault(cell, label, reason)
            yield Refusal(each.sheet.name, each.row.number, serial, (fault,))


def _beside(
    form: SheetForm[F], sheet: BookSheet, row: BookRow, known: _Known[F], read: RowRead[F]
) -> Iterator[Fault]:
    """Point out what is wrong in a row beside the other rows, and beside the register."""
    serial, label = _serial(form, row), form.ledger.labels["serial"]
    entry = known.entries.get(serial)
    cell = sheet.cell(row, label)
    if serial and known.times[serial] > 1:
        reason = f"表里有 {known.times[serial]} 行的编号都是“{serial}”。请改成各不相同的"
        yield Fault(cell, label, reason)
    if serial in known.gone:
        reason = f"编号“{serial}”是已移除的一条的。请先在台账里恢复它，或换一个编号"
        yield Fault(cell, label, reason)
    if entry is not None:
        yield from _beside_entry(form, sheet, row, entry, read, known.same_since)
    elif (twin := known.twin(serial, read.told)) is not None:
        where = f"台账里已有同题同日的一条（{twin}）" if twin else "前面有同题同日的一行"
        reason = f"{where}。若是同一条，请填上它的编号或删去这一行；若不是，请改标题"
        yield Fault(cell, label, reason)


def _beside_entry(
    form: SheetForm[F],
    sheet: BookSheet,
    row: BookRow,
    entry: Filed[F],
    read: RowRead[F],
    same_since: Callable[[Filed[F]], int],
) -> Iterator[Fault]:
    """Point out that an entry was changed since it went out, or cannot come into a state."""
    if read.content == entry.content:
        return
    revision = cell_text(row.cells.get(REVISION)).strip()
    now = entry.entry.revision
    if revision.isdigit() and not _is_of(int(revision), entry, same_since):
        reason = f"导出以后，台账里又改过这一条（版次 {revision} → {now}）。请重新导出，在新表上改"
        yield Fault(sheet.cell(row, REVISION), REVISION, reason)
    states, label = form.ledger.states, form.ledger.labels["state"]
    before = entry.content.state
    after = read.told.get("state", before)
    if not states.allows(before, after):
        reason = f"不能由“{states.labels[before]}”直接改为“{states.labels[after]}”"
        following = "、".join(states.next(before).values())
        yield Fault(sheet.cell(row, label), label, f"{reason}，下一步可以是：{following}")


def _is_of(revision: int, entry: Filed[F], same_since: Callable[[Filed[F]], int]) -> bool:
    now = entry.entry.revision
    return revision == now or same_since(entry) <= revision < now  # what asks the history, last


def _serial(form: SheetForm[F], row: BookRow) -> str:
    return cell_text(row.cells.get(form.ledger.labels["serial"])).strip()


def _dumped(filed: Filed[F]) -> Mapping[str, Any]:
    return filed.content.model_dump(mode="json")


def _likeness(told: Mapping[str, Any]) -> tuple[str, str]:
    return str(told.get("title", "")), str(told.get("received", ""))
