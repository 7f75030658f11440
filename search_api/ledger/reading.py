"""A register read back from a workbook: every field checked, every refusal with its reason."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from pydantic import ValidationError

from corpus.actor import Actor
from corpus.errors import WrongValue
from indexer.library import Library
from search_api.ledger.book import BookRow, BookSheet
from search_api.ledger.cells import RowRefused, cell_text, cell_value
from search_api.ledger.ledger import F, Filed
from search_api.ledger.sheet import REVISION, ListSheet, SheetForm
from search_api.study.shelf import reason_of

_NEEDED = ("serial", "title", "state")  # columns without which it is no such register
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """
    A row that is not taken in.

    Attributes:
        sheet: In which it stands.
        row: As the office program counts it, from 1.
        serial: Of its entry; empty where it has none.
        reason: Why, and what to do.
    """

    sheet: str
    row: int
    serial: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading(Generic[F]):
    """
    What a workbook would do to a register.

    Attributes:
        new: What would be entered, in order.
        changed: Entries, each with what it would hold.
        same: How many rows say what the register says.
        refused: The rows that are not taken in.
        unused: Columns of the first sheet that the register does not know.
    """

    new: tuple[F, ...]
    changed: tuple[tuple[Filed[F], F], ...]
    same: int
    refused: tuple[Refusal, ...]
    unused: tuple[str, ...]


def read_register(
    form: SheetForm[F],
    sheets: Sequence[BookSheet],
    known: Sequence[Filed[F]],
    removed: Sequence[Filed[F]] = (),
) -> Reading[F]:
    """
    Read a workbook; nothing is written.

    Args:
        form: Of the workbook.
        sheets: What stands in it.
        known: The entries of the register.
        removed: Those that were taken out of it, whose serials are theirs still.

    Raises:
        WrongValue: It is no workbook of this register.
    """
    first = _first(form, sheets)
    items = _items(form, sheets)
    there = {each.content.serial: each for each in known}
    gone = {each.content.serial for each in removed}
    alike: dict[tuple[str, str], F] = {
        _likeness(each.content.model_dump(mode="json")): each.content for each in known
    }
    times = Counter(_serial(form, row) for row in first.rows)
    names = {each.name for each in sheets}
    new: list[F] = []
    changed: list[tuple[Filed[F], F]] = []
    refused: list[Refusal] = []
    same = 0
    for row in first.rows:
        serial = _serial(form, row)
        try:
            if serial and times[serial] > 1:
                raise RowRefused(f"表里有 {times[serial]} 行的编号都是“{serial}”。请改成各不相同的")
            content = _content(form, row, items.get(serial, []), there.get(serial), names)
            entry = there.get(serial)
            if entry is None:
                like = _likeness(content.model_dump(mode="json"))
                _look_at_new(content, serial, gone, alike.get(like), times)
                alike.setdefault(like, content)
                new.append(content)
            elif content == entry.content:
                same += 1
            else:
                _look_at_change(form, row, entry, content)
                changed.append((entry, content))
        except RowRefused as why:
            refused.append(Refusal(first.name, row.number, serial, f"{why}。"))
    refused += _without_entry(form, sheets, {_serial(form, row) for row in first.rows})
    expected = {*form.columns(names=True).values(), REVISION, ""}
    unused = tuple(each for each in first.header if each not in expected)
    return Reading(tuple(new), tuple(changed), same, tuple(refused), unused)


def take_in(
    library: Library,
    actor: Actor,
    form: SheetForm[F],
    reading: Reading[F],
    progress: Progress = lambda done, total: None,
) -> int:
    """
    Write what a workbook says, all of it or nothing; give how many entries are new or changed.

    Args:
        library: Where the register is.
        actor: Who takes it in.
        form: Of the workbook.
        reading: Of the workbook.
        progress: Is told how many of how many are done.

    Raises:
        ChangedMeanwhile: An entry was changed since the reading; nothing was written.
        WrongValue: Something cannot be; nothing was written.
        Forbidden: The actor may not change the register.
    """
    ledger, total = form.ledger, len(reading.new) + len(reading.changed)
    done = 0
    with ledger.writing(library, actor) as connection:
        for filed, content in reading.changed:
            ledger.put_expected(connection, actor, filed, content, library.clock())
            progress(done := done + 1, total)
        for _ in ledger.enter_many(connection, actor, reading.new, library.clock()):
            progress(done := done + 1, total)
    return total


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


def _items(
    form: SheetForm[F], sheets: Sequence[BookSheet]
) -> Mapping[str, list[tuple[str, BookSheet, BookRow]]]:
    """Give the rows of the further sheets by serial, each with the field that it belongs to."""
    found: defaultdict[str, list[tuple[str, BookSheet, BookRow]]] = defaultdict(list)
    for name, of in form.lists.items():
        for sheet in sheets:
            if sheet.name == of.name:
                for row in sheet.rows:
                    found[_serial(form, row)].append((name, sheet, row))
    return found


def _without_entry(
    form: SheetForm[F], sheets: Sequence[BookSheet], serials: set[str]
) -> Iterator[Refusal]:
    """Tell of items that belong to no row."""
    for serial, rows in _items(form, sheets).items():
        if serial in serials and serial:
            continue
        for _, sheet, row in rows:
            reason = f"“{form.name}”表里没有编号“{serial}”的一行。请补上，或改对编号。"
            yield Refusal(sheet.name, row.number, serial, reason)


def _content(
    form: SheetForm[F],
    row: BookRow,
    items: Sequence[tuple[str, BookSheet, BookRow]],
    known: Filed[F] | None,
    there: Collection[str],
) -> F:
    """Give what a row says, over what is known of its entry; *there* are the sheets."""
    if row.merged:
        raise RowRefused(f"有合并的单元格（{row.merged}）。请取消合并，每行各填各的")
    told: dict[str, Any] = known.content.model_dump(mode="json") if known else {}
    for name, label in form.columns(names=True).items():
        if label in row.cells:
            told[name] = cell_value(form, name, label, row.cells[label])
    for name, of in form.lists.items():
        if of.name not in there:
            continue  # what has no sheet stays as it is
        of_it = [(sheet, each) for field, sheet, each in items if field == name]
        told[name] = [_item(form, of, sheet, each) for sheet, each in of_it]
    return _validated(form, told)


def _validated(form: SheetForm[F], told: Mapping[str, Any]) -> F:
    try:
        return form.ledger.form.model_validate(
            {name: value for name, value in told.items() if value is not None}
        )
    except ValidationError as error:
        complaint = error.errors()[0]
        place = complaint["loc"][0] if complaint["loc"] else ""
        label = form.ledger.labels.get(str(place), "")
        if complaint["type"] == "missing":
            raise RowRefused(f"“{label}”是空的。请填上") from error
        lead = f"“{label}”：" if label else ""
        raise RowRefused(f"{lead}{reason_of(error)}") from error


def _item(form: SheetForm[F], of: ListSheet, sheet: BookSheet, row: BookRow) -> dict[str, Any]:
    if row.merged:
        raise RowRefused(
            f"“{sheet.name}”表第 {row.number} 行有合并的单元格（{row.merged}）。请取消合并"
        )
    told = {
        name: cell_value(form, name, label, row.cells.get(label))
        for name, label in of.labels.items()
    }
    empty = [of.labels[name] for name, value in told.items() if value is None]
    if empty:
        raise RowRefused(f"“{sheet.name}”表第 {row.number} 行的“{empty[0]}”是空的。请填上")
    return told


def _serial(form: SheetForm[F], row: BookRow) -> str:
    return cell_text(row.cells.get(form.ledger.labels["serial"])).strip()


def _likeness(told: Mapping[str, Any]) -> tuple[str, str]:
    return str(told.get("title", "")), str(told.get("received", ""))


def _look_at_new(
    content: F, serial: str, gone: Collection[str], twin: F | None, serials: Collection[str]
) -> None:
    """
    Point out what is no new entry: a serial that is another's, a repetition of what is there.

    Args:
        content: What the row says.
        serial: Of the row; may be empty.
        gone: The serials of removed entries.
        twin: What is there, or stands above, of the same title and day; None where nothing does.
        serials: Of all rows.
    """
    if serial in gone:
        raise RowRefused(f"编号“{serial}”是已移除的一条的。请先在台账里恢复它，或换一个编号")
    if twin is None or (serial and (not twin.serial or twin.serial in serials)):
        return
    where = f"台账里已有同题同日的一条（{twin.serial}）" if twin.serial else "前面有同题同日的一行"
    raise RowRefused(f"{where}。若是同一条，请填上它的编号或删去这一行；若不是，请改标题")


def _look_at_change(form: SheetForm[F], row: BookRow, entry: Filed[F], content: F) -> None:
    revision = cell_text(row.cells.get(REVISION)).strip()
    now = entry.entry.revision
    if revision.isdigit() and int(revision) != now:
        raise RowRefused(
            f"导出以后，台账里又改过这一条（版次 {revision} → {now}）。请重新导出，在新表上改"
        )
    states = form.ledger.states
    before, after = entry.content.state, content.state
    if not states.allows(before, after):
        raise RowRefused(
            f"不能由“{states.labels[before]}”直接改为“{states.labels[after]}”，"
            f"下一步可以是：{'、'.join(states.next(before).values())}"
        )
