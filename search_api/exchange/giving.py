"""What goes with this library's packages beside documents, chosen by its keepers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.card import Tier
from corpus.catalogue import entries, notices, publications, shares
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
from search_api.themes.theme import PartName, Theme, ThemeItem

Choice = tuple[NoticeKind, str]


@dataclass(frozen=True, slots=True)
class Givable:
    """
    What can go with the packages.

    Attributes:
        item: As it would go.
        is_given: Whether it is chosen to.
    """

    item: NoticeItem
    is_given: bool


def givable(library: Library, actor: Actor) -> tuple[Givable, ...]:
    """
    Give what may go with the packages: published themes and recommendations, open requests.

    Raises:
        Forbidden: The actor is no keeper.
    """
    only_keepers(actor)
    with library.catalogue.read() as connection:
        chosen = {(each.kind, each.key) for each in notices.given(connection)}
        whole = _shared_whole(connection)
        found = tuple(_offered(connection, whole))
    return tuple(Givable(each, (each.kind, each.key) in chosen) for each in found)


def choose_given(library: Library, actor: Actor, wanted: Iterable[Choice]) -> int:
    """
    Let exactly these go with the next packages, beside answers; give how many they are.

    What cannot go, for it is no longer published or open, is left out.

    Raises:
        Forbidden: The actor is no keeper.
    """
    only_keepers(actor)
    asked, now = set(wanted), library.clock()
    with library.catalogue.write() as connection:
        known = {(e.kind, e.key) for e in notices.given(connection) if e.item is None}
        can = {(e.kind, e.key) for e in _offered(connection, frozenset())}
        for kind, key in known - asked:
            notices.take_back(connection, kind, key)
        for kind, key in (asked & can) - known:
            notices.give(connection, GivenNotice(kind, key, None, now))
    return len(asked & can)


def given_items(connection: Connection) -> Iterator[NoticeItem]:
    """Give what goes with a package that is made now."""
    chosen = notices.given(connection)
    keys = {(each.kind, each.key) for each in chosen if each.item is None}
    whole = _shared_whole(connection)
    yield from (e for e in _offered(connection, whole) if (e.kind, e.key) in keys)
    for each in chosen:
        if each.item is not None:
            yield notice_of(each.kind, each.key, GivenAnswer.model_validate(each.item))


def _offered(connection: Connection, whole: frozenset[str]) -> Iterator[NoticeItem]:
    """Give all that may go; words of a document only where its text goes too."""
    for each in publications.of_kind(connection, PaperKind.THEME):
        theme = _with_given_words(Theme.model_validate(each.content), whole)
        yield notice_of(NoticeKind.THEME, str(each.number), theme)
    for entry in entries.listed(connection, Register.RECOMMENDATION):
        content = Recommendation.model_validate(entry.content)
        if content.state is Recommended.PUBLISHED:
            case = _case(content, whole)
            yield notice_of(NoticeKind.RECOMMENDATION, content.serial, case)
    for entry in entries.listed(connection, Register.GAP):
        asked = Gap.model_validate(entry.content)
        if asked.state is gap.State.COLLECTING:
            yield notice_of(NoticeKind.REQUEST, asked.serial, _request(asked))


def _shared_whole(connection: Connection) -> frozenset[str]:
    """Give the ids of the documents whose text goes with the packages."""
    listed = shares.entries(connection)
    return frozenset(
        each.document_id for each in listed if each.tier is Tier.WHOLE and each.withdrawn_at is None
    )


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


def _case(content: Recommendation, whole: frozenset[str]) -> GivenCase:
    told: Mapping[str, Any] = content.model_dump(include=set(GivenCase.model_fields))
    evidence = told["evidence"] if content.document in whole else ()
    return GivenCase.model_validate({**told, "evidence": evidence})


def _request(asked: Gap) -> GivenRequest:
    title = asked.title or asked.number
    return GivenRequest(
        title=title, number=asked.number, body=asked.body, note=asked.note, due=asked.due
    )
