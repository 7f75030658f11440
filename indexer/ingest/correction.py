"""Correcting what was recognised, one document or many at once, and taking that back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import documents, edits
from corpus.catalogue.correcting import Given
from corpus.catalogue.parts import single_values
from corpus.catalogue.relations import works
from corpus.contradictions import dates_in, refuse_contradictions
from corpus.errors import DocumentNotFound, EditNotFound
from corpus.given_values import field_named, read_value
from corpus.metadata import DATES
from indexer.library import Library


def read_given(typed: Mapping[str, str | None]) -> Given:
    """
    Check what was typed, by field name or label; None brings back what the rules find.

    Raises:
        WrongValue: No such field, or no value of it.
    """
    named = {field_named(name): text for name, text in typed.items()}
    return {name: None if text is None else read_value(name, text) for name, text in named.items()}


@dataclass(frozen=True, slots=True)
class Corrected:
    """How many documents were corrected, and the number by which that can be taken back."""

    count: int
    edit: int


@dataclass(frozen=True, slots=True)
class Undone:
    """
    How many documents are as they were before, and how many are not.

    Those were changed since, are gone, or may not be seen by who asked.
    """

    restored: int
    left: int


def correct_documents(
    library: Library, actor: Actor, keys: Iterable[str], given: Given
) -> Corrected:
    """
    Correct documents by id or path, all or none; the worker lets the index follow.

    Raises:
        DocumentNotFound: One of them is not there, or the actor may not see it.
        WrongValue: A date that contradicts another one of the same document.
    """
    with library.catalogue.write() as connection:
        ordinals = []
        for key in dict.fromkeys(keys):
            ordinal = documents.find(connection, key, visible_to=actor.visible_to)
            if ordinal is None:
                raise DocumentNotFound(key)
            ordinals.append(ordinal)
        edit = edits.make(connection, ordinals, given, actor=actor.id, now=library.clock())
        _check_dates(connection, ordinals, given, library.today)
    return Corrected(len(ordinals), edit)


def _check_dates(
    connection: Connection, ordinals: Sequence[int], given: Given, today: date
) -> None:
    if said := dates_in(given):
        for values in single_values(connection, ordinals, (*DATES, "title")).values():
            refuse_contradictions(values, said, today)


def undo_correction(library: Library, actor: Actor, number: int) -> Undone:
    """
    Take a correction back, as far as nobody changed the documents since.

    Raises:
        EditNotFound: There is none that the actor may see, or it was taken back already.
    """
    with library.catalogue.write() as connection:
        edit = edits.find(connection, number)
        if edit is None or edit.is_undone:
            raise EditNotFound(number)
        seen = works(connection, edit.before, visible_to=actor.visible_to)
        if not seen:
            raise EditNotFound(number)
        restored = edits.undo(connection, edit, seen, now=library.clock())
    return Undone(restored, len(edit.before) - restored)
