"""What has become of the sources of quotations: the words are kept, and a change is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import documents, relations
from corpus.catalogue.values import Card
from corpus.document import Span
from corpus.quotation import Quotation, Reference
from corpus.resolve.standing import standing
from corpus.resolve.validity import Validity
from indexer.library import Library
from search_api.citing import Source, reference_source


class Change(StrEnum):
    """What became of the words of a quotation."""

    SAME = "same"  # they stand where they stood
    MOVED = "moved"  # the file was read anew; they stand elsewhere in it
    CHANGED = "changed"  # the document no longer has them so
    GONE = "gone"  # the document is no longer in the library


CHANGE_LABELS: Mapping[Change, str] = {
    Change.SAME: "与库中原文一致",
    Change.MOVED: "原文位置有变，字句一致",
    Change.CHANGED: "库中原文已没有这段字句",
    Change.GONE: "原文件已不在库中",
}


@dataclass(frozen=True, slots=True)
class SourceState:
    """
    What became of the source of a quotation.

    Attributes:
        quotation: With the places at which its words stand now.
        change: What became of its words.
        validity: The document's standing today; None where it has none.
        newer: What lies today where the document lay; None where nothing else does.
    """

    quotation: Quotation
    change: Change
    validity: Validity | None = None
    newer: Card | None = None

    @property
    def is_sound(self) -> bool:
        """Whether the library still has the words."""
        return self.change in (Change.SAME, Change.MOVED)

    @property
    def source(self) -> Source:
        """The document's citation, with its standing of today."""
        return reference_source(self.quotation.reference, self.validity)

    @property
    def line(self) -> str:
        """The whole source line of the quotation."""
        return self.source.line(self.quotation.place or None)


@dataclass(frozen=True, slots=True)
class _Known:
    texts: Mapping[str, str]
    validity: Mapping[str, Validity]
    newer: Mapping[str, Card]


def source_states(
    library: Library, actor: Actor, quotations: Sequence[Quotation]
) -> tuple[SourceState, ...]:
    """Say of each quotation what became of its source, in order."""
    ids = [each.reference.document_id for each in quotations]
    with library.catalogue.read() as connection:
        known = _gathered(library, connection, actor, ids)
    return tuple(_state(each, known) for each in quotations)


def standings_today(
    library: Library, actor: Actor, references: Iterable[Reference]
) -> Mapping[str, Validity]:
    """Give the standing today of the documents that are still there and have one, by id."""
    with library.catalogue.read() as connection:
        ids = [each.document_id for each in references]
        return _gathered(library, connection, actor, ids).validity


def _gathered(library: Library, connection: Connection, actor: Actor, ids: Sequence[str]) -> _Known:
    visible_to = actor.visible_to
    there = documents.ordinals_of(connection, ids)
    works = relations.works(connection, there.values(), visible_to=visible_to)
    told = standing(connection, works.values(), library.today, visible_to=visible_to)
    texts = {ordinal: text for ordinal, _, text in documents.texts(connection, list(works))}
    following = documents.following(connection, set(ids) - there.keys())
    cards = documents.cards(connection, list(following.values()), visible_to=visible_to)
    return _Known(
        texts={works[ordinal].id: text for ordinal, text in texts.items()},
        validity={works[ordinal].id: validity for ordinal, validity in told.items()},
        newer={id_: cards[ordinal] for id_, ordinal in following.items() if ordinal in cards},
    )


def _state(quotation: Quotation, known: _Known) -> SourceState:
    id_ = quotation.reference.document_id
    validity = known.validity.get(id_)
    text = known.texts.get(id_)
    if text is None:
        return SourceState(quotation, Change.GONE, newer=known.newer.get(id_))
    if "".join(text[span.start : span.end] for span in quotation.spans) == quotation.text:
        return SourceState(quotation, Change.SAME, validity)
    at = text.find(quotation.text)
    if at < 0:
        return SourceState(quotation, Change.CHANGED, validity)
    moved = replace(quotation, spans=(Span(at, at + len(quotation.text)),))
    return SourceState(moved, Change.MOVED, validity)
