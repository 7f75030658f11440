"""What a document names, and what names it; versions of its text; its standing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.actor import Actor
from corpus.catalogue import documents, relations
from corpus.catalogue.parts import single_values
from corpus.catalogue.relations import Mention, Work
from corpus.catalogue.values import Card, Stored
from corpus.document import Relation, Span
from corpus.resolve.duplicates import copies
from corpus.resolve.folding import wordings
from corpus.resolve.naming import (
    find_named,
    is_itself,
    is_meant,
    is_own_number,
    keys_named,
    told_relation,
)
from corpus.resolve.standing import standing
from corpus.resolve.validity import Validity
from indexer.library import Library
from search_api.labels import RELATION_LABELS

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Tie:
    """
    One document's word on another.

    Attributes:
        relation: What is done.
        title: Of the other document, as named or, where it is in the library, as it is.
        number: Of the other document; None when unknown.
        work: The other document; None when the library lacks it.
        sentence: Where it is said, verbatim.
        span: Where the name stands in the naming document.
        applies_from: Day on which the document that acts takes effect, ISO, perhaps partial; empty
            when unknown, and for what the document itself names.
    """

    relation: Relation
    title: str
    number: str | None
    work: Work | None
    sentence: str
    span: Span
    applies_from: str = ""


@dataclass(frozen=True, slots=True)
class Ties:
    """
    All that ties a document to others.

    Attributes:
        outgoing: What it names, each document once for each relation.
        incoming: What names it.
        versions: Of its text, the newest first, itself among them; empty when it stands alone.
        copies: Of the document, the canonical first, itself among them; empty when it has none.
        validity: Its standing today; None for a class that has none.
        links: Spans of its text that name a document of the library -> that document's id.
    """

    outgoing: tuple[Tie, ...]
    incoming: tuple[Tie, ...]
    versions: tuple[Work, ...]
    copies: tuple[Card, ...]
    validity: Validity | None
    links: Mapping[Span, str]

    def grouped(self, ties: Iterable[Tie]) -> list[tuple[str, list[Tie]]]:
        """Give ties by relation, what changes a document first."""
        listed = list(ties)
        groups = (
            (label, [tie for tie in listed if tie.relation is relation])
            for relation, label in RELATION_LABELS.items()
        )
        return [(label, group) for label, group in groups if group]


def ties_of(library: Library, actor: Actor, stored: Stored) -> Ties:
    """Find what ties a document to others, as far as the actor may see them."""
    groups = actor.visible_to
    with library.catalogue.read() as connection:
        own = relations.works(connection, [stored.ordinal])[stored.ordinal]
        said = relations.mentions_by(connection, stored.ordinal)
        named = [mention for mention in said if not is_own_number(mention, own)]
        known = relations.works_named(
            connection,
            number_keys=(mention.number_key or "" for mention in named),
            work_keys=(key for mention in named for key in keys_named(mention, own)),
            titles=(mention.title for mention in named),
            visible_to=groups,
        )
        versions = wordings(connection, own, visible_to=groups)
        same = copies(connection, [own.ordinal]).get(own.ordinal, ())
        cards = documents.cards(connection, same, visible_to=groups)
        naming = relations.mentions_of(connection, [own], visible_to=groups)
        by = relations.works(connection, {each.by for each in naming}, visible_to=groups)
        applies = single_values(connection, by, ("effective",))
        today = library.today
        validity = standing(connection, [own], today, visible_to=groups)
    ties = [(mention, _outgoing(mention, known, own)) for mention in named]
    outgoing = [tie for mention, tie in ties if not _is_inside(mention, tie.work, own, same)]
    links = {tie.span: tie.work.id for tie in outgoing if tie.work}
    incoming = [
        _incoming(mention, by[mention.by], applies.get(mention.by, {}).get("effective", ""))
        for mention in naming
        if mention.by in by
        and mention.by not in same
        and is_meant(mention, own, by[mention.by])
        and not is_own_number(mention, by[mention.by])
    ]
    return Ties(
        outgoing=_once(outgoing),
        incoming=_once(incoming),
        versions=tuple(versions) if len(versions) > 1 else (),
        copies=tuple(cards[each] for each in same if each in cards) if len(cards) > 1 else (),
        validity=validity.get(stored.ordinal),
        links=MappingProxyType(links),
    )


def _is_inside(mention: Mention, named: Work | None, own: Work, same: Collection[int]) -> bool:
    """Tell whether a mention is of the document itself, of a copy, or of a text that it holds."""
    if named is None:
        return is_itself(mention, own)
    if named.ordinal in same:
        return True
    return mention.relation is Relation.ISSUES and named.work_key == own.work_key


def _outgoing(mention: Mention, known: Iterable[Work], own: Work) -> Tie:
    work = find_named(mention, known, own)
    title = work.title if work else mention.title
    number = work.document_number if work else mention.number
    return Tie(told_relation(mention, own), title, number, work, mention.sentence, mention.span)


def _incoming(mention: Mention, by: Work, applies_from: str) -> Tie:
    return Tie(
        relation=told_relation(mention, by),
        title=by.title,
        number=by.document_number,
        work=by,
        sentence=mention.sentence,
        span=mention.span,
        applies_from=applies_from,
    )


def _once(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """Keep of equal ties the first."""
    first: dict[tuple[object, ...], Tie] = {}
    for tie in ties:
        key = (tie.relation, tie.work.ordinal if tie.work else tie.title, tie.number)
        first.setdefault(key, tie)
    return tuple(first.values())[:MOST_LISTED]
