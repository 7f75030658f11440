"""What goes with this library's packages beside documents, chosen by its keepers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.card import Tier
from corpus.catalogue import documents, entries, notices, publications, shares
from corpus.catalogue.entries import Register
from corpus.catalogue.notices import GivenNotice, NoticeKind
from corpus.catalogue.papers import PaperKind
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.notice import (
    GivenAnswer,
    GivenCase,
    GivenRequest,
    NoticeItem,
    notice_of,
)
from search_api.ledger import gap
from search_api.ledger.gap import Gap
from search_api.ledger.recommendation import Recommendation
from search_api.ledger.recommendation import State as Recommended
from search_api.study.values import LONGEST_TITLE
from search_api.themes.theme import PartName, Theme, ThemeItem

Choice = tuple[NoticeKind, str]


@dataclass(frozen=True, slots=True)
class Givable:
    """
    What can go with the packages.

    Attributes:
        item: As it would go.
        is_given: Whether it is chosen to.
        hint: What the others will lack, in Chinese; empty when nothing.
    """

    item: NoticeItem
    is_given: bool
    hint: str = ""


def givable(library: Library, actor: Actor) -> tuple[Givable, ...]:
    """
    Give what may go with the packages: published themes and recommendations, open requests, and
    the answers that were given.

    Raises:
        Forbidden: The actor is no keeper.
    """
    only_keepers(actor)
    with library.catalogue.read() as connection:
        chosen = {(each.kind, each.key) for each in notices.given(connection)}
        tiers = _shared_tiers(connection)
        found = tuple(_offered(connection, _whole(tiers)))
    return tuple(
        Givable(each, (each.kind, each.key) in chosen, _hint(each, tiers)) for each in found
    )


def choose_given(library: Library, actor: Actor, wanted: Iterable[Choice]) -> int:
    """
    Let exactly these go with the next packages; give how many they are.

    What cannot go, for it is no longer published or open, is left out; an answer that is not among
    them is taken back.

    Raises:
        Forbidden: The actor is no keeper.
    """
    only_keepers(actor)
    asked, now = set(wanted), library.clock()
    with library.catalogue.write() as connection:
        known = {(each.kind, each.key) for each in notices.given(connection)}
        can = {(e.kind, e.key) for e in _offered(connection, frozenset())}
        for kind, key in known - asked:
            notices.take_back(connection, kind, key)
        for kind, key in (asked & can) - known:
            notices.give(connection, GivenNotice(kind, key, None, now))
    return len(asked & can)


def given_items(connection: Connection, whole: frozenset[str]) -> Iterator[NoticeItem]:
    """
    Give what goes with a package that is made now.

    Args:
        connection: To read with.
        whole: The ids of the documents that go along with their text; words are given of these
            alone, and answers that name another are left out.
    """
    keys = {(each.kind, each.key) for each in notices.given(connection)}
    for each in _offered(connection, whole):
        is_lacking = (
            each.kind is NoticeKind.ANSWER and str(each.content["identity"])[:16] not in whole
        )
        if (each.kind, each.key) in keys and not is_lacking:
            yield each


def _offered(connection: Connection, whole: frozenset[str]) -> Iterator[NoticeItem]:
    """Give all that may go; words of a document only where its text goes too."""
    for each in publications.of_kind(connection, PaperKind.THEME):
        theme = _with_given_words(Theme.model_validate(each.content), whole)
        yield notice_of(NoticeKind.THEME, str(each.number), theme)
    for entry in entries.listed(connection, Register.RECOMMENDATION):
        content = Recommendation.model_validate(entry.content)
        if content.state is Recommended.PUBLISHED:
            case = _case(connection, content, whole)
            yield notice_of(NoticeKind.RECOMMENDATION, content.serial, case)
    for entry in entries.listed(connection, Register.GAP):
        asked = Gap.model_validate(entry.content)
        is_request = asked.kind is gap.Kind.REQUEST and asked.state in gap.STATES.running
        if is_request or asked.state is gap.State.COLLECTING:
            yield notice_of(NoticeKind.REQUEST, asked.serial, _request(asked))
    for given in notices.given(connection):
        if given.item is not None:
            yield notice_of(given.kind, given.key, GivenAnswer.model_validate(given.item))


def _shared_tiers(connection: Connection) -> dict[str, Tier]:
    """Give how much goes with the packages of each document, by its id."""
    listed = shares.entries(connection)
    return {each.document_id: each.tier for each in listed if each.withdrawn_at is None}


def _whole(tiers: Mapping[str, Tier]) -> frozenset[str]:
    return frozenset(id_ for id_, tier in tiers.items() if tier is Tier.WHOLE)


def _hint(item: NoticeItem, tiers: Mapping[str, Tier]) -> str:
    """Say of a recommendation that the case itself does not go along, or not with its text."""
    if item.kind is not NoticeKind.RECOMMENDATION:
        return ""
    tier = tiers.get(GivenCase.model_validate(item.content).document)
    if tier is None:
        return "案例所在的文件没有共享：对方只看到推荐，打不开案例"
    if tier is not Tier.WHOLE:
        return f"案例所在的文件只共享了{tier}：对方看不到案例的正文"
    return ""


def _with_given_words(theme: Theme, whole: frozenset[str]) -> Theme:
    changed: dict[str, Any] = {"search": None, "sample": ""}
    for name in PartName:
        items: tuple[ThemeItem, ...] = getattr(theme, name.value)
        changed[name.value] = tuple(
            each
            if each.reference.document_id in whole
            else each.model_copy(update={"quotations": ()})
            for each in items
        )
    return theme.model_copy(update=changed)


def _case(connection: Connection, content: Recommendation, whole: frozenset[str]) -> GivenCase:
    """Give a case; of one within a document whose text stays here not even its heading."""
    told: dict[str, Any] = content.model_dump(include=set(GivenCase.model_fields))
    if content.document not in whole:
        told["evidence"] = ()
        if "-" in content.case:
            told["title"] = _title_of(connection, content.document)
    return GivenCase.model_validate(told)


def _title_of(connection: Connection, document_id: str) -> str:
    ordinals = documents.ordinals_of(connection, [document_id])
    cards = documents.cards(connection, list(ordinals.values()))
    titles = [each.title for each in cards.values() if each.title]
    return titles[0][:LONGEST_TITLE] if titles else "一项做法"


def _request(asked: Gap) -> GivenRequest:
    title = asked.title or asked.number
    return GivenRequest(
        title=title, number=asked.number, body=asked.body, note=asked.note, due=asked.due
    )
