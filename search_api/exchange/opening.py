"""Opening a package: nothing of it is believed before its seal, its key and its files fit."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from corpus.errors import FileNotAccessible, StorageFull
from corpus.storage import NO_ROOM
from indexer.library import Library
from search_api.exchange.archive import Entry, read_content, read_entries
from search_api.exchange.canonical import canonical
from search_api.exchange.fields import WrongShape
from search_api.exchange.library_key import fingerprint_of, is_signed
from search_api.exchange.manifest import FORMAT, VERSION, Manifest
from search_api.exchange.manifest_reading import parse_manifest
from search_api.exchange.refusing import PackageRefused
from search_api.exchange.workroom import UNPACKING, Workroom

Moved = Callable[[int, int], None]  # done, of how many

MANIFEST, SEAL = "manifest.json", "seal.json"
MOST_MANIFEST_BYTES = 64_000_000
MOST_SEAL_BYTES = 1_000
ALGORITHM = "Ed25519"

_SIGNATURE = re.compile("[0-9a-f]{128}")  # in one way only, so that no byte is free
_CHANGED = "交换包的内容与封签不符：可能传输出错，或被人改动过。"


@dataclass(frozen=True, slots=True)
class Staged:
    """
    A package that is verified, and lies in the home.

    Attributes:
        manifest: What it says.
        sha256: Of the manifest's bytes; names the package.
        folder: Where its files are, each by its hash.
        is_new: Whether it did not lie there before.
    """

    manifest: Manifest
    sha256: str
    folder: Path
    is_new: bool = False

    def file(self, identity: str) -> Path:
        """Say where an original lies."""
        return self.folder / identity


def incoming(library: Library) -> Path:
    """Say where packages wait."""
    return library.settings.home / "exchange" / "incoming"


def stage(library: Library, path: Path, moved: Moved | None = None) -> Staged:
    """
    Verify a package, and bring what is in it into the home.

    Args:
        library: That receives it.
        path: Of the package.
        moved: Hears how far the unpacking is.

    Raises:
        PackageRefused: It is cut off, changed, of a newer version, or beyond the limits.
        FileNotAccessible: It cannot be read.
        StorageFull: No room for it.
    """
    try:
        package = path.open("rb")
    except OSError as error:
        raise FileNotAccessible(
            "交换包打不开，可能不存在或没有读取权限。请检查路径。", path=str(path)
        ) from error
    with package:
        return _staged(library, package, moved)


def staged(library: Library, sha256: str) -> Staged | None:
    """Give a package that was staged before; None when it is gone."""
    folder = incoming(library) / sha256
    try:
        raw = (folder / MANIFEST).read_bytes()
    except (OSError, ValueError):
        return None
    return Staged(_parsed(raw), sha256, folder)


def is_staged(library: Library, sha256: str) -> bool:
    """Tell whether a package waits."""
    return (incoming(library) / sha256 / MANIFEST).exists()


def unstage(library: Library, sha256: str) -> None:
    """Drop a staged package."""
    shutil.rmtree(incoming(library) / sha256, ignore_errors=True)


def read_package(package: BinaryIO) -> tuple[bytes, Manifest, Mapping[str, Entry]]:
    """
    Read and verify manifest and seal; the files are still to be hashed.

    Raises:
        PackageRefused: Something does not fit.
    """
    entries = {entry.name: entry for entry in read_entries(package)}
    if list(entries)[:2] != [MANIFEST, SEAL]:
        raise PackageRefused("这不是学鉴的交换包：里面没有清单和封签。", "请确认选对了文件。")
    raw = _content(package, entries[MANIFEST], MOST_MANIFEST_BYTES)
    seal = _content(package, entries[SEAL], MOST_SEAL_BYTES)
    told = _json(raw)
    _check_version(told)
    try:
        manifest = parse_manifest(told)
    except WrongShape as error:
        raise PackageRefused(f"交换包的清单不合规定（{error}）。") from error
    _check_seal(raw, seal, manifest)
    if not _is_canonical(told, raw):
        raise PackageRefused("交换包的清单写法不合规定。")
    expected = {MANIFEST, SEAL, *(each.name for each in manifest.files)}
    sizes = all(
        entries[each.name].size == each.size for each in manifest.files if each.name in entries
    )
    if entries.keys() != expected or not sizes:
        raise PackageRefused("包里的文件与清单不符，多了或少了。")
    return raw, manifest, entries


def _is_canonical(told: object, raw: bytes) -> bool:
    try:
        return canonical(told) == raw
    except ValueError:  # a number that JSON has not, or half of a character
        return False


def seal_bytes(manifest: bytes, signature: str) -> bytes:
    """Write a seal."""
    sha256 = hashlib.sha256(manifest).hexdigest()
    return canonical({"algorithm": ALGORITHM, "manifest_sha256": sha256, "signature": signature})


def _staged(library: Library, package: BinaryIO, moved: Moved | None) -> Staged:
    raw, manifest, entries = read_package(package)
    largest = library.settings.file_size_bytes
    if any(each.size > largest for each in manifest.files):
        raise PackageRefused(
            f"包里有超过 {largest // 1_000_000} MB 的文件。", "请让对方拆分，或改用摘要、目录。"
        )
    sha256 = hashlib.sha256(raw).hexdigest()
    folder = incoming(library) / sha256
    try:
        with Workroom.open(library, UNPACKING) as room:
            for done, each in enumerate(manifest.files):
                _copy(package, entries[each.name], room.folder / each.sha256, each.sha256)
                if moved:
                    moved(done + 1, len(manifest.files))
            _write(room.folder / MANIFEST, [raw])
            is_new = _put(room.folder, folder)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFull("磁盘已满，交换包放不下。请腾出空间后再导入。") from error
        raise
    return Staged(manifest, sha256, folder, is_new)


def _put(made: Path, folder: Path) -> bool:
    """Put a package that is whole in its place; tell whether it did not lie there already."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not (folder / MANIFEST).exists():
        shutil.rmtree(folder, ignore_errors=True)  # no manifest, no package
        with suppress(OSError):  # another process was quicker
            made.rename(folder)
            return True
    os.utime(folder)
    return False


