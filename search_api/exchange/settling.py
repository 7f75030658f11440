"""
Making the library hold what others share with it, no more and no less.

What they share is in the catalogue as their offers; here documents follow. Each step may be done
again, so that what a crash cut off goes on where it was.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from corpus.card import Tier
from corpus.catalogue import documents, jobs, libraries, offers, paths, shares, text_requests
from corpus.catalogue.libraries import APPLYING, DONE, INCOMPLETE
from corpus.catalogue.offers import ARRIVING, FAILED, HERE, Received
from indexer.ingest.following import follow
from indexer.ingest.intake import work_off
from indexer.ingest.report import Outcome
from indexer.library import Library
from search_api.exchange.card_facts import CardFacts
from search_api.exchange.choosing import Leading, leading
from search_api.exchange.offered_file import card_of, sha256_of
from search_api.exchange.opening import incoming, staged, unstage
from search_api.exchange.previewing import previewed
from search_api.exchange.refusing import PackageRefused

Moved = Callable[[int, int], None]  # done, of how many

_CARDS = "cards"  # where cards wait to be taken in


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A document whose file could not be taken in, and why."""

    identity: str
    title: str
    detail: str


def settle(library: Library, moved: Moved | None = None) -> list[Unsettled]:
    """Bring in what is to be here; give what could not be brought in."""
    with library.catalogue.write() as connection:
        arriving = offers.received_in(connection, ARRIVING)
        sources = _sources(library, connection, arriving)
        ids = jobs.enqueue(connection, sources, sample=False, now=library.clock(), sources=sources)
    failed: dict[str, Outcome] = {}
    if ids:
        report = work_off(library, dict(zip(ids, sources, strict=True)), _telling(moved))
        failed = {each.path: each for each in report.failed}
    with library.catalogue.write() as connection:
        unsettled = _finish(
            connection, _unchanged(connection, arriving), failed, now=library.clock()
        )
        done = _close(connection, is_whole=not unsettled, now=library.clock())
    follow(library)
    for sha256 in (*done, *([_CARDS] if done else ())):
        unstage(library, sha256)
    return unsettled


def resume(library: Library) -> None:
    """Go on with an import that was cut off, and drop what one left behind that was done."""
    waiting = incoming(library)
    if not waiting.is_dir():
        return
    with library.catalogue.read() as connection:
        is_open = bool(libraries.packages_in(connection, APPLYING))
        done = [] if is_open else libraries.packages_in(connection, DONE)
        listed = [each.manifest_sha256 for each in done]
        left = [each for each in listed if _is_left(library, connection, each)]
    if is_open:
        settle(library)
        return
    for name in (*left, _CARDS):
        unstage(library, name)


def _is_left(library: Library, connection: Connection, sha256: str) -> bool:
    """Tell whether nobody waits for a package that was done: nothing of it can be taken again."""
    brought = staged(library, sha256)
    if brought is None:
        return False
    try:
        return previewed(library, connection, brought).is_done
    except PackageRefused:
        return True


def _leads(connection: Connection, arriving: Iterable[Received]) -> dict[str, Leading]:
    listed = {each.identity: each for each in arriving}
    offered = offers.offers_of(connection, listed)
    found = {key: leading(offered.get(key, ()), each) for key, each in listed.items()}
    return {key: lead for key, lead in found.items() if lead}


def _sources(library: Library, connection: Connection, arriving: list[Received]) -> dict[str, str]:
    """Give the files that must be read, by the path at which they shall lie."""
    leads = _leads(connection, arriving)
    lying = paths.owners(connection, [each.path for each in arriving])
    folder = incoming(library)
    found: dict[str, str] = {}
    for each in arriving:
        lead = leads.get(each.identity)
        if lead is None or lying.get(each.path) == each.document_id:
            continue
        source = _source(library, folder, lead)
        if source is not None:
            found[each.path] = str(source)
    return found


def _source(library: Library, folder: Path, lead: Leading) -> Path | None:
    sha256 = sha256_of(lead)
    if lead.item.tier is Tier.WHOLE:
        staged = next(folder.glob(f"*/{sha256}"), None)
        original = library.originals.path(sha256)
        return staged or (original if original.exists() else None)
    card = folder / _CARDS / sha256
    card.parent.mkdir(parents=True, exist_ok=True)
    card.write_bytes(card_of(lead))
    return card


def _finish(
    connection: Connection,
    arriving: list[Received],
    failed: Mapping[str, Outcome],
    *,
    now: datetime,
) -> list[Unsettled]:
    """Write on the cards what was given with the documents."""
    leads = _leads(connection, arriving)
    ids = [str(each.document_id) for each in arriving]
    ordinals = documents.ordinals_of(connection, ids)
    cards = CardFacts(connection, list(ordinals.values()), now)
    unsettled, put = [], []
    for each in arriving:
        ordinal = ordinals.get(str(each.document_id))
        lead = leads.get(each.identity)
        if ordinal is None or lead is None:
            outcome = failed.get(each.path)
            why = (outcome and outcome.detail) or "文件没有收到。请让对方重新发送交换包。"
            unsettled.append(Unsettled(each.identity, each.title, why))
            put.append(replace(each, state=FAILED, changed_at=now))
            continue
        cards.write(ordinal, lead, each.said)
        put.append(replace(each, state=HERE, said={}, changed_at=now))
    offers.put_received(connection, put)
    here = {each.identity: str(each.document_id) for each in put if each.state == HERE}
    shares.follow(connection, here)
    whole = [identity for identity, id_ in here.items() if identity.startswith(id_)]
    text_requests.answered(connection, whole, now=now)
    return unsettled


def _unchanged(connection: Connection, arriving: list[Received]) -> list[Received]:
    """Leave out what another process has settled, or another package changed, meanwhile."""
    now = offers.received_of(connection, [each.identity for each in arriving])
    return [each for each in arriving if now.get(each.identity) == each]


def _close(connection: Connection, *, is_whole: bool, now: datetime) -> list[str]:
    """Note that packages are done, unless more is arriving; give the hashes of their manifests."""
    if offers.received_in(connection, ARRIVING):
        return []
    listed = libraries.packages_in(connection, APPLYING)
    for each in listed:
        state = DONE if is_whole else INCOMPLETE
        libraries.put_package(connection, replace(each, state=state, at=now))
    return [each.manifest_sha256 for each in listed]


def _telling(moved: Moved | None) -> Callable[[Outcome, int, int], None] | None:
    if moved is None:
        return None
    return lambda outcome, done, total: moved(done, total)
