"""Registers in which each thing stands once."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import entries
from corpus.errors import AlreadyFiled
from indexer.library import Library
from search_api.access import only_keepers
from search_api.ledger.filed import F, Filed
from search_api.ledger.ledger import Ledger
from search_api.ledger.writing import Writing


@dataclass(frozen=True, slots=True)
class UniqueLedger(Ledger[F]):
    """
    A register that points a second entry of the same thing to the first.

    Attributes:
        key: Gives of what an entry is; of equal keys there is one that was not removed.
    """

    key: Callable[[F], Hashable] = field(kw_only=True)

    def same(self, connection: Connection, key: Hashable) -> Filed[F] | None:
        """Give the entry of a thing, whatever its state; None where there is none."""
        known = map(self.opened, entries.listed(connection, self.register))
        return next((each for each in known if self.key(each.content) == key), None)

    def already(self, known: Filed[F]) -> AlreadyFiled:
        """Say that there is one."""
        label = self.states.labels[known.content.state]
        return AlreadyFiled(known.entry.id, known.content.serial, label)

    def put(self, writing: Writing, known: Filed[F], content: F) -> Filed[F]:
        """
        Keep other content of an entry; equal content changes nothing.

        Raises:
            AlreadyFiled: It would be the same thing as another entry.
            WrongValue: It holds what it may not, or its state may not follow the present one.
        """
        if self.key(content) != self.key(known.content):
            first = self.same(writing.connection, self.key(content))
            if first is not None and first.entry.id != known.entry.id:
                raise self.already(first)
        return Ledger.put(self, writing, known, content)

    def restore(self, library: Library, actor: Actor, number: int) -> Filed[F]:
        """
        Bring a removed one back as it was; one that is back already stays as it is.

        Raises:
            EntryNotFound: There is none of this number.
            AlreadyFiled: The same was entered anew meanwhile.
            Forbidden: The actor may not change it.
        """
        only_keepers(actor)
        with library.catalogue.write() as connection:
            back = self._back(Writing(connection, actor, library.clock()), number)
            first = self.same(connection, self.key(back.content))
            if first is not None and first.entry.id != number:
                raise self.already(first)
        return back
