"""One way to make, open, change, copy, share and remove whatever an actor makes."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic

from pydantic import ValidationError
from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import papers
from corpus.catalogue.papers import Paper, PaperKind, PaperVersion
from corpus.errors import ChangedMeanwhile, WrongValue
from indexer.library import Library
from search_api.study.values import LONGEST_TITLE, C, reason_of

MOST_PAPERS = 1000  # of one actor and kind
LONGEST_NAME = 60  # of a version, in characters
_COPY = "（副本）"


@dataclass(frozen=True, slots=True)
class Opened(Generic[C]):
    """
    A paper with its content read.

    Attributes:
        paper: As it is kept.
        content: What it holds.
    """

    paper: Paper
    content: C


@dataclass(frozen=True, slots=True)
class Shelf(Generic[C]):
    """
    All papers of one kind.

    Attributes:
        kind: Theirs.
        form: Of their content.
    """

    kind: PaperKind
    form: type[C]

    def all(self, library: Library, actor: Actor) -> tuple[Opened[C], ...]:
        """Give what an actor made, the one changed last first."""
        with library.catalogue.read() as connection:
            found = papers.of_actor(connection, actor.id, self.kind)
        return tuple(map(self._opened, found))

    def removed(self, library: Library, actor: Actor) -> tuple[Opened[C], ...]:
        """Give what an actor removed and can restore, the one changed last first."""
        with library.catalogue.read() as connection:
            found = papers.of_actor(connection, actor.id, self.kind, removed=True)
        return tuple(map(self._opened, found))

    def open(self, library: Library, actor: Actor, number: int) -> Opened[C]:
        """
        Give one that an actor made.

        Raises:
            PaperNotFound: There is none of this number, or it was removed.
        """
        with library.catalogue.read() as connection:
            return self._opened(self._get(connection, actor, number))

    def make(
        self,
        library: Library,
        actor: Actor,
        content: C,
        *,
        unless: Callable[[C], bool] | None = None,
    ) -> Opened[C]:
        """
        Keep something new.

        Args:
            library: Where it shall lie.
            actor: Whose it shall be.
            content: What it holds.
            unless: Tells of what is there whether it serves instead; that is given then, and
                nothing is made.

        Raises:
            WrongValue: There are too many already, or it holds more than it may.
        """
        title, told = self._told(content)
        now = library.clock()
        with library.catalogue.write() as connection:
            if unless is not None:
                known = map(self._opened, papers.of_actor(connection, actor.id, self.kind))
                if there := next((each for each in known if unless(each.content)), None):
                    return there
            if papers.count(connection, actor.id, self.kind) >= MOST_PAPERS:
                raise WrongValue(f"最多保存 {MOST_PAPERS} 份。请先移除不用的。")
            return self._opened(papers.make(connection, actor.id, self.kind, title, told, now=now))

    def change(
        self, library: Library, actor: Actor, number: int, content: C, *, revision: int
    ) -> Opened[C]:
        """
        Keep new content in the place of that of a revision.

        Raises:
            PaperNotFound: There is none of this number, or it was removed.
            ChangedMeanwhile: It has another revision; nothing was changed.
        """
        return self.edit(library, actor, number, lambda _: content, revision=revision)

    def edit(
        self,
        library: Library,
        actor: Actor,
        number: int,
        change: Callable[[C], C],
        *,
        revision: int | None = None,
        then: Callable[[C], C] | None = None,
        kept_as: str | None = None,
    ) -> Opened[C]:
        """
        Keep what *change* makes of the present content; nobody changes it in between.

        Args:
            library: Where it lies.
            actor: Whose it is.
            number: Its own.
            change: From content to content; equal content changes nothing.
            revision: The one from which the change is made; the present one when not given.
            then: A second change, from what the first one made.
            kept_as: Before what the state between the two is kept, as a version that can be gone
                back to; None to keep none.

        Raises:
            PaperNotFound: There is none of this number, or it was removed.
            ChangedMeanwhile: It has another revision; nothing was changed.
            WrongValue: It would hold more than it may; nothing was changed.
        """
        now = library.clock()
        with library.catalogue.write() as connection:
            known = self._opened(self._get(connection, actor, number))
            _check(known.paper, revision)
            changed = self._put(connection, known, change(known.content), now)
            if then is None:
                return changed
            acted = then(changed.content)
            if kept_as is not None and acted != changed.content:
                papers.keep_automatic(connection, changed.paper, kept_as, now=now)
            return self._put(connection, changed, acted, now)

    def copy(self, library: Library, actor: Actor, number: int) -> Opened[C]:
        """
        Make another one like it.

        Raises:
            PaperNotFound: There is none of this number, or it was removed.
        """
        content = self.open(library, actor, number).content
        return self.make(library, actor, content.copied(_copied(content.title)))

    def remove(
        self, library: Library, actor: Actor, number: int, *, expected: int | None = None
    ) -> Opened[C]:
        """
        Take one out of every list; give it, for it can be restored.

        Args:
            library: Where it lies.
            actor: Whose it is.
            number: Its own.
            expected: The present revision, for who removes that one only.

        Raises:
            PaperNotFound: There is none of this number, or it was removed already.
            ChangedMeanwhile: It has another revision than *expected*; nothing was removed.
        """
        with library.catalogue.write() as connection:
            paper = self._get(connection, actor, number)
            _check(paper, expected)
            papers.remove(connection, paper, now=library.clock())
        return self._opened(paper)

    def restore(self, library: Library, actor: Actor, number: int) -> Opened[C]:
        """
        Bring a removed one back as it was.

        Raises:
            PaperNotFound: There is none of this number.
        """
        with library.catalogue.write() as connection:
            return self._opened(papers.restore(connection, actor.id, self.kind, number))

    def share(self, library: Library, actor: Actor, number: int, *, shared: bool) -> Opened[C]:
        """
        Let others read one under an address that cannot be guessed, or no longer.

        Raises:
            PaperNotFound: There is none of this number, or it was removed.
        """
        with library.catalogue.write() as connection:
            paper = self._get(connection, actor, number)
            if shared != (paper.shared_key is not None):
                papers.share(connection, paper, secrets.token_urlsafe(16) if shared else None)
            return self._opened(self._get(connection, actor, number))

    def shared(self, library: Library, key: str) -> Opened[C]:
        """
        Give what is shared under a key.

        Raises:
            PaperNotFound: Nothing is, or no longer.
        """
        with library.catalogue.read() as connection:
            return self._opened(papers.shared(connection, self.kind, key))

    def keep_version(self, library: Library, actor: Actor, number: int, name: str) -> None:
        """
        Keep the state of one under a name.

        Raises:
            PaperNotFound: There is none of this number, or it was removed.
            WrongValue: The name is too long.
        """
        told = " ".join(name.split())
        if len(told) > LONGEST_NAME:
            raise WrongValue(f"名称太长：{len(told)} 个字，最多 {LONGEST_NAME} 个。请写短一些。")
        with library.catalogue.write() as connection:
            paper = self._get(connection, actor, number)
            papers.keep_version(connection, paper, told, now=library.clock())

    def versions(self, library: Library, actor: Actor, number: int) -> tuple[PaperVersion, ...]:
        """
        Give the states of one that were kept, the newest first.

        Raises:
            PaperNotFound: There is none of this number, or it was removed.
        """
        with library.catalogue.read() as connection:
            return tuple(papers.versions(connection, self._get(connection, actor, number)))

    def at_version(self, library: Library, actor: Actor, number: int, revision: int) -> C:
        """
        Give what one held in a state that was kept.

        Raises:
            PaperNotFound: There is no such paper, or none of its states was kept so.
        """
        with library.catalogue.read() as connection:
            paper = self._get(connection, actor, number)
            _, content = papers.at_version(connection, paper, revision)
        return self.form.model_validate(content)

    def go_back(
        self,
        library: Library,
        actor: Actor,
        number: int,
        revision: int,
        *,
        expected: int | None = None,
    ) -> Opened[C]:
        """
        Make a kept state the present one; the present one is kept before.

        Args:
            library: Where it lies.
            actor: Whose it is.
            number: Its own.
            revision: Of the kept state.
            expected: The present revision, for who goes back from that one only.

        Raises:
            PaperNotFound: There is no such paper, or none of its states was kept so.
            ChangedMeanwhile: It has another revision than *expected*; nothing was changed.
        """
        now = library.clock()
        with library.catalogue.write() as connection:
            paper = self._get(connection, actor, number)
            _check(paper, expected)
            title, content = papers.at_version(connection, paper, revision)
            papers.keep_automatic(connection, paper, "恢复旧版本", now=now)
            return self._opened(papers.change(connection, paper, title, content, now=now))

    def _put(
        self, connection: Connection, known: Opened[C], content: C, now: datetime
    ) -> Opened[C]:
        if content == known.content:
            return known
        title, told = self._told(content)
        return self._opened(papers.change(connection, known.paper, title, told, now=now))

    def _told(self, content: C) -> tuple[str, dict[str, Any]]:
        """
        Give title and content as they are kept.

        Raises:
            WrongValue: It holds more than its form allows.
        """
        told = content.model_dump(mode="json")
        try:
            self.form.model_validate(told)
        except ValidationError as error:
            raise WrongValue(f"没有保存：{reason_of(error)}。") from error
        return content.title, told

    def _get(self, connection: Connection, actor: Actor, number: int) -> Paper:
        return papers.get(connection, actor.id, self.kind, number)

    def _opened(self, paper: Paper) -> Opened[C]:
        return Opened(paper, self.form.model_validate(paper.content))


def _check(paper: Paper, expected: int | None) -> None:
    if expected is not None and paper.revision != expected:
        raise ChangedMeanwhile(expected, paper.revision)


def _copied(title: str) -> str:
    return title[: LONGEST_TITLE - len(_COPY)] + _COPY
