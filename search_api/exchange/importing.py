"""Taking a package in, in two steps: what it would change, and then all of it or nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.card import Tier
from corpus.catalogue import disagreements, libraries, notices, offers, shares, text_requests
from corpus.catalogue.libraries import APPLYING, DONE, PackageRecord, PeerLibrary
from corpus.catalogue.offers import FAILED
from corpus.catalogue.text_requests import AskedFor
from corpus.text.fold import fold
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.checking import check_files
from search_api.exchange.comparing import Change, Comparison, Line, compare
from search_api.exchange.comparing_notices import compare_notices, notices_of
from search_api.exchange.library_key import in_groups, library_key
from search_api.exchange.manifest import Manifest
from search_api.exchange.opening import Staged, stage, staged, sweep_staged, unstage
from search_api.exchange.refusing import LibraryNotTrusted, PackageRefused
from search_api.exchange.settling import Unsettled, resume, settle, turn_to

_SHA256 = re.compile("[0-9a-f]{64}")

Moved = Callable[[str, int, int], None]  # what is done, how much, of how many


@dataclass(frozen=True, slots=True)
class Preview:
    """
    What a package would change.

    Attributes:
        package: By which it is asked to be applied: the sha256 of its manifest.
        manifest: What it says.
        comparison: Document by document.
        notices: What else is given, line by line.
        is_known: Whether the fingerprint of its library was confirmed.
        is_done: Whether this very package was taken in already.
        warning: What is suspicious, in Chinese; empty when nothing is.
    """

    package: str
    manifest: Manifest
    comparison: Comparison
    notices: tuple[Line, ...]
    is_known: bool
    is_done: bool
    warning: str

    @property
    def made_at(self) -> datetime:
        """When it was made; by UTC where it does not say."""
        made = datetime.fromisoformat(self.manifest.made_at)
        return made if made.tzinfo else made.replace(tzinfo=UTC)

    @property
    def shown(self) -> str:
        """The fingerprint of its library, as it is read out."""
        return in_groups(self.manifest.fingerprint)


@dataclass(frozen=True, slots=True)
class Applied:
    """
    What became of a package.

    Attributes:
        preview: What it was to change.
        unsettled: What could not be brought in after all.
    """

    preview: Preview
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
    brought = stage(library, path)
    try:
        preview = preview_of(library, actor, brought)
        if preview.is_done:
            unstage(library, brought.sha256)
        else:
            check_files(library, actor, brought, _step(moved, "检查"))
    except PackageRefused:
        unstage(library, brought.sha256)
        raise
    sweep_staged(library, frozenset({brought.sha256}))
    return preview


def preview_package(library: Library, actor: Actor, package: str) -> Preview:
    """
    Say what a package would change that was received before.

    Raises:
        Forbidden: The actor is no keeper.
        PackageRefused: It is no longer here.
    """
    only_keepers(actor)
    return preview_of(library, actor, _found(library, package))


def preview_of(library: Library, actor: Actor, brought: Staged) -> Preview:
    """Say what a package would change."""
    only_keepers(actor)
    with library.catalogue.read() as connection:
        return _previewed(library, connection, brought)


def apply_package(
    library: Library,
    actor: Actor,
    package: str,
    *,
    trust: str | None = None,
    moved: Moved | None = None,
) -> Applied:
    """
    Take in a package that was received before, all of it.

    Args:
        library: That receives it.
        actor: Who says so.
        package: The sha256 of its manifest.
        trust: The fingerprint, where its library is not known yet; blanks do not count.
        moved: Hears how far it is.

    Raises:
        Forbidden: The actor is no keeper.
        LibraryNotTrusted: The library is not known, and its fingerprint not confirmed.
        PackageRefused: It is no longer here, or no longer fits.
    """
    only_keepers(actor)
    brought = _found(library, package)
    confirmed = "".join((trust or "").split()).lower()
    with library.catalogue.write() as connection:
        preview = _previewed(library, connection, brought)
        if preview.is_done:
            return Applied(preview)
        sender = brought.manifest
        if not preview.is_known and confirmed != sender.fingerprint:
            raise LibraryNotTrusted(sender.name, sender.fingerprint, preview.shown)
        _write(library, connection, brought, preview)
    unsettled = settle(library, _step(moved, "导入"))
    return Applied(preview, tuple(unsettled))


def drop_package(library: Library, actor: Actor, package: str) -> None:
    """Let go of a package that was received and is not wanted."""
    only_keepers(actor)
    unstage(library, _found(library, package).sha256)


def _found(library: Library, package: str) -> Staged:
    brought = staged(library, package) if _SHA256.fullmatch(package) else None
    if brought is None:
        raise PackageRefused("这个交换包已经导入，或等待确认太久、已经清理。", "请重新选择文件。")
    return brought


def _previewed(library: Library, connection: Connection, brought: Staged) -> Preview:
    manifest = brought.manifest
    own = library_key(library.settings.home).fingerprint
    if manifest.fingerprint == own:
        raise PackageRefused("这是本馆自己生成的交换包。", "它是给别的单位的，不必导入。")
    known = libraries.known_libraries(connection)
    return Preview(
        package=brought.sha256,
        manifest=manifest,
        comparison=compare(connection, manifest, own, now=library.clock()),
        notices=tuple(compare_notices(connection, manifest)),
        is_known=manifest.fingerprint in {each.fingerprint for each in known},
        is_done=_is_done(connection, manifest, brought.sha256),
        warning=_warning(known, manifest),
    )


def _is_done(connection: Connection, manifest: Manifest, sha256: str) -> bool:
    """
    Tell whether this package was taken in already.

    Raises:
        PackageRefused: A newer one of its library was, or another with its number.
    """
    last = libraries.last_package(connection, manifest.fingerprint)
    if last is None or manifest.serial > last.serial:
        return False
    if manifest.serial < last.serial:
        raise PackageRefused(
            f"“{manifest.name}”的第 {last.serial} 号包已经导入，"
            f"这是更早的第 {manifest.serial} 号。",
            "旧包里的内容新包都有，不必再导入。没有写入任何内容。",
            serial=manifest.serial,
            last=last.serial,
        )
    if last.manifest_sha256 != sha256:
        raise PackageRefused(
            f"第 {manifest.serial} 号包已经导入过，而这个同号的包内容不同。"
            "对方可能恢复过旧备份，也可能有人冒用密钥。",
            "请打电话与对方核实；对方再打包一次，号数就会变大。没有写入任何内容。",
        )
    return last.state == DONE


def _warning(known: list[PeerLibrary], manifest: Manifest) -> str:
    """Say loudly that somebody calls himself as another does, or otherwise than before."""
    before = next((each for each in known if each.fingerprint == manifest.fingerprint), None)
    others = [each for each in known if each.fingerprint != manifest.fingerprint]
    same = [each for each in others if fold(each.name) == fold(manifest.name)]
    if same and (before is None or before.name != manifest.name):
        return (
            f"注意：已知的“{same[0].name}”用的是另一个密钥"
            f"（指纹 {in_groups(same[0].fingerprint)}）。这个包可能是冒名的。"
            "请务必打电话核对指纹，不一致就不要导入。"
        )
    if before is not None and before.name != manifest.name:
        return (
            f"注意：这个单位以前叫“{before.name}”，这个包里改称“{manifest.name}”。"
            "请确认无误再导入。"
        )
    return ""


def _write(library: Library, connection: Connection, brought: Staged, preview: Preview) -> None:
    """Write what the library is to hold from now on; documents follow."""
    manifest, now = brought.manifest, library.clock()
    comparison = preview.comparison
    sender = manifest.fingerprint
    libraries.put_library(
        connection,
        PeerLibrary(sender, manifest.name, manifest.public_key, is_own=False, trusted_at=now),
    )
    offers.put_offers(connection, comparison.offers)
    disagreements.note(connection, comparison.conflicts)
    gone = [each.identity for each in comparison.offers if each.item is None]
    disagreements.close(connection, gone, sender, now=now)
    failed = [each.identity for each in offers.received_in(connection, FAILED)]
    missing = [each.identity for each in comparison.lines if each.change is Change.NEW]
    turned = [each.identity for each in comparison.offers]
    turned += [*failed, *missing, *offers.held_otherwise(connection)]
    turn_to(connection, turned, now=now)
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
    given = {
        each.identity
        for each in shares.entries(connection, [one.identity for one in manifest.requests])
        if each.tier is Tier.WHOLE and each.withdrawn_at is None
    }
    for each in manifest.requests:
        if each.holder == own and each.identity not in given:
            asked = AskedFor(
                each.identity, manifest.fingerprint, each.title, own, None, library.clock()
            )
            text_requests.ask(connection, asked)


def _step(moved: Moved | None, name: str) -> Callable[[int, int], None] | None:
    if moved is None:
        return None
    return lambda done, total: moved(name, done, total)
