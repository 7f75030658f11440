"""The desk on which a paper of any kind is made: what it shows, and what its buttons do."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, Generic

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.errors import ChangedMeanwhile, KnowledgeBaseError
from search_api.access import ActorDep, LibraryDep
from search_api.problems import status_of
from search_api.study.shelf import Opened, Shelf
from search_api.study.values import C
from web.forms import number_in
from web.paper_verbs import Verb, paper_verbs
from web.posting import telling
from web.templating import render
from web.typed import unsaved

# What the page tells once of an act, by the name in its address.
_TOLD = ("removed", "renewed", "updated", "back", "put", "published", "withdrawn", "saved")
# Verb that can be undone -> name in the address of the page, and before what a version is kept.
_UNDONE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "remove": ("removed", "移除"),
        "renew": ("renewed", "换成新版"),
        "update": ("updated", "按今天的情况重写"),
    }
)


@dataclass(frozen=True, slots=True)
class Sent:
    """
    What the form of a desk sends.

    Attributes:
        given: Name -> its last value.
        ticked: Numbers of the quotations that are ticked, in order.
    """

    given: Mapping[str, str]
    ticked: tuple[int, ...] = ()

    @property
    def act(self) -> str:
        """What the button says: `put:<id>`, `remove:reading.0`; empty where it only keeps."""
        return self.given.get("act", "")

    @property
    def verb(self) -> str:
        """What the button does."""
        return self.act.partition(":")[0]

    @property
    def of(self) -> str:
        """What the button does it to."""
        return self.act.partition(":")[2]

    @property
    def wanted(self) -> str:
        """What is looked for in the library; the key Enter in that field says no verb."""
        return self.given.get("find", "").strip() if self.verb in ("", "find") else ""

    @property
    def revision(self) -> int:
        """The state of the paper on which it was typed; 0 where that is not said."""
        return number_in(self.given.get("revision")) or 0


@dataclass(frozen=True, slots=True)
class Refused:
    """
    What could not be done on a desk.

    Attributes:
        error: Why.
        typed: What its form sent; empty where a verb was refused.
    """

    error: KnowledgeBaseError
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_conflict(self) -> bool:
        """Tell whether somebody else kept something first."""
        return isinstance(self.error, ChangedMeanwhile)


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What the address of a desk asks its page for.

    Attributes:
        wanted: What is looked for in the library; empty for nothing.
        told: What is told once of an act, by its name; None where there was no such act.
    """

    wanted: str
    told: Mapping[str, int | None]


class Desk(ABC, Generic[C]):
    """
    What the desk of one kind of paper has of its own.

    Attributes:
        shelf: All papers of the kind.
        here: Address of their list.
        template: Of the page.
        active: The entry of the head under which it stands.
        longest: Its form, in bytes.
    """

    shelf: Shelf[C]
    here: ClassVar[str]
    template: ClassVar[str]
    active: ClassVar[str]
    longest: ClassVar[int]

    @abstractmethod
    def context(
        self, library: LibraryDep, actor: ActorDep, opened: Opened[C], asked: Asked
    ) -> Mapping[str, Any]:
        """Give what the page shows beside the paper."""

    @abstractmethod
    def read(self, content: C, given: Mapping[str, str]) -> C:
        """Put what was typed over the content."""

    def act(self, library: LibraryDep, actor: ActorDep, content: C, sent: Sent) -> C:
        """Do what the button says to the content; a name that says nothing changes nothing."""
        return content

    def then(
        self, library: LibraryDep, actor: ActorDep, kept: Opened[C], sent: Sent
    ) -> Mapping[str, object]:
        """Do what else the button says once that is kept; give what the page is to tell of it."""
        return {}

    def anchor(self, kept: C, sent: Sent) -> str:
        """Give the place on the page that an act touched; empty for its top."""
        return ""

    def lost(self, given: Mapping[str, str], present: C) -> Any:
        """Give what was typed and is not kept, where somebody else was first."""
        return unsaved(given, present)

    def verbs(self) -> Mapping[str, Verb]:
        """Give what is done with a whole paper, by the last word of its address."""
        return paper_verbs(self.shelf, self.here)

    def elsewhere(self, library: LibraryDep, number: int) -> str | None:
        """Give the page for who has no paper of this number; None where there is none."""
        return None

    async def show(
        self,
        request: Request,
        library: LibraryDep,
        actor: ActorDep,
        number: int,
        refused: Refused | None = None,
        **more: object,
    ) -> Response:
        """
        Show the desk, and what could not be done.

        Raises:
            PaperNotFound: There is none of this number, or it was removed.
        """
        params = request.query_params
        told = {name: number_in(params.get(name)) for name in _TOLD}
        asked = Asked(params.get("find", "").strip(), told)
        typed = refused.typed if refused else {}
        is_conflict = bool(typed) and refused is not None and refused.is_conflict

        def found() -> dict[str, Any]:
            opened = self.shelf.open(library, actor, number)
            return {
                "opened": opened,
                "versions": self.shelf.versions(library, actor, number),
                **self.context(library, actor, opened, asked),
                "lost": self.lost(typed, opened.content) if is_conflict else {},
                **more,
            }

        return render(
            request,
            self.template,
            status=status_of(refused.error) if refused else 200,
            headers={"cache-control": "no-store"},
            active=self.active,
            wanted=asked.wanted,
            typed={} if is_conflict else typed,
            trouble=refused.error.detail if refused else "",
            **told,
            **await run_in_threadpool(found),
        )

    def keep(
        self, library: LibraryDep, actor: ActorDep, number: int, sent: Sent
    ) -> tuple[int, str]:
        """
        Keep what was typed and do what the button says.

        Returns:
            The revision that it has now, and the page that follows.

        Raises:
            PaperNotFound: There is none of this number, or it was removed.
            ChangedMeanwhile: It has another revision; nothing was changed.
            WrongValue: It holds what it may not.
        """
        told, kept_as = _UNDONE.get(sent.verb, (None, None))
        has_changed = False

        def act(typed: C) -> C:
            nonlocal has_changed
            acted = self.act(library, actor, typed, sent)
            has_changed = acted != typed
            return acted

        kept = self.shelf.edit(
            library,
            actor,
            number,
            lambda known: self.read(known, sent.given),
            revision=sent.revision,
            then=act,
            kept_as=kept_as,
        )
        done = dict(self.then(library, actor, kept, sent))
        if told is not None and has_changed:
            done[told] = kept.paper.revision - 1
        if sent.wanted:
            done["find"] = sent.wanted
        here = telling(f"{self.here}/{number}", **done) if done else f"{self.here}/{number}"
        anchor = "find" if "find" in (sent.verb, *done) else self.anchor(kept.content, sent)
        return kept.paper.revision, f"{here}#{anchor}" if anchor else here
