"""Changing the lexicon: queries follow at once, the index as far as documents are concerned."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue import lexicon
from corpus.errors import LexiconEntryNotFound
from corpus.vocabulary.entries import Entry
from indexer.ingest.recutting import recut
from indexer.library import Library


@dataclass(frozen=True, slots=True)
class LexiconChanged:
    """The number by which a change can be taken back, and how many documents it cuts again."""

    number: int
    recut: int


def change_lexicon(
    library: Library, actor: Actor, wanted: Mapping[str, Entry | None]
) -> LexiconChanged:
    """
    Let the keeper's entries be so; the worker lets the index follow.

    Args:
        library: Whose lexicon it is.
        actor: Who says so.
        wanted: Key -> the entry, or None where there shall be none of the keeper's.
    """
    now = library.clock()
    with library.catalogue.write() as connection:
        number = lexicon.change(connection, wanted, actor=actor.id, now=now)
        ordinals = recut(library, connection)
        lexicon.note_recut(connection, number, len(ordinals))
    return LexiconChanged(number, len(ordinals))


def undo_lexicon_change(library: Library, actor: Actor, number: int) -> LexiconChanged:
    """
    Take a change back, as far as nobody changed its entries since.

    Raises:
        LexiconEntryNotFound: There is none, it was taken back already, or all changed since.
    """
    now = library.clock()
    with library.catalogue.write() as connection:
        made = lexicon.find_change(connection, number)
        wanted = lexicon.before(connection, made) if made and not made.is_undone else {}
        if not wanted:
            raise LexiconEntryNotFound(
                f"没有可以撤销的词库修改 {number}：编号不对、已经撤销过，或后来又改过。"
                "请在词库里直接修改。",
            )
        lexicon.mark_undone(connection, number, now=now)
        back = lexicon.change(connection, wanted, actor=actor.id, now=now)
        ordinals = recut(library, connection)
        lexicon.note_recut(connection, back, len(ordinals))
    return LexiconChanged(back, len(ordinals))
