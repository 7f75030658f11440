"""Correcting what was recognised: one document, or many at once."""

from collections.abc import Iterable, Mapping

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.correcting import Given, correct
from corpus.errors import DocumentNotFound
from corpus.given_values import field_named, read_value
from indexer.library import Library


def read_given(typed: Mapping[str, str | None]) -> Given:
    """
    Check what was typed, by field name or label; None brings back what the rules find.

    Raises:
        WrongValue: No such field, or no value of it.
    """
    named = {field_named(name): text for name, text in typed.items()}
    return {name: None if text is None else read_value(name, text) for name, text in named.items()}


def correct_documents(library: Library, actor: Actor, keys: Iterable[str], given: Given) -> int:
    """
    Correct documents by id or path, all or none; the worker lets the index follow.

    Returns:
        How many documents were corrected.

    Raises:
        DocumentNotFound: One of them is not there, or the actor may not see it.
    """
    with library.catalogue.write() as connection:
        ordinals = []
        for key in dict.fromkeys(keys):
            ordinal = documents.find(connection, key, visible_to=actor.visible_to)
            if ordinal is None:
                raise DocumentNotFound(key)
            ordinals.append(ordinal)
        correct(connection, ordinals, given, now=library.clock())
    return len(ordinals)
