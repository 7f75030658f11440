"""The doors of a register: one way to open, enter, change, remove and look back."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue import entries
from corpus.catalogue.entries import EntryChange
from corpus.catalogue.entry_outlines import Outline, outlines
from corpus.errors import ChangedMeanwhile, EntryNotFound
from indexer.library import Library
from search_api.access import only_keepers
from search_api.ledger.filed import F, Filed
from search_api.ledger.writing import Writing, WrittenRegister


@dataclass(frozen=True, slots=True)
class Ledger(WrittenRegister[F]):
    """
    All entries of one register. Only keepers change it.

    Attributes:
        read_by_all: Whether others than keepers read it too.
    """

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

    def outlines(self, library: Library, actor: Actor, *names: str) -> list[Outline]:
        """
        Give all entries in a few words, the one entered last first.

        Args:
            library: Where the register is.
            actor: Who asks.
            names: The fields that are told of each.

        Raises:
            Forbidden: The actor may not see it.
        """
        self._only_readers(actor)
        with library.catalogue.read() as connection:
            return outlines(connection, self.register, names)

    def some(
        self, library: Library, actor: Actor, chosen: Iterable[Outline]
    ) -> tuple[Filed[F], ...]:
        """
        Read some of the entries, in their order; those that went meanwhile are left out.

        Raises:
            Forbidden: The actor may not see it.
        """
        self._only_readers(actor)
        numbers = [each.id for each in chosen]
        with library.catalogue.read() as connection:
            found = entries.many(connection, self.register, numbers)
        return tuple(self.opened(each) for each in found)

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
        with self.writing(library, actor) as writing:
            return self.enter(writing, content, paper=paper)

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
        with self.writing(library, actor) as writing:
            known = self.opened(entries.get(writing.connection, self.register, number))
            if revision is not None and known.entry.revision != revision:
                raise ChangedMeanwhile(revision, known.entry.revision)
            return self.put(writing, known, change(known.content))

    def remove(self, library: Library, actor: Actor, number: int) -> Filed[F]:
        """
        Take one out of the register; give it, for it can be restored.

        Raises:
            EntryNotFound: There is none of this number, or it was removed already.
            Forbidden: The actor may not change it.
        """
        only_keepers(actor)
        with library.catalogue.write() as connection:
            writing = Writing(connection, actor, library.clock())
            filed = self.opened(entries.get(connection, self.register, number))
            self.take_out(writing, filed)
        return filed

    def restore(self, library: Library, actor: Actor, number: int) -> Filed[F]:
        """
        Bring a removed one back as it was; one that is back already stays as it is.

        Raises:
            EntryNotFound: There is none of this number.
            Forbidden: The actor may not change it.
        """
        only_keepers(actor)
        with library.catalogue.write() as connection:
            return self._back(Writing(connection, actor, library.clock()), number)

    def removed(self, library: Library, actor: Actor) -> list[Filed[F]]:
        """
        Give those that were taken out, the one taken out last first.

        Raises:
            Forbidden: The actor may not change it.
        """
        only_keepers(actor)
        with library.catalogue.read() as connection:
            return [self.opened(each) for each in entries.removed(connection, self.register)]

    @contextmanager
    def writing(self, library: Library, actor: Actor) -> Iterator[Writing]:
        """
        Give a transaction for many changes, which are kept all together or not at all.

        Raises:
            Forbidden: The actor may not change the register.
        """
        only_keepers(actor)
        with library.catalogue.write() as connection:
            yield Writing(connection, actor, library.clock())
        library.catalogue.settle()

    def _back(self, writing: Writing, number: int) -> Filed[F]:
        """Bring one back, if nobody did."""
        try:
            return self.bring_back(writing, number)
        except EntryNotFound:
            return self.opened(entries.get(writing.connection, self.register, number))

    def _only_readers(self, actor: Actor) -> None:
        if not self.read_by_all:
            only_keepers(actor)
