"""What other libraries give beside documents, for the pages that show it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from corpus.actor import Actor
from corpus.catalogue import documents, libraries, notices, offers
from corpus.catalogue.notices import Notice, NoticeKind
from corpus.errors import PaperNotFound
from indexer.library import Library
from search_api.exchange.library_key import library_key
from search_api.exchange.notice import FORMS, GivenAnswer, GivenCase, GivenRequest
from search_api.study.shelf import Opened
from search_api.study.values import LONGEST_TITLE, Value
from search_api.themes.theme import PartName, Theme, ThemeItem
from search_api.themes.themes import THEMES

V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Noticed(Generic[V]):
    """
    What another library gives.

    Attributes:
        notice: As it came.
        content: What it says.
        sender: The name of that library.
    """

    notice: Notice
    content: V
    sender: str


def themes_of_others(library: Library) -> tuple[Noticed[Theme], ...]:
    """Give the themes of other libraries, the one changed last first."""
    return tuple(_of_kind(library, NoticeKind.THEME, Theme))


def theme_of_other(library: Library, sender: str, key: str) -> Noticed[Theme]:
    """
    Give a theme of another library.

    Raises:
        PaperNotFound: It gives none, or no longer.
    """
    for each in themes_of_others(library):
        if (each.notice.sender, each.notice.key) == (sender, key):
            return replace(each, content=_with_cards(library, each.content))
    raise PaperNotFound(key)


def _with_cards(library: Library, theme: Theme) -> Theme:
    """Point to the cards where only these of its documents are here."""
    ids = [each.reference.document_id for each in theme.items]
    with library.catalogue.read() as connection:
        here = offers.received_for(connection, ids)

    def pointed(item: ThemeItem) -> ThemeItem:
        known = here.get(item.reference.document_id, item.reference.document_id)
        return item.model_copy(update={"reference": replace(item.reference, document_id=known)})

    parts = {name.value: tuple(map(pointed, theme.part(name))) for name in PartName}
    return theme.model_copy(update=parts)


def take_theme(library: Library, actor: Actor, sender: str, key: str) -> Opened[Theme]:
    """
    Make a theme of one's own like one of another library; it says from whom it is.

    Raises:
        PaperNotFound: It gives none, or no longer.
    """
    found = theme_of_other(library, sender, key)
    by = found.content.recommended_by or found.sender
    title = found.content.title[:LONGEST_TITLE]
    return THEMES.make(library, actor, _as_own(found.content, title, by))


def _as_own(theme: Theme, title: str, by: str) -> Theme:
    """Give a theme without what holds in its own library alone."""
    changed = {"title": title, "recommended_by": by, "search": None, "sample": ""}
    return theme.model_copy(update=changed)


def cases_of_others(library: Library) -> tuple[Noticed[GivenCase], ...]:
    """Give the cases that other libraries recommend, the one changed last first."""
    return tuple(_of_kind(library, NoticeKind.RECOMMENDATION, GivenCase))


def documents_there(
    library: Library, actor: Actor, cases: Iterable[Noticed[GivenCase]]
) -> frozenset[str]:
    """Give the ids of the documents of cases that the actor may see here."""
    ids = {each.content.document for each in cases}
    with library.catalogue.read() as connection:
        found = documents.find_many(connection, ids, visible_to=actor.visible_to)
    return frozenset(found)


def requests_of_others(library: Library) -> tuple[Noticed[GivenRequest], ...]:
    """Give what other libraries ask for, the one changed last first."""
    return tuple(_of_kind(library, NoticeKind.REQUEST, GivenRequest))


def answers_of_others(library: Library) -> Mapping[str, tuple[Noticed[GivenAnswer], ...]]:
    """Give what others answer to the requests of this library, by the serial of the request."""
    own = library_key(library.settings.home).fingerprint
    found: dict[str, tuple[Noticed[GivenAnswer], ...]] = {}
    for each in _of_kind(library, NoticeKind.ANSWER, GivenAnswer):
        if each.content.to == own:
            found[each.content.request] = (*found.get(each.content.request, ()), each)
    return found


def _of_kind(library: Library, kind: NoticeKind, form: type[V]) -> Iterator[Noticed[V]]:
    assert FORMS[kind] is form  # noqa: S101 - the forms are ours
    with library.catalogue.read() as connection:
        found = notices.of_kind(connection, kind)
        names = {each.fingerprint: each.name for each in libraries.known_libraries(connection)}
    for each in found:
        content = form.model_validate(each.item["content"])
        yield Noticed(each, content, names.get(each.sender, "未知的单位"))