def _copy(package: BinaryIO, entry: Entry, target: Path, sha256: str) -> None:
    seen = hashlib.sha256()

    def pieces() -> Any:
        for piece in read_content(package, entry):
            seen.update(piece)
            yield piece

    _write(target, pieces())
    if seen.hexdigest() != sha256:
        raise PackageRefused(_CHANGED)


def _write(target: Path, pieces: Any) -> None:
    with target.open("wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _content(package: BinaryIO, entry: Entry, most: int) -> bytes:
    if entry.size > most:
        raise PackageRefused("交换包的清单过大，为安全起见不读取。")
    return b"".join(read_content(package, entry))


def _json(raw: bytes) -> object:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise PackageRefused("交换包损坏，或被改动过：清单读不出来。") from error


def _check_version(told: object) -> None:
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise PackageRefused("这不是学鉴的交换包。", "请确认选对了文件。")
    version = told.get("version")
    if isinstance(version, int) and version > VERSION:
        raise PackageRefused(
            f"这个包由更新版本的学鉴生成（格式第 {version} 版，本机只懂第 {VERSION} 版）。",
            "请升级本机的学鉴后再导入。没有写入任何内容。",
            version=version,
        )
    if version != VERSION:
        raise PackageRefused("交换包的格式版本不认识。")


def _check_seal(raw: bytes, seal: bytes, manifest: Manifest) -> None:
    told = _json(seal)
    signature = told.get("signature") if isinstance(told, dict) else None
    is_written = isinstance(signature, str) and _SIGNATURE.fullmatch(signature)
    if not is_written or seal_bytes(raw, str(signature)) != seal:
        raise PackageRefused(_CHANGED)
    if fingerprint_of(manifest.public_key) != manifest.fingerprint:
        raise PackageRefused("包里的公钥与所称的指纹不符，可能是冒名的包。")
    if not is_signed(manifest.public_key, str(signature), raw):
        raise PackageRefused("交换包的签名不对：内容被改动过，或不是所称单位签发的。")


def _parsed(raw: bytes) -> Manifest:
    return parse_manifest(json.loads(raw))
