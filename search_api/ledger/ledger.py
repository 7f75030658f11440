"""One way to enter, open, change, remove and look back, for every register."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import entries
from corpus.catalogue.entries import Act, Drafted, Entry, EntryChange, FieldChange, Register
from corpus.errors import ChangedMeanwhile, WrongValue
from corpus.partial_dates import day_of
from indexer.library import Library
from search_api.access import only_keepers
from search_api.ledger.filing import Filing, States
from search_api.ledger.naming import forget_names, names_borne, refuse_names
from search_api.ledger.serials import newest_number
from search_api.study.shelf import reason_of

MOST_ENTRIES = 20_000  # of a register

F = TypeVar("F", bound=Filing)


@dataclass(frozen=True, slots=True)
class Filed(Generic[F]):
    """
    An entry with its content read.

    Attributes:
        entry: As it is kept.
        content: What it holds.
    """

    entry: Entry
    content: F


@dataclass(frozen=True, slots=True)
class Ledger(Generic[F]):
    """
    All entries of one register. Only keepers change it.

    Attributes:
        register: Which.
        form: Of what its entries hold.
        states: That they go through.
        labels: Field -> what it is called in Chinese, in the order of the columns.
        words: Field -> its values, each with what it is called in Chinese, besides the states.
        lead: What stands before the year in the serials that it gives.
        read_by_all: Whether others than keepers read it too.
    """

    register: Register
    form: type[F]
    states: States
    labels: Mapping[str, str]
    words: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    lead: str = ""
    read_by_all: bool = False

    def all(self, library: Library, actor: Actor, *, paper: int | None = None) -> list[Filed[F]]:
        """
        Give the entries, or those of one paper, the one entered last first.

        Raises:
            Forbidden: The actor may not see it.
        """
        self._only_readers(actor)
        with library.catalogue.read() as connection:
            found = entries.listed(connection, self.register, paper=paper)
        return [self.opened(each) for each in found]

    def open(self, library: Library, actor: Actor, number: int) -> Filed[F]:
        """
        Give one.

        Raises:
            EntryNotFound: There is none of this number, or it was removed.
            Forbidden: The actor may not see it.
        """
        self._only_readers(actor)
        with library.catalogue.read() as connection:
            return self.opened(entries.get(connection, self.register, number))

    def history(self, library: Library, actor: Actor, number: int) -> list[EntryChange]:
        """
        Give every change of one, the newest first.

        Raises:
            EntryNotFound: There is none of this number, or it was removed.
            Forbidden: The actor may not see it.
        """
        self._only_readers(actor)
        with library.catalogue.read() as connection:
            return entries.history(connection, entries.get(connection, self.register, number))

    def make(
        self, library: Library, actor: Actor, content: F, *, paper: int | None = None
    ) -> Filed[F]:
        """
        Enter something new.

        Args:
            library: Where.
            actor: Who enters it.
            content: What it holds; an empty serial is given the next of the year.
            paper: The id of what it came out of.

        Raises:
            WrongValue: It holds what it may not, its serial is taken, or there are too many.
            Forbidden: The actor may not change it.
        """
        with self.writing(library, actor) as connection:
            return self.enter(connection, actor, content, library.clock(), paper=paper)

    def change(
        self, library: Library, actor: Actor, number: int, content: F, *, revision: int
    ) -> Filed[F]:
        """
        Keep new content in the place of that of a revision.

        Raises:
            EntryNotFound: There is none of this number, or it was removed.
            ChangedMeanwhile: It has another revision; nothing was changed.
            WrongValue: It holds what it may not, or its state may not follow the present one.
            Forbidden: The actor may not change it.
        """
        return self.edit(library, actor, number, lambda _: content, revision=revision)

    def edit(
        self,
        library: Library,
        actor: Actor,
        number: int,
        change: Callable[[F], F],
        *,
        revision: int | None = None,
    ) -> Filed[F]:
        """
        Keep what *change* makes of the present content; nobody changes it in between.

        Raises:
            EntryNotFound: There is none of this number, or it was removed.
            ChangedMeanwhile: It has another revision than the one given; nothing was changed.
            WrongValue: It holds what it may not, or its state may not follow the present one.
            Forbidden: The actor may not change it.
        """
        with self.writing(library, actor) as connection:
            known = self.opened(entries.get(connection, self.register, number))
            if revision is not None and known.entry.revision != revision:
                raise ChangedMeanwhile(revision, known.entry.revision)
            return self.put(connection, actor, known, change(known.content), library.clock())

    def remove(self, library: Library, actor: Actor, number: int) -> Filed[F]:
        """
        Take one out of the register; give it, for it can be restored.

        Raises:
            EntryNotFound: There is none of this number, or it was removed already.
            Forbidden: The actor may not change it.
        """
        only_keepers(actor)
        now = library.clock()
        with library.catalogue.write() as connection:
            filed = self.opened(entries.get(connection, self.register, number))
            entries.remove(connection, filed.entry, now=now)
            self.note(connection, actor, filed, Act.REMOVED, now)
        return filed

    def restore(self, library: Library, actor: Actor, number: int) -> Filed[F]:
        """
        Bring a removed one back as it was.

        Raises:
            EntryNotFound: There is none of this number.
            Forbidden: The actor may not change it.
        """
        only_keepers(actor)
        with library.catalogue.write() as connection:
            filed = self.opened(entries.restore(connection, self.register, number))
            self.note(connection, actor, filed, Act.RESTORED, library.clock())
        return filed

    def removed(self, library: Library, actor: Actor) -> list[Filed[F]]:
        """
        Give those that were taken out, the one taken out last first.

        Raises:
            Forbidden: The actor may not change it.
        """
        only_keepers(actor)
        with library.catalogue.read() as connection:
            return [self.opened(each) for each in entries.removed(connection, self.register)]

    def enter(
        self,
        connection: Connection,
        actor: Actor,
        content: F,
        now: datetime,
        *,
        paper: int | None = None,
    ) -> Filed[F]:
        """Enter something new, within a transaction."""
        (made,) = self.enter_many(connection, actor, [content], now, paper=paper)
        return made

    def enter_many(
        self,
        connection: Connection,
        actor: Actor,
        contents: Sequence[F],
        now: datetime,
        *,
        paper: int | None = None,
    ) -> Iterator[Filed[F]]:
        """Enter several, one after the other, within a transaction."""
        if entries.count(connection, self.register) + len(contents) > MOST_ENTRIES:
            raise WrongValue(f"台账最多 {MOST_ENTRIES} 条。请先导出归档，再移除旧的。")
        taken = set(entries.serials(connection, self.register))
        begun = f"{self.lead}{day_of(now).year}-"
        newest = newest_number(taken, begun)
        for content in contents:
            if not content.serial:
                newest += 1
            serial = content.serial or f"{begun}{newest:03d}"
            if serial in taken:
                raise WrongValue(f"编号“{serial}”已经有了。请换一个，或留空由系统编号。")
            taken.add(serial)
            told = self._checked(content.model_copy(update={"serial": serial}))
            entry = entries.make(connection, self.register, self._drafted(told, paper), now=now)
            filed = self.opened(entry)
            self.note(connection, actor, filed, Act.MADE, now, self._begun(told))
            yield filed

    @contextmanager
    def writing(self, library: Library, actor: Actor) -> Iterator[Connection]:
        """
        Give a connection for many changes, which are kept all together or not at all.

        Raises:
            Forbidden: The actor may not change the register.
        """
        only_keepers(actor)
        with library.catalogue.write() as connection:
            yield connection
        library.catalogue.settle()

    def put_expected(
        self, connection: Connection, actor: Actor, known: Filed[F], content: F, now: datetime
    ) -> Filed[F]:
        """
        Keep other content of an entry that nobody changed since it was opened.

        Raises:
            ChangedMeanwhile: Somebody did.
        """
        present = self.opened(entries.get(connection, self.register, known.entry.id))
        if present.entry.revision != known.entry.revision:
            raise ChangedMeanwhile(known.entry.revision, present.entry.revision)
        return self.put(connection, actor, present, content, now)

    def put(
        self, connection: Connection, actor: Actor, known: Filed[F], content: F, now: datetime
    ) -> Filed[F]:
        """Keep other content of an entry, within a transaction; equal content changes nothing."""
        told = self._checked(content)
        changed = _differences(known.content, told)
        if not changed:
            return known
        self._look(connection, known, told)
        if told.is_unsigned:
            refuse_names(told, names_borne(connection, known.entry, known.content))
        entry = entries.change(
            connection, known.entry, self._drafted(told, known.entry.paper), now=now
        )
        self.note(connection, actor, Filed(entry, told), Act.CHANGED, now, changed)
        if told.is_unsigned:
            forget_names(connection, known.entry, known.content)
        return self.opened(entry)

    def note(
        self,
        connection: Connection,
        actor: Actor,
        filed: Filed[F],
        act: Act,
        now: datetime,
        changed: Sequence[FieldChange] = (),
    ) -> None:
        """Keep what was done to an entry; of an unsigned one not by whom, and no name."""
        content = filed.content
        who = None if content.is_unsigned else actor.id
        hidden = self.form.naming if content.is_unsigned else frozenset()
        kept = tuple(each for each in changed if each.name not in hidden)
        entries.note(connection, filed.entry, act, kept, actor=who, now=now)

    def opened(self, entry: Entry) -> Filed[F]:
        """Read the content of an entry."""
        return Filed(entry, self.form.model_validate(entry.content))

    def value_words(self, name: str, value: Any) -> str:
        """Say in Chinese what the value of a field is."""
        known = self.states.labels if name == "state" else self.words.get(name, {})
        return known.get(value, "") or str(value)

    def is_overdue(self, filed: Filed[F], today: date) -> bool:
        """Tell whether the day until when is over."""
        return self.states.is_overdue(filed.content, today)

    def _only_readers(self, actor: Actor) -> None:
        if not self.read_by_all:
            only_keepers(actor)

    def _begun(self, content: F) -> tuple[FieldChange, ...]:
        """Tell in which state an entry begins, where it is not the first one."""
        if content.state == self.states.first:
            return ()
        return (FieldChange("state", None, str(content.state)),)

    def _look(self, connection: Connection, known: Filed[F], content: F) -> None:
        """
        Look whether a change may be.

        Raises:
            WrongValue: A state that may not follow, a serial that is taken or empty.
        """
        before, after = known.content.state, content.state
        if not self.states.allows(before, after):
            label = self.states.labels
            following = "、".join(self.states.next(before).values()) or "（没有）"
            raise WrongValue(
                f"不能由“{label[before]}”直接改为“{label[after]}”。下一步可以是：{following}。"
            )
        if content.serial == known.content.serial:
            return
        if not content.serial or content.serial in entries.serials(connection, self.register):
            raise WrongValue(f"编号“{content.serial}”不能用：已经有了，或是空的。请换一个。")

    def _checked(self, content: F) -> F:
        """
        Give a content as its form reads it.

        Raises:
            WrongValue: It holds what it may not.
        """
        try:
            return self.form.model_validate(content.model_dump(mode="json"))
        except ValidationError as error:
            raise WrongValue(f"没有保存：{reason_of(error)}。") from error

    def _drafted(self, content: F, paper: int | None) -> Drafted:
        due = content.due.isoformat() if content.due else None
        told = content.model_dump(mode="json")
        return Drafted(content.serial, content.state, due, paper, told)


def _differences(before: Filing, after: Filing) -> tuple[FieldChange, ...]:
    was: dict[str, Any] = before.model_dump(mode="json")
    now: dict[str, Any] = after.model_dump(mode="json")
    return tuple(FieldChange(name, was[name], now[name]) for name in now if was[name] != now[name])
