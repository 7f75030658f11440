"""What is written into a register, within a transaction: its rules, and its history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import entries
from corpus.catalogue.entries import Act, Drafted, FieldChange
from corpus.errors import ChangedMeanwhile, WrongValue
from corpus.partial_dates import day_of
from search_api.ledger.filed import F, Filed, RegisterForm
from search_api.ledger.filing import Filing
from search_api.ledger.naming import forget_names, names_borne, refuse_names
from search_api.ledger.serials import newest_number

MOST_ENTRIES = 20_000  # of a register


@dataclass(frozen=True, slots=True)
class Writing:
    """
    A transaction in which a register is written.

    Attributes:
        connection: Of the catalogue; all that is written through it is kept, or nothing.
        actor: Who writes; whoever opened it has looked whether they may.
        now: When.
        of_import: The number of the import to which it belongs; None where a person writes.
    """

    connection: Connection
    actor: Actor
    now: datetime
    of_import: int | None = None


@dataclass(frozen=True, slots=True)
class WrittenRegister(RegisterForm[F]):
    """A register into which is written; every change stands in the history of its entry."""

    def enter(self, writing: Writing, content: F, *, paper: int | None = None) -> Filed[F]:
        """
        Enter something new; see `enter_many`.

        Args:
            writing: The transaction.
            content: What it holds; an empty serial is given the next of the year.
            paper: The id of what it came out of.
        """
        (made,) = self.enter_many(writing, [content], paper=paper)
        return made

    def enter_many(
        self, writing: Writing, contents: Sequence[F], *, paper: int | None = None
    ) -> Iterator[Filed[F]]:
        """
        Enter several, one after the other.

        Raises:
            WrongValue: One holds what it may not, its serial is taken, or there are too many.
        """
        connection = writing.connection
        if entries.count(connection, self.register) + len(contents) > MOST_ENTRIES:
            raise WrongValue(f"台账最多 {MOST_ENTRIES} 条。请先导出归档，再移除旧的。")
        taken = set(entries.serials(connection, self.register))
        begun = f"{self.lead}{day_of(writing.now).year}-"
        newest = newest_number(taken, begun)
        for content in contents:
            if not content.serial:
                newest += 1
            serial = content.serial or f"{begun}{newest:03d}"
            if serial in taken:
                raise WrongValue(f"编号“{serial}”已经有了。请换一个，或留空由系统编号。")
            taken.add(serial)
            told = self.checked(content.model_copy(update={"serial": serial}))
            drafted = _drafted(told, paper)
            filed = self.opened(entries.make(connection, self.register, drafted, now=writing.now))
            self.note(writing, filed, Act.MADE, self._begun(told))
            yield filed

    def put(self, writing: Writing, known: Filed[F], content: F) -> Filed[F]:
        """
        Keep other content of an entry; equal content changes nothing.

        Raises:
            WrongValue: It holds what it may not, or its state may not follow the present one.
        """
        self._look_at_state(known.content, content)
        return self.overwrite(writing, known, content)

    def put_expected(self, writing: Writing, known: Filed[F], content: F) -> Filed[F]:
        """
        Keep other content of an entry that nobody changed since it was opened.

        Raises:
            ChangedMeanwhile: Somebody did.
            WrongValue: As `put`.
        """
        present = self.opened(entries.get(writing.connection, self.register, known.entry.id))
        if present.entry.revision != known.entry.revision:
            raise ChangedMeanwhile(known.entry.revision, present.entry.revision)
        return self.put(writing, present, content)

    def overwrite(
        self, writing: Writing, known: Filed[F], content: F, act: Act = Act.CHANGED
    ) -> Filed[F]:
        """
        Keep other content of an entry, whichever its state was; equal content changes nothing.

        Raises:
            WrongValue: It holds what it may not.
        """
        told, connection = self.checked(content), writing.connection
        changed = _differences(known.content, told)
        if not changed:
            return known
        self._look_at_serial(connection, known.content, told)
        if told.is_unsigned:
            refuse_names(told, names_borne(connection, known.entry, known.content))
        drafted = _drafted(told, known.entry.paper)
        entry = entries.change(connection, known.entry, drafted, now=writing.now)
        self.note(writing, Filed(entry, told), act, changed)
        if told.is_unsigned:
            forget_names(connection, known.entry, known.content)
        return self.opened(entry)

    def take_out(self, writing: Writing, known: Filed[F], act: Act = Act.REMOVED) -> None:
        """Take an entry out of the register; `bring_back` gives it back as it was."""
        entries.remove(writing.connection, known.entry, now=writing.now)
        self.note(writing, known, act)

    def bring_back(self, writing: Writing, number: int) -> Filed[F]:
        """
        Bring a removed entry back as it was.

        Raises:
            EntryNotFound: There is none of this number, or it is not removed.
        """
        filed = self.opened(entries.restore(writing.connection, self.register, number))
        self.note(writing, filed, Act.RESTORED)
        return filed

    def note(
        self, writing: Writing, filed: Filed[F], act: Act, changed: Sequence[FieldChange] = ()
    ) -> None:
        """Keep what was done to an entry; of an unsigned one not by whom, and no name."""
        content = filed.content
        who = None if content.is_unsigned else writing.actor.id
        hidden = self.form.naming if content.is_unsigned else frozenset()
        kept = tuple(each for each in changed if each.name not in hidden)
        entries.note(
            writing.connection,
            filed.entry,
            act,
            kept,
            actor=who,
            now=writing.now,
            of_import=writing.of_import,
        )

    def _begun(self, content: F) -> tuple[FieldChange, ...]:
        """Tell in which state an entry begins, where it is not the first one."""
        if content.state == self.states.first:
            return ()
        return (FieldChange("state", None, str(content.state)),)

    def _look_at_state(self, before: F, after: F) -> None:
        """
        Look whether a state may follow.

        Raises:
            WrongValue: It may not.
        """
        if self.states.allows(before.state, after.state):
            return
        label = self.states.labels
        following = "、".join(self.states.next(before.state).values()) or "（没有）"
        raise WrongValue(
            f"不能由“{label[before.state]}”直接改为“{label[after.state]}”。"
            f"下一步可以是：{following}。"
        )

    def _look_at_serial(self, connection: Connection, before: F, after: F) -> None:
        """
        Look whether an entry may have a serial.

        Raises:
            WrongValue: It is another's, or empty.
        """
        serial = after.serial
        if serial == before.serial:
            return
        if not serial or serial in entries.serials(connection, self.register):
            raise WrongValue(f"编号“{serial}”不能用：已经有了，或是空的。请换一个。")


def _differences(before: Filing, after: Filing) -> tuple[FieldChange, ...]:
    was: dict[str, Any] = before.model_dump(mode="json")
    now: dict[str, Any] = after.model_dump(mode="json")
    return tuple(FieldChange(name, was[name], now[name]) for name in now if was[name] != now[name])


def _drafted(content: Filing, paper: int | None) -> Drafted:
    due = content.due.isoformat() if content.due else None
    told = content.model_dump(mode="json")
    return Drafted(content.serial, content.state, due, paper, told)
