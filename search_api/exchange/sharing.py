"""What this library shares with others, said by its keepers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.card import LONGEST_ABSTRACT, Tier
from corpus.catalogue import documents, offers, shares, text_requests
from corpus.catalogue.shares import Share
from corpus.catalogue.values import Card
from corpus.errors import DocumentNotFound, SecrecyMark, WrongValue
from corpus.metadata import ABSTRACT_ONLY, CATALOGUE_ONLY
from corpus.recognise.secrecy import secrecy_mark
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.refusing import NotShared
from search_api.export.words import printable

_HELD = {CATALOGUE_ONLY: Tier.CATALOGUE, ABSTRACT_ONLY: Tier.ABSTRACT}


@dataclass(frozen=True, slots=True)
class SharedDocument:
    """
    A document that is shared.

    Attributes:
        share: How.
        card: What a list shows of it; None when it is no longer here.
    """

    share: Share
    card: Card | None


def held_tier(completeness: str) -> Tier:
    """Say how much of a document is here."""
    return _HELD.get(completeness, Tier.WHOLE)


def share(
    library: Library,
    actor: Actor,
    keys: Sequence[str],
    tier: Tier,
    *,
    abstract: str | None = None,
) -> int:
    """
    Share documents with other libraries, all of them or none; give how many.

    Args:
        library: That shares.
        actor: Who says so.
        keys: Ids or paths of the documents.
        tier: How much of them.
        abstract: Of one document at tier 摘要; the opening of its text when not given.

    Raises:
        Forbidden: The actor is no keeper.
        DocumentNotFound: One of them is not there.
        NotShared: Less of one of them is here than is to be shared.
        SecrecyMark: The abstract bears one.
        WrongValue: The abstract is too long, or not of one document.
    """
    only_keepers(actor)
    typed = _abstract(abstract, keys, tier)
    with library.catalogue.write() as connection:
        known = documents.find_many(connection, keys, visible_to=actor.visible_to)
        if missing := [key for key in keys if key not in known]:
            raise DocumentNotFound(missing[0])
        ordinals = list(dict.fromkeys(known.values()))
        shared = [
            Share(identity, card.id, tier, typed, since=library.clock())
            for identity, card in _identified(connection, ordinals, tier)
        ]
        shares.put(connection, shared)
        if tier is Tier.WHOLE:
            given = [each.identity for each in shared]
            text_requests.answered(connection, given, now=library.clock())
    return len(shared)


def unshare(library: Library, actor: Actor, keys: Sequence[str]) -> int:
    """
    Share documents no longer, all of them or none; the next package takes them back.

    Raises:
        Forbidden: The actor is no keeper.
        NotShared: One of them is not shared.
    """
    only_keepers(actor)
    with library.catalogue.write() as connection:
        current = [each for each in shares.entries(connection) if each.withdrawn_at is None]
        by_key = {each.document_id: each for each in current} | {e.identity: e for e in current}
        known = documents.find_many(connection, keys, visible_to=actor.visible_to)
        cards = documents.cards(connection, list(known.values()))
        ids = {key: cards[ordinal].id for key, ordinal in known.items()}
        chosen = [by_key.get(ids.get(key, key)) for key in keys]
        found = [each.identity for each in chosen if each is not None]
        if len(found) < len(keys):
            raise NotShared("要取消的文件里有没有共享的。请先看共享清单。")
        shares.withdraw(connection, found, now=library.clock())
    return len(set(found))


def shared_documents(library: Library, actor: Actor) -> list[SharedDocument]:
    """List what is shared, the oldest first, as far as the actor may see it."""
    with library.catalogue.read() as connection:
        listed = [each for each in shares.entries(connection) if each.withdrawn_at is None]
        ordinals = documents.ordinals_of(connection, [each.document_id for each in listed])
        cards = documents.cards(connection, list(ordinals.values()), visible_to=actor.visible_to)
    found = [SharedDocument(each, cards.get(ordinals.get(each.document_id, 0))) for each in listed]
    return [each for each in found if each.card or actor.sees_all]


def _identified(connection: Connection, ordinals: list[int], tier: Tier) -> list[tuple[str, Card]]:
    """Give the documents with the identities under which all libraries know them."""
    cards = documents.cards(connection, ordinals)
    hashes = {entry.ordinal: entry.sha256 for entry in documents.entries(connection, ordinals)}
    came = offers.received_as(connection, [card.id for card in cards.values()])
    found = []
    for ordinal, card in cards.items():
        held = held_tier(card.completeness)
        if tier.rank > held.rank:
            raise NotShared(
                f"《{card.title}》在本馆只有{held}，不能按{tier}共享。请选择{held}或更低的层级。",
                document_id=card.id,
            )
        is_card = held is not Tier.WHOLE
        if is_card and card.id not in came:
            raise NotShared(f"《{card.title}》来源不明，不能共享。", document_id=card.id)
        found.append((came[card.id].identity if is_card else hashes[ordinal], card))
    return found


def _abstract(abstract: str | None, keys: Sequence[str], tier: Tier) -> str | None:
    typed = printable(abstract or "").strip()
    if not typed:
        return None
    if tier is not Tier.ABSTRACT or len(keys) != 1:
        raise WrongValue("摘要只能给一份按“摘要”共享的文件写。请检查后再试。")
    if level := secrecy_mark(typed):
        raise SecrecyMark(level)
    if len(typed) > LONGEST_ABSTRACT:
        raise WrongValue(f"摘要最多 {LONGEST_ABSTRACT} 个字，这里有 {len(typed)} 个。请删减。")
    return typed


def renewed(share: Share, digest: str, serial: int, day: str) -> Share:
    """Give a share as a package says it now."""
    return replace(share, digest=digest, serial=serial, given_on=day)
