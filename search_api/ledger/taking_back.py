"""An import of a register taken back: exactly the entries that it made or changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import Generic

from corpus.actor import Actor
from corpus.catalogue import entries, imports
from corpus.catalogue.entries import Act, EntryChange
from corpus.catalogue.imports import Import
from corpus.errors import EntryNotFound, WrongValue
from indexer.library import Library
from search_api.access import only_keepers
from search_api.ledger.filed import F, Filed
from search_api.ledger.ledger import Ledger
from search_api.ledger.naming import holds_a_name, names_borne
from search_api.ledger.writing import Writing

CHANGED_SINCE = "导入以后又改过"
REMOVED_SINCE = "导入以后已移除"
NAME_IS_GONE = "这次导入把它改成了匿名，姓名已经清除，退不回来"
NAME_WOULD_SHOW = "退回去就是匿名的，而原来的文字里写着建言人的姓名。请打开它自己改，不要写姓名"


class Outcome(StrEnum):
    """What became of an entry."""

    REMOVED = "removed"  # it was new, and is out of the register again
    RESTORED = "restored"  # it holds again what it held before
    LEFT = "left"  # it stays as it is


@dataclass(frozen=True, slots=True)
class Undone(Generic[F]):
    """
    An entry of an import that is taken back.

    Attributes:
        filed: As it was found, or is now.
        outcome: What became of it.
        reason: Why it stays as it is; empty where it does not.
    """

    filed: Filed[F]
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack(Generic[F]):
    """What became of the entries of an import."""

    entries: tuple[Undone[F], ...]

    def of(self, outcome: Outcome) -> tuple[Undone[F], ...]:
        """Give the entries of one outcome."""
        return tuple(each for each in self.entries if each.outcome is outcome)


def newest_imports(library: Library, actor: Actor, ledger: Ledger[F]) -> list[Import]:
    """
    Give the last imports of a register, the newest first.

    Raises:
        Forbidden: The actor may not change the register.
    """
    only_keepers(actor)
    with library.catalogue.read() as connection:
        return imports.newest(connection, ledger.register)


def take_back(library: Library, actor: Actor, ledger: Ledger[F], number: int) -> TakenBack[F]:
    """
    Take an import back; what was changed since is left alone, and told.

    Raises:
        EntryNotFound: There is no import of this number.
        WrongValue: It was taken back already.
        Forbidden: The actor may not change the register.
    """
    with ledger.writing(library, actor) as writing:
        known = imports.get(writing.connection, ledger.register, number)
        if known.taken_back_at is not None:
            raise WrongValue("这次导入已经撤销过了。要再导入，请重新选择表格。")
        made = imports.changes(writing.connection, number)
        noted = replace(writing, of_import=number)
        found = TakenBack(tuple(_undone(ledger, noted, *each) for each in made.items()))
        if len(found.of(Outcome.LEFT)) < len(found.entries):
            imports.take_back(writing.connection, number, now=writing.now)
    return found


def same_since(library: Library, ledger: Ledger[F]) -> Callable[[Filed[F]], int]:
    """Tell of an entry since which revision it holds what it holds, but for imports taken back."""

    def since(filed: Filed[F]) -> int:
        with library.catalogue.read() as connection:
            changes = entries.history(connection, filed.entry)
        standing = _standing(changes)
        newest = takewhile(lambda each: each not in standing, changes)
        raising = (each for each in newest if each.act in (Act.CHANGED, Act.TAKEN_BACK))
        return filed.entry.revision - sum(1 for _ in raising)

    return since


def _undone(
    ledger: Ledger[F], writing: Writing, number: int, made: Sequence[EntryChange]
) -> Undone[F]:
    """Take back what an import did to an entry."""
    connection = writing.connection
    try:
        known = ledger.opened(entries.get(connection, ledger.register, number))
    except EntryNotFound:
        gone = ledger.opened(entries.get(connection, ledger.register, number, is_removed=True))
        return Undone(gone, Outcome.LEFT, REMOVED_SINCE)
    if _standing(entries.history(connection, known.entry))[0] != made[-1]:
        return Undone(known, Outcome.LEFT, CHANGED_SINCE)
    before = _before(known, made)
    if reason := _barred(writing, known, before):
        return Undone(known, Outcome.LEFT, reason)
    back = ledger.overwrite(writing, known, before, Act.TAKEN_BACK)
    if all(each.act is Act.CHANGED for each in made):
        return Undone(back, Outcome.RESTORED)
    ledger.take_out(writing, back, Act.TAKEN_BACK)
    return Undone(back, Outcome.REMOVED)


def _standing(changes: Sequence[EntryChange]) -> tuple[EntryChange, ...]:
    """Leave out every import that was taken back: with its taking back it changed nothing."""
    gone = {each.of_import for each in changes if each.act is Act.TAKEN_BACK}
    return tuple(each for each in changes if each.of_import not in gone)


def _barred(writing: Writing, known: Filed[F], before: F) -> str:
    """Say why an entry cannot hold again what it held, for the sake of names; empty if it can."""
    if not before.is_unsigned:
        return NAME_IS_GONE if known.content.is_unsigned else ""
    names = names_borne(writing.connection, known.entry, known.content)
    return NAME_WOULD_SHOW if holds_a_name(before.written, names) else ""


def _before(known: Filed[F], made: Sequence[EntryChange]) -> F:
    """Give what an entry held before the changes, which the history tells."""
    held = {
        change.name: change.before
        for each in reversed(made)
        if each.act is Act.CHANGED
        for change in each.changed
    }
    content = known.content
    return type(content).model_validate({**content.model_dump(mode="json"), **held})
