"""A document, or words of it, put into a theme or a study session from where it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from corpus.actor import Actor
from corpus.catalogue.papers import PaperKind
from corpus.document import Span
from corpus.errors import ChangedMeanwhile, WrongValue
from indexer.library import Library
from search_api.study import sessions
from search_api.study.quoting import quote
from search_api.study.session import Session
from search_api.study.shelf import Opened, Shelf
from search_api.study.values import C
from search_api.themes import themes
from search_api.themes.theme import PartName, Theme

SHELVES: Mapping[PaperKind, Shelf[Any]] = MappingProxyType(
    {PaperKind.THEME: themes.THEMES, PaperKind.SESSION: sessions.SESSIONS}
)
_FIRST = 1  # the revision of a paper that holds only what it was made with
_KEPT_AS = "从文件页加入"
_TOO_LATE = "没有撤销：加入以后又改过，撤销会把后来的改动一起退回。请打开它，移除这篇文件。"


@dataclass(frozen=True, slots=True)
class Source:
    """
    What is put into a paper.

    Attributes:
        document_id: Of the document.
        span: Of the words that are quoted; None for the document alone.
    """

    document_id: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """
    What was put into a paper, as it can be taken back.

    Attributes:
        kind: Of the paper.
        number: Its own.
        before: Its revision before; 0 where the paper was made for it.
        after: Its revision afterwards; equal to the one before where it had all of it already.
    """

    kind: PaperKind
    number: int
    before: int
    after: int

    @property
    def is_news(self) -> bool:
        """Tell whether the paper did not have it yet."""
        return self.after != self.before


def add_to_theme(
    library: Library,
    actor: Actor,
    source: Source,
    number: int | None,
    *,
    title: str = "",
    part: PartName | None = None,
) -> Addition:
    """
    Put a document or words of it into one of the actor's themes.

    Args:
        library: Where both lie.
        actor: Whose the theme is.
        source: What is put in.
        number: Of the theme; None to make one.
        title: Of the one that is made.
        part: Where it goes; by its class where none is named.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
        PaperNotFound: There is no such theme.
        ChangedMeanwhile: Somebody changed it in this moment; nothing was put in.
        WrongValue: It would hold more than it may, or the span is none of the text.
    """

    def put(theme: Theme) -> Theme:
        if source.span is None:
            return themes.with_document(library, actor, theme, source.document_id, part)
        quotation = quote(library, actor, source.document_id, source.span)
        return themes.with_quotations(theme, [quotation], part)

    begun = Theme(title=title, on=library.today)
    return _put(library, actor, themes.THEMES, number, begun, put)


def add_to_session(
    library: Library, actor: Actor, source: Source, number: int | None, *, title: str = ""
) -> Addition:
    """Put a document or words of it into what one of the actor's sessions reads, as above."""

    def put(session: Session) -> Session:
        if source.span is None:
            return sessions.with_document(library, actor, session, source.document_id)
        quotation = quote(library, actor, source.document_id, source.span)
        return sessions.with_quotations(session, [quotation])

    return _put(library, actor, sessions.SESSIONS, number, Session(title=title), put)


def take_back(library: Library, actor: Actor, addition: Addition) -> None:
    """
    Take out again what was put into a paper; a paper that was made for it is removed.

    Raises:
        PaperNotFound: There is no such paper.
        WrongValue: It was changed since; nothing was taken out.
    """
    shelf, number = SHELVES[addition.kind], addition.number
    try:
        if addition.before:
            shelf.go_back(library, actor, number, addition.before, expected=addition.after)
        else:
            shelf.remove(library, actor, number, expected=_FIRST)
    except ChangedMeanwhile as error:
        raise WrongValue(_TOO_LATE) from error


def _put(
    library: Library,
    actor: Actor,
    shelf: Shelf[C],
    number: int | None,
    begun: C,
    put: Callable[[C], C],
) -> Addition:
    if number is None:
        made = shelf.make(library, actor, put(begun))
        return Addition(shelf.kind, made.paper.id, 0, made.paper.revision)
    before = shelf.open(library, actor, number).paper.revision
    changed: Opened[C] = shelf.edit(
        library, actor, number, _same, revision=before, then=put, kept_as=_KEPT_AS
    )
    return Addition(shelf.kind, number, before, changed.paper.revision)


def _same(content: C) -> C:
    return content
