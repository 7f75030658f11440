"""Correcting many documents at once: what is chosen, what stands there, and what will change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.actor import Actor
from corpus.catalogue import documents, edits
from corpus.catalogue.correcting import Given
from corpus.catalogue.parts import facts_of_many
from corpus.contradictions import dates_in, refuse_contradictions
from corpus.document import Fact, FactValue
from corpus.errors import DocumentNotFound, EditNotFound, WrongValue
from corpus.given_about import between
from corpus.metadata import LABELS
from indexer.ingest.correction import (
    Corrected,
    Undone,
    correct_documents,
    read_given,
    undo_correction,
)
from indexer.library import Library
from search_api.access import only_keepers
from search_api.correcting import Field, choices_of, hint_of
from search_api.labels import value_label

__all__ = [
    "MOST_CHOSEN",
    "NONE",
    "RESTORED",
    "Change",
    "Chosen",
    "Corrected",
    "Made",
    "Undone",
    "WrongValue",
    "changes_to",
    "check",
    "choose",
    "correct_documents",
    "fields_to_change",
    "made",
    "read_form",
    "undo_correction",
]

MOST_CHOSEN = 1000
RESTORED = "恢复自动识别"
NONE = "没有这一项"
_INSTEAD = {"none": NONE, "restore": RESTORED}  # of a value, by its name in the form
_SHOWN_VALUES = 4  # of a field, most documents first


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document that is to be corrected."""

    id: str
    title: str
    facts: Mapping[str, Fact]

    def shown(self, name: str) -> str:
        """Write what stands in a field."""
        fact = self.facts.get(name)
        return _shown(name, fact.value) if fact else ""


@dataclass(frozen=True, slots=True)
class Change:
    """
    What will become of a field.

    Attributes:
        label: Of the field.
        new: What it will be, as people read it.
        before: What it is now, and in how many documents, most first; empty text for none.
    """

    label: str
    new: str
    before: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A correction that was made: what fields became, and the documents that are still there."""

    number: int
    changes: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str], ...]  # id, title
    is_undone: bool


def choose(library: Library, actor: Actor, ids: Sequence[str]) -> tuple[Chosen, ...]:
    """
    Give the documents that were ticked, each once.

    Raises:
        DocumentNotFound: One of them is not there, or the actor may not see it.
    """
    with library.catalogue.read() as connection:
        found = documents.find_many(connection, ids, visible_to=actor.visible_to)
        for each in ids:
            if each not in found:
                raise DocumentNotFound(each)
        chosen = list(dict.fromkeys(found[each] for each in ids))
        cards = documents.cards(connection, chosen, visible_to=actor.visible_to)
        known = facts_of_many(connection, chosen)
        return tuple(Chosen(cards[at].id, cards[at].title, known.get(at, {})) for at in chosen)


def fields_to_change(
    chosen: Iterable[Chosen],
) -> Iterator[tuple[Field, tuple[tuple[str, int], ...]]]:
    """Give every field, with what stands in it now and in how many documents."""
    listed = list(chosen)
    for name, label in LABELS.items():
        counted = Counter(each.shown(name) for each in listed)
        field = Field(name, label, "", hint_of(name), choices_of(name), None)
        yield field, tuple(counted.most_common(_SHOWN_VALUES))


def read_form(typed: Mapping[str, str], done: Mapping[str, str]) -> Given:
    """
    Read what was filled in; what was left alone stays.

    Args:
        typed: Field name -> what was typed.
        done: Field name -> `none` or `restore`, where that was chosen instead.

    Raises:
        WrongValue: No value of a field, or a value and something else instead.
    """
    for name, what in done.items():
        value = typed.get(name, "").strip()
        if value and what in _INSTEAD:
            told = f"既填了“{value}”，又选了“{_INSTEAD[what]}”，两者矛盾。请去掉一个。"
            raise WrongValue(f"“{LABELS.get(name, name)}”{told}")
    asked: dict[str, str | None] = {name: text for name, text in typed.items() if text.strip()}
    asked |= {name: "" for name, what in done.items() if what == "none"}
    asked |= {name: None for name, what in done.items() if what == "restore"}
    return read_given(asked)


def changes_to(chosen: Sequence[Chosen], given: Given) -> Iterator[Change]:
    """Say what will become of documents, before it is done."""
    for name, value in given.items():
        counted = Counter(each.shown(name) for each in chosen)
        yield Change(LABELS[name], _new(name, value), tuple(counted.most_common()))


def check(chosen: Iterable[Chosen], given: Given, today: date) -> None:
    """
    Look, before it is done, whether a given date contradicts another one of a document.

    Raises:
        WrongValue: One does.
    """
    if said := dates_in(given):
        for each in chosen:
            kept = {name: fact.value for name, fact in each.facts.items() if name not in given}
            told = dates_in(kept)
            refuse_contradictions({**told, **said, "title": each.title}, said, today)


def made(library: Library, actor: Actor, number: int) -> Made:
    """
    Give a correction that was made.

    Raises:
        EditNotFound: There is none, or the actor may see none of its documents.
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    with library.catalogue.read() as connection:
        edit = edits.find(connection, number)
        if edit is None:
            raise EditNotFound(number)
        cards = documents.cards(connection, list(edit.before), visible_to=actor.visible_to)
    if not cards:
        raise EditNotFound(number)
    return Made(
        number=number,
        changes=tuple((LABELS[name], _new(name, value)) for name, value in edit.given.items()),
        documents=tuple((card.id, card.title) for card in cards.values()),
        is_undone=edit.is_undone,
    )


def _new(name: str, value: FactValue | None) -> str:
    if value is None:
        return RESTORED
    return _shown(name, value) or NONE


def _shown(name: str, value: FactValue) -> str:
    values = (value,) if isinstance(value, str) else value
    return between(name).join(value_label(name, each) for each in values)
