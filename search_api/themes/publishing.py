"""Themes that everyone reads: published as they are, served in the keeper's order."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import papers, publications
from corpus.catalogue.papers import PaperKind
from corpus.catalogue.publications import Publication
from corpus.errors import ChangedMeanwhile, PaperNotFound, WrongValue
from indexer.library import Library
from search_api.access import only_keepers
from search_api.study.shelf import Opened
from search_api.themes.arriving import new_since
from search_api.themes.showing import ShownTheme, only_seen, show_theme
from search_api.themes.theme import Theme
from search_api.themes.themes import THEMES

_THEME = PaperKind.THEME


@dataclass(frozen=True)
class ServedTheme:
    """
    A theme as it was published.

    Attributes:
        publication: Its number, owner, day and revision.
    """

    publication: Publication

    @cached_property
    def theme(self) -> Theme:
        """What it held then; read when it is asked for, for a list shows but the first."""
        return Theme.model_validate(self.publication.content)


def publish_theme(library: Library, actor: Actor, number: int, *, revision: int) -> Publication:
    """
    Let everyone read one of the actor's themes as it is at a revision.

    Raises:
        Forbidden: The actor may not change the library.
        PaperNotFound: There is none of this number, or it was removed.
        ChangedMeanwhile: It has another revision; nothing was published.
        WrongValue: It has no title, or nothing to read.
    """
    only_keepers(actor)
    with library.catalogue.write() as connection:
        paper = papers.get(connection, actor.id, _THEME, number)
        if paper.revision != revision:
            raise ChangedMeanwhile(revision, paper.revision)
        _check(Theme.model_validate(paper.content))
        publications.publish(connection, paper, now=library.clock())
        return publications.get(connection, _THEME, number)


def withdraw_theme(library: Library, actor: Actor, number: int) -> None:
    """
    Serve a theme no longer; its owner keeps it.

    Raises:
        Forbidden: The actor may not change the library.
        PaperNotFound: It is not published.
    """
    only_keepers(actor)
    with library.catalogue.write() as connection:
        publications.withdraw(connection, _THEME, number)


def move_theme(library: Library, actor: Actor, number: int, by: int) -> None:
    """
    Move a theme up or down among those that are served; two who move at once both have their way.

    Raises:
        Forbidden: The actor may not change the library.
        PaperNotFound: It is not published.
    """
    only_keepers(actor)
    with library.catalogue.write() as connection:
        publications.move(connection, _THEME, number, by)


def served_themes(library: Library, most: int | None = None) -> tuple[ServedTheme, ...]:
    """Give what everyone reads, in order; all of it, or the first."""
    with library.catalogue.read() as connection:
        return tuple(map(ServedTheme, publications.of_kind(connection, _THEME, most=most)))


def publication_of(library: Library, number: int) -> Publication | None:
    """Give what is published of a theme; None where nothing is."""
    with library.catalogue.read() as connection:
        return _publication_of(connection, number)


def read_theme(
    library: Library, actor: Actor, number: int, *, draft: bool = False
) -> tuple[ShownTheme, Publication | None]:
    """
    Show a theme to read: as it was published or, to its owner, as it is now.

    Args:
        library: Where it lies.
        actor: Who reads; documents that they may not see are left out, with all that is quoted.
        number: Its own.
        draft: Whether the owner asks for it as it is now; unpublished it is shown so anyway.

    Raises:
        PaperNotFound: It is neither published nor the actor's.
    """
    found = publication_of(library, number)
    if draft or found is None:
        opened = THEMES.open(library, actor, number)
        return show_own(library, actor, opened, found), found
    theme = ServedTheme(found).theme
    shown = show_theme(library, actor, theme, since=found.published_at)
    return (shown if actor.visible_to is None else only_seen(shown)), found


def show_own(
    library: Library, actor: Actor, opened: Opened[Theme], publication: Publication | None
) -> ShownTheme:
    """Show a theme to its owner as it is now, with what is new since it was looked through."""
    since = new_since(library, actor, opened, publication)
    return show_theme(library, actor, opened.content, since=since)


def _publication_of(connection: Connection, number: int) -> Publication | None:
    try:
        return publications.get(connection, _THEME, number)
    except PaperNotFound:
        return None


def _check(theme: Theme) -> None:
    if not theme.title:
        raise WrongValue("没有发布：专题还没有标题。请先写上标题。")
    if not theme.introduction.strip() and not any(theme.items) and theme.search is None:
        raise WrongValue("没有发布：专题还是空的。请写导语、放入文件，或选一个检索来充实。")
