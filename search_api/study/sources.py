"""What has become of the sources of quotations: the words are kept, and a change is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import documents, relations, replacements
from corpus.catalogue.values import Card
from corpus.metadata import CARD_ONLY
from corpus.quotation import Quotation, Reference
from corpus.resolve.standing import standing
from corpus.resolve.validity import Validity
from indexer.library import Library
from search_api.citing import Source, reference_source
from search_api.study.relocating import found_again, nearest_in


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
        newer_quotation: Of that, the same words, else the nearest to them; None where it has none.
    """

    quotation: Quotation
    change: Change
    validity: Validity | None = None
    newer: Card | None = None
    newer_quotation: Quotation | None = None

    @property
    def is_kept_by_newer(self) -> bool:
        """Whether what lies where the document lay has the same words."""
        newer = self.newer_quotation
        return newer is not None and newer.text == self.quotation.text

    @property
    def is_text_arrived(self) -> bool:
        """Whether only a card lay where the text of another library lies today."""
        older, newer = self.quotation.reference.completeness, self.newer
        return newer is not None and older in CARD_ONLY and newer.completeness not in CARD_ONLY

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
    ordinals: Mapping[str, int]
    texts: Mapping[str, str]
    cards: Mapping[str, Card]
    validity: Mapping[str, Validity]
    newer: Mapping[str, tuple[int, Card]]


def source_states(
    library: Library, actor: Actor, quotations: Sequence[Quotation]
) -> tuple[SourceState, ...]:
    """Say of each quotation what became of its source, in order; it is cited as it is known now."""
    ids = [each.reference.document_id for each in quotations]
    with library.catalogue.read() as connection:
        known = _gathered(library, connection, actor, ids)
        return tuple(_state(connection, each, known) for each in quotations)


def _gathered(library: Library, connection: Connection, actor: Actor, ids: Sequence[str]) -> _Known:
    visible_to = actor.visible_to
    there = documents.ordinals_of(connection, ids)
    works = relations.works(connection, there.values(), visible_to=visible_to)
    told = standing(connection, works.values(), library.today, visible_to=visible_to)
    following = replacements.following(connection, set(ids) - there.keys())
    wanted = [*works, *following.values()]
    cards = documents.cards(connection, wanted, visible_to=visible_to)
    texts = documents.texts(connection, list(works))
    return _Known(
        ordinals=there,
        texts={works[ordinal].id: text for ordinal, _, text in texts},
        cards={cards[ordinal].id: cards[ordinal] for ordinal in works},
        validity={works[ordinal].id: validity for ordinal, validity in told.items()},
        newer={
            id_: (ordinal, cards[ordinal]) for id_, ordinal in following.items() if ordinal in cards
        },
    )


def _state(connection: Connection, quotation: Quotation, known: _Known) -> SourceState:
    id_ = quotation.reference.document_id
    validity = known.validity.get(id_)
    text = known.texts.get(id_)
    if text is None:
        return _gone(connection, quotation, known)
    now = replace(quotation, reference=_renewed(quotation.reference, known.cards[id_]))
    if "".join(text[span.start : span.end] for span in now.spans) == now.text:
        return SourceState(now, Change.SAME, validity)
    stored = documents.get(connection, known.ordinals[id_])
    moved = found_again(stored.document, now) if stored is not None else None
    if moved is None:
        return SourceState(now, Change.CHANGED, validity)
    return SourceState(moved, Change.MOVED, validity)


def _gone(connection: Connection, quotation: Quotation, known: _Known) -> SourceState:
    ordinal, newer = known.newer.get(quotation.reference.document_id, (0, None))
    stored = None if newer is None else documents.get(connection, ordinal)
    return SourceState(
        quotation,
        Change.GONE,
        newer=newer,
        newer_quotation=None if stored is None else nearest_in(stored, quotation),
    )


def _renewed(reference: Reference, card: Card) -> Reference:
    """Cite a document as it is known now: a person may have corrected it since."""
    authors = card.issuer or ((card.speaker,) if card.speaker else reference.authors)
    return replace(
        reference,
        title=card.title,
        document_class=card.document_class,
        document_number=card.document_number,
        authors=authors,
        date=card.date_value,
        date_field=card.date_field,
        source_grade=card.source_grade,
        completeness=card.completeness,
    )
