"""Taking a package in, in two steps: what it would change, and then all of it or nothing."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import disagreements, libraries, notices, offers, text_requests
from corpus.catalogue.documents import SHORTEST_BEGINNING
from corpus.catalogue.libraries import APPLYING, PackageRecord, PeerLibrary
from corpus.catalogue.offers import FAILED
from corpus.catalogue.text_requests import AskedFor
from corpus.errors import WrongValue
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.checking import check_files
from search_api.exchange.comparing_notices import notices_of
from search_api.exchange.comparison import Change, Comparison
from search_api.exchange.library_key import in_groups, library_key
from search_api.exchange.manifest import Manifest
from search_api.exchange.opening import Staged, stage, staged, unstage
from search_api.exchange.previewing import Preview, asked_of, previewed
from search_api.exchange.refusing import LibraryNotTrusted, PackageRefused
from search_api.exchange.settling import Unsettled, resume, settle
from search_api.exchange.sweeping import sweep_leftovers
from search_api.exchange.turning import turn_to

_SHA256 = re.compile("[0-9a-f]{64}")

Moved = Callable[[str, int, int], None]  # what is done, how much, of how many


@dataclass(frozen=True, slots=True)
class Applied:
    """
    What became of a package.

    Attributes:
        preview: What it was to change.
        again: The identities of what was removed here, and came again.
        unsettled: What could not be brought in after all.
    """

    preview: Preview
    again: frozenset[str] = frozenset()
    unsettled: tuple[Unsettled, ...] = ()


def receive(library: Library, actor: Actor, path: Path, moved: Moved | None = None) -> Preview:
    """
    Verify a package and bring it into the home; nothing of the library is changed.

    Args:
        library: That receives it.
        actor: Who brings it.
        path: Of the package.
        moved: Hears how far it is.

    Raises:
        Forbidden: The actor is no keeper.
        PackageRefused: It is not what it must be, or cannot be taken in; the reason is told.
    """
    only_keepers(actor)
    resume(library)
    sweep_leftovers(library)
    brought = stage(library, path, _step(moved, "拆包"))
    try:
        preview = preview_of(library, actor, brought)
        if preview.is_done:
            unstage(library, brought.sha256)
        else:
            check_files(library, actor, brought, _step(moved, "检查"))
    except PackageRefused:
        unstage(library, brought.sha256)
        raise
    return preview


def preview_package(library: Library, actor: Actor, package: str) -> Preview:
    """
    Say what a package would change that was received before.

    Raises:
        Forbidden: The actor is no keeper.
        PackageRefused: It is no longer here.
    """
    only_keepers(actor)
    return preview_of(library, actor, waiting_package(library, package))


def preview_of(library: Library, actor: Actor, brought: Staged) -> Preview:
    """Say what a package would change."""
    only_keepers(actor)
    with library.catalogue.read() as connection:
        return previewed(library, connection, brought)


def apply_package(
    library: Library,
    actor: Actor,
    package: str,
    *,
    trust: str | None = None,
    again: Collection[str] = (),
    moved: Moved | None = None,
) -> Applied:
    """
    Take in a package that was received before, all of it.

    Args:
        library: That receives it.
        actor: Who says so.
        package: The sha256 of its manifest.
        trust: The fingerprint, where its library is not known yet; blanks do not count.
        again: How the identities begin of documents that were removed here and come again.
        moved: Hears how far it is.

    Raises:
        Forbidden: The actor is no keeper.
        LibraryNotTrusted: The library is not known, and its fingerprint not confirmed.
        PackageRefused: It is no longer here, or no longer fits.
        WrongValue: A document that is to come again was not removed here, or is not in it.
    """
    only_keepers(actor)
    with library.catalogue.write() as connection:
        brought = waiting_package(library, package)  # nobody drops it while this is written
        preview = previewed(library, connection, brought)
        if preview.is_done:
            return Applied(preview)
        refuse_strangers(connection, brought.manifest, trust)
        chosen = _chosen(preview.comparison, again)
        _write(library, connection, brought, preview.comparison, chosen)
    unsettled = settle(library, _step(moved, "导入"))
    return Applied(preview, chosen, tuple(unsettled))


def refuse_strangers(connection: Connection, sender: Manifest, trust: str | None) -> None:
    """
    Look that the sender is known, or its fingerprint confirmed.

    Raises:
        LibraryNotTrusted: It is neither.
    """
    known = {each.fingerprint for each in libraries.known_libraries(connection)}
    confirmed = "".join((trust or "").split()).lower()
    if sender.fingerprint not in known and confirmed != sender.fingerprint:
        shown = in_groups(sender.fingerprint)
        raise LibraryNotTrusted(sender.name, sender.fingerprint, shown)


def drop_package(library: Library, actor: Actor, package: str) -> None:
    """
    Let go of a package that was received and is not wanted.

    Raises:
        Forbidden: The actor is no keeper.
        PackageRefused: It is no longer here, or is being taken in.
    """
    only_keepers(actor)
    with library.catalogue.write() as connection:
        manifest = waiting_package(library, package).manifest
        if package in {
            each.manifest_sha256 for each in libraries.packages_in(connection, APPLYING)
        }:
            raise PackageRefused(
                f"“{manifest.name}”的第 {manifest.serial} 号包正在导入，不能放弃。",
                "请等它导入完；不要的文件，导入后可以移除。",
            )
        unstage(library, package)


def waiting_package(library: Library, package: str) -> Staged:
    """
    Give a package that was received and waits.

    Raises:
        PackageRefused: It is no longer here.
    """
    brought = staged(library, package) if _SHA256.fullmatch(package) else None
    if brought is None:
        raise PackageRefused("这个交换包已经导入，或等待确认太久、已经清理。", "请重新选择文件。")
    return brought


def _chosen(comparison: Comparison, again: Collection[str]) -> frozenset[str]:
    """Give what was removed here and is taken again."""
    removed = comparison.removed
    for each in again:
        if len(each) < SHORTEST_BEGINNING or not any(one.startswith(each) for one in removed):
            raise WrongValue(f"{each} 不是这个包里、本馆移除过的文件。请再看一次预览。")
    return frozenset(each for each in removed if each.startswith(tuple(again)))


def _write(
    library: Library,
    connection: Connection,
    brought: Staged,
    comparison: Comparison,
    again: frozenset[str],
) -> None:
    """Write what the library is to hold from now on; documents follow."""
    manifest, now = brought.manifest, library.clock()
    sender = manifest.fingerprint
    libraries.put_library(
        connection,
        PeerLibrary(sender, manifest.name, manifest.public_key, is_own=False, trusted_at=now),
    )
    offers.put_offers(connection, comparison.offers)
    disagreements.note(connection, comparison.conflicts)
    gone = [each.identity for each in comparison.offers if each.item is None]
    disagreements.close(connection, gone, sender)
    failed = [each.identity for each in offers.received_in(connection, FAILED)]
    missing = [each.identity for each in comparison.lines if each.change is Change.NEW]
    turned = [each.identity for each in comparison.offers]
    turned += [*failed, *missing, *again, *offers.held_otherwise(connection)]
    turn_to(connection, turned, now=now, again=again)
    _write_requests(connection, manifest, library)
    notices.put_of(connection, sender, list(notices_of(connection, manifest, now)))
    libraries.put_package(
        connection,
        PackageRecord(sender, manifest.serial, brought.sha256, APPLYING, now, comparison.counts),
    )


def _write_requests(connection: Connection, manifest: Manifest, library: Library) -> None:
    """Note what whole texts the sender asks of this library."""
    text_requests.forget_of(connection, manifest.fingerprint)
    own = library_key(library.settings.home).fingerprint
    for each in asked_of(connection, manifest, own):
        asked = AskedFor(
            each.identity, manifest.fingerprint, each.title, own, None, library.clock()
        )
        text_requests.ask(connection, asked)


def _step(moved: Moved | None, name: str) -> Callable[[int, int], None] | None:
    if moved is None:
        return None
    return lambda done, total: moved(name, done, total)
