"""Putting into one file what this library shares."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.card import Tier
from corpus.catalogue import libraries, shares, text_requests
from corpus.catalogue.libraries import MADE, PackageRecord
from corpus.catalogue.shares import Share
from corpus.errors import StorageFull, WrongSetting
from corpus.partial_dates import day_of
from corpus.storage import NO_ROOM
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.archive import MOST_FILES, write_archive
from search_api.exchange.fields import WrongShape
from search_api.exchange.giving import given_items
from search_api.exchange.identity import Identity, named
from search_api.exchange.itemising import Itemising, item_digest
from search_api.exchange.manifest import (
    DocumentItem,
    Hand,
    Manifest,
    PackedFile,
    TextRequest,
    manifest_bytes,
)
from search_api.exchange.manifest_reading import parse_manifest
from search_api.exchange.opening import MANIFEST, MOST_MANIFEST_BYTES, SEAL, seal_bytes
from search_api.exchange.refusing import NothingToGive, PackageRefused
from search_api.exchange.sharing import renewed
from search_api.ledger.recommendations import withdraw_if_possible
from search_api.problems import OriginalDamaged

Moved = Callable[[int, int], None]  # done, of how many


@dataclass(frozen=True, slots=True)
class Packed:
    """
    A package that was made.

    Attributes:
        serial: Its number.
        tiers: How many documents it gives at each tier.
        withdrawn: How many it takes back.
        requests: How many whole texts it asks for.
        notices: How many themes, recommended cases, requests and answers go along.
        size: In bytes.
    """

    serial: int
    tiers: dict[Tier, int]
    withdrawn: int
    requests: int
    notices: int
    size: int


def pack(
    library: Library,
    actor: Actor,
    target: Path,
    moved: Moved | None = None,
    *,
    may_be_empty: bool = False,
) -> Packed:
    """
    Write a package of all that is shared.

    Args:
        library: That shares.
        actor: Who packs.
        target: The file to write.
        moved: Hears how far the writing is.
        may_be_empty: Whether a package with nothing in it is wanted too.

    Raises:
        Forbidden: The actor is no keeper.
        NothingToGive: Nothing would be in it.
        WrongValue: The library has no name.
        OriginalDamaged: An original is not as it came in.
        StorageFull: No room for the package.
        WrongSetting: It cannot be written there.
    """
    only_keepers(actor)
    withdraw_if_possible(library)  # what is recommended no longer does not go along
    own = named(library)
    manifest = _made(library, own, _sound(library), may_be_empty=may_be_empty)
    raw = manifest_bytes(manifest)
    _check_own(raw)
    seal = seal_bytes(raw, own.key.sign(raw))
    contents: list[tuple[str, bytes | Path]] = [(MANIFEST, raw), (SEAL, seal)]
    for done, each in enumerate(manifest.files):
        contents.append((each.name, library.originals.path(each.sha256)))
        if moved:
            moved(done + 1, len(manifest.files))
    _write(target, contents)
    tiers = {tier: sum(each.tier is tier for each in manifest.documents) for tier in Tier}
    return Packed(
        manifest.serial,
        tiers,
        len(manifest.withdrawn),
        len(manifest.requests),
        len(manifest.notices),
        target.stat().st_size,
    )


def _check_own(raw: bytes) -> None:
    """
    Look that others can read what is about to be signed.

    Raises:
        PackageRefused: They could not.
    """
    try:
        parse_manifest(json.loads(raw))
    except WrongShape as error:
        mend = "请检查共享文件的题名、摘要和随包送出的内容，改好再打包。"
        raise PackageRefused(f"打不成包：{error}，对方会收不进去。", mend) from error
    if len(raw) > MOST_MANIFEST_BYTES:
        mend = "请取消一部分共享，或缩短摘要，再打包。"
        raise PackageRefused("清单太长，对方会收不进去。", mend)


def _sound(library: Library) -> dict[str, int]:
    """Hash the originals of what is shared, before anybody must wait for it; give their sizes."""
    with library.catalogue.read() as connection:
        listed = [each for each in shares.entries(connection) if each.withdrawn_at is None]
    wanted = [each.identity for each in listed if each.tier is Tier.WHOLE]
    sound = [each for each in wanted if library.originals.verify(each)]
    return {each: library.originals.path(each).stat().st_size for each in sound}


def _made(
    library: Library, own: Identity, sound: Mapping[str, int], *, may_be_empty: bool
) -> Manifest:
    """Make the manifest, and note that it was made: its number is used once."""
    now = library.clock()
    with library.catalogue.write() as connection:
        last = libraries.last_package(connection, own.fingerprint)
        serial = last.serial + 1 if last else 1
        listed = shares.entries(connection)
        documents, given = _documents(
            connection,
            own,
            listed,
            Hand(own.name, own.fingerprint, serial, day_of(now).isoformat()),
        )
        here = {each.identity for each in documents}
        manifest = Manifest(
            name=own.name,
            public_key=own.key.public,
            fingerprint=own.fingerprint,
            serial=serial,
            made_at=now.isoformat(),
            documents=tuple(documents),
            requests=tuple(_requests(connection, own)),
            notices=tuple(given_items(connection, _given_whole(documents))),
            withdrawn=tuple(
                sorted(
                    each.identity for each in listed if each.serial and each.identity not in here
                )
            ),
            files=tuple(_files(library, documents, sound)),
        )
        if manifest.is_empty and not may_be_empty:
            raise NothingToGive
        shares.note_given(connection, given)
        counts = {"shared": len(documents), "withdrawn": len(manifest.withdrawn)}
        libraries.put_package(
            connection,
            PackageRecord(own.fingerprint, serial, manifest.sha256, MADE, now, counts),
        )
    return manifest


def _documents(
    connection: Connection, own: Identity, listed: list[Share], hand: Hand
) -> tuple[list[DocumentItem], list[Share]]:
    """Give what is shared; what is as it was in an older package keeps the hand of that one."""
    shared = [each for each in listed if each.withdrawn_at is None]
    itemising = Itemising(connection, [each.identity for each in shared])
    items, given = [], []
    for share in shared:
        item = itemising.item(share, own.fingerprint)
        if item is None:
            continue
        digest = item_digest(item)
        if share.digest == digest and share.serial and share.given_on:
            through = replace(hand, serial=share.serial, on=share.given_on)
        else:
            through = hand
            given.append(renewed(share, digest, hand.serial, hand.on))
        items.append(replace(item, provenance=(*item.provenance, through)))
    if len(items) > MOST_FILES:
        raise PackageRefused(
            f"共享的文件超过 {MOST_FILES:,} 份，一个包放不下。", "请取消一部分共享后再打包。"
        )
    return items, given


def _given_whole(documents: list[DocumentItem]) -> frozenset[str]:
    """Give the ids of the documents whose text goes along."""
    return frozenset(each.identity[:16] for each in documents if each.tier is Tier.WHOLE)


def _requests(connection: Connection, own: Identity) -> Iterator[TextRequest]:
    for each in text_requests.open_ones(connection, own.fingerprint):
        yield TextRequest(each.identity, each.title, each.holder)


def _files(
    library: Library, documents: list[DocumentItem], sound: Mapping[str, int]
) -> Iterator[PackedFile]:
    """Name the originals; one that was shared while the others were hashed is hashed here."""
    for each in documents:
        if each.tier is Tier.WHOLE:
            if each.identity not in sound and not library.originals.verify(each.identity):
                raise OriginalDamaged(each.identity[:16])
            size = library.originals.path(each.identity).stat().st_size
            yield PackedFile(each.file, each.identity, sound.get(each.identity, size))


def _write(target: Path, contents: list[tuple[str, bytes | Path]]) -> None:
    """Write the file whole or not at all."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with temporary.open("wb") as file:
            write_archive(file, contents)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFull("磁盘已满，交换包写不下。请腾出空间后再打包。") from error
        raise WrongSetting(f"交换包写不到 {target}。请检查路径和权限。") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
