"""Changing the lexicon: queries follow at once, the index as far as documents are concerned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import documents, lexicon
from corpus.errors import LexiconEntryNotFound
from corpus.vocabulary.alias_circles import check_circles
from corpus.vocabulary.entries import Entry, bundled_entries
from corpus.vocabulary.entry_rules import check_room
from indexer.ingest.recutting import recut
from indexer.library import Library

Kept: TypeAlias = Mapping[str, Entry]  # key -> the keeper's entry
Wanted: TypeAlias = Mapping[str, Entry | None]  # None where there shall be none of the keeper's


@dataclass(frozen=True, slots=True)
class LexiconChanged:
    """
    What was changed.

    Attributes:
        number: By it the change can be taken back.
        entries: How many were changed.
        recut: How many documents it cuts again, of those that the actor may see.
    """

    number: int
    entries: int
    recut: int


def change_lexicon(
    library: Library, actor: Actor, choose: Callable[[Kept], Wanted]
) -> LexiconChanged | None:
    """
    Let the keeper's entries be so; the worker lets the index follow.

    Args:
        library: Whose lexicon it is.
        actor: Who says so.
        choose: Gives what shall be, told what is; nobody changes that meanwhile.

    Returns:
        What was changed; None where nothing was to be.

    Raises:
        WrongValue: They are too many, or would make a circle.
    """
    with library.catalogue.write() as connection:
        wanted = choose({each.entry.key: each.entry for each in lexicon.entries(connection)})
        return _change(library, connection, actor, wanted) if wanted else None


def undo_lexicon_change(library: Library, actor: Actor, number: int) -> LexiconChanged:
    """
    Take a change back, as far as nobody changed its entries since.

    Raises:
        LexiconEntryNotFound: There is none, it was taken back already, or all changed since.
        WrongValue: What was there before would make a circle with what is there now.
    """
    with library.catalogue.write() as connection:
        made = lexicon.find_change(connection, number)
        wanted = lexicon.before(connection, made) if made and not made.is_undone else {}
        if not wanted:
            raise LexiconEntryNotFound(
                f"没有可以撤销的词库修改 {number}：编号不对、已经撤销过，或后来又改过。"
                "请在词库里直接修改。",
            )
        lexicon.mark_undone(connection, number, now=library.clock())
        return _change(library, connection, actor, wanted)


def check_wanted(kept: Kept, wanted: Wanted) -> None:
    """
    Make sure that entries may be so, together with what is kept.

    Raises:
        WrongValue: They are too many, or would make a circle.
    """
    check_room(len(kept), sum(key not in kept for key, entry in wanted.items() if entry))
    bundled = bundled_entries()
    left = {key: entry for key, entry in kept.items() if key not in wanted}
    every = {**bundled, **left, **{key: entry for key, entry in wanted.items() if entry}}
    there = {key: each.group for key, each in every.items() if each.group and each.is_on}
    check_circles(there.values(), [there[key] for key in wanted if key in there])


def _change(
    library: Library, connection: Connection, actor: Actor, wanted: Wanted
) -> LexiconChanged:
    check_wanted({each.entry.key: each.entry for each in lexicon.entries(connection)}, wanted)
    number = lexicon.change(connection, wanted, actor=actor.id, now=library.clock())
    held = documents.visible(connection, recut(library, connection), visible_to=actor.visible_to)
    lexicon.note_recut(connection, number, len(held))
    return LexiconChanged(number, len(wanted), len(held))
