"""Packages that are not what they must be."""

import json
import struct
import zipfile
from pathlib import Path

from search_api.exchange.archive import write_archive
from search_api.exchange.canonical import canonical
from search_api.exchange.identity import identity
from search_api.exchange.opening import MANIFEST, SEAL, seal_bytes
from tests.search_api.exchange.halls import Hall

Files = list[tuple[str, bytes]]
LAST = 2**31 - 1  # the largest number that a package may have


def contents(package: Path) -> Files:
    """Give what is in a package."""
    with zipfile.ZipFile(package) as opened:
        return [(name, opened.read(name)) for name in opened.namelist()]


def write(package: Path, files: Files) -> Path:
    """Write files as a package has them."""
    with package.open("wb") as target:
        write_archive(target, files)
    return package


def zipped(
    package: Path,
    files: list[tuple[zipfile.ZipInfo | str, bytes]],
    method: int = zipfile.ZIP_STORED,
) -> Path:
    """Write files as any zip program would."""
    with zipfile.ZipFile(package, "w", method) as target:
        for name, content in files:
            target.writestr(name, content)
    return package


def signed(hall: Hall, package: Path, told: object, files: Files = ()) -> Path:  # type: ignore[assignment]
    """Write a package with any manifest, signed as its sender would."""
    raw = told if isinstance(told, bytes) else canonical(told)
    seal = seal_bytes(raw, identity(hall.library).key.sign(raw))
    return write(package, [(MANIFEST, raw), (SEAL, seal), *files])


def relayed_as(forger: Hall, package: Path, origin: Hall, title: str) -> Path:
    """Make a package say that its documents are another's, who had just called them so."""
    manifest, _, *files = contents(package)
    told = json.loads(manifest[1])
    for item in told["items"]:
        if item["kind"] != "document":
            continue
        own = item["provenance"][-1]
        first = {**own, "name": origin.name, "fingerprint": origin.fingerprint, "serial": LAST}
        item["provenance"] = [first, own]
        item["facts"]["title"], item["corrected"] = title, ["title"]
    return signed(forger, package, told, files)


def empty_zip_that_claims(package: Path, entries: int) -> Path:
    """Write the last record of a zip with so many entries, and a list of them."""
    name = b"files/a"
    central = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0x21, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0
    )
    listed = (central + name) * entries
    count = min(entries, 0xFFFF)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(listed), 0, 0)
    package.write_bytes(listed + end)
    return package
