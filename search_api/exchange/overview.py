"""All that a keeper looks after in the exchange with other libraries."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue import libraries
from corpus.catalogue.libraries import PackageRecord
from corpus.catalogue.notices import NoticeKind
from indexer.library import Library
from search_api.exchange.deciding import Conflict, open_conflicts
from search_api.exchange.giving import Givable, givable
from search_api.exchange.identity import Identity, identity
from search_api.exchange.library_key import in_groups
from search_api.exchange.notice import GivenAnswer, GivenRequest
from search_api.exchange.noticed import Noticed, answers_of_others, requests_of_others
from search_api.exchange.peers import Peer, peers
from search_api.exchange.requesting import TextAsked, texts_asked
from search_api.exchange.sharing import SharedDocument, shared_documents
from search_api.exchange.task import Task
from search_api.exchange.working import tasks_told


@dataclass(frozen=True, slots=True)
class Overview:
    """
    The exchange at a glance.

    Attributes:
        own: This library.
        shared: What it shares.
        peers: With whom it exchanges.
        conflicts: On what it differs with them, undecided.
        asked: What it asks of others.
        asked_of_us: What others ask of it.
        givable: What may go along beside documents.
        requests: What others ask for, without knowing who has it.
        answers: What others answer to this library's requests, by the serial of the request.
        last: Its newest package; None before the first.
        tasks: Work with packages that is under way, or whose end waits to be looked at.
    """

    own: Identity
    shared: tuple[SharedDocument, ...]
    peers: tuple[Peer, ...]
    conflicts: tuple[Conflict, ...]
    asked: tuple[TextAsked, ...]
    asked_of_us: tuple[TextAsked, ...]
    givable: tuple[Givable, ...]
    requests: tuple[Noticed[GivenRequest], ...]
    answers: Mapping[str, tuple[Noticed[GivenAnswer], ...]]
    last: PackageRecord | None
    tasks: tuple[Task, ...]

    @property
    def answered(self) -> Mapping[tuple[str, str], str]:
        """Sender and key of the requests that were answered -> the title of what answers them."""
        items = (each.item for each in self.givable if each.item.kind is NoticeKind.ANSWER)
        return {(str(e.content["to"]), str(e.content["request"])): e.title for e in items}

    def shown(self, fingerprint: str) -> str:
        """Write a fingerprint as it is read out."""
        return in_groups(fingerprint)


def overview(library: Library, actor: Actor) -> Overview:
    """Gather what the page of the exchange shows."""
    own = identity(library)
    asked, asked_of_us = texts_asked(library, actor)
    with library.catalogue.read() as connection:
        last = libraries.last_package(connection, own.fingerprint)
    return Overview(
        own=own,
        shared=tuple(shared_documents(library, actor)),
        peers=tuple(peers(library)),
        conflicts=tuple(open_conflicts(library, actor)),
        asked=tuple(asked),
        asked_of_us=tuple(asked_of_us),
        givable=givable(library, actor),
        requests=requests_of_others(library),
        answers=answers_of_others(library),
        last=last,
        tasks=tasks_told(library, actor),
    )
