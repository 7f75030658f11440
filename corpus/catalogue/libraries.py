"""The libraries whose packages are taken, this one, and the packages of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from corpus.catalogue.cards import aware
from corpus.catalogue.tables import libraries, packages

MADE = "made"
APPLYING = "applying"  # its offers are in the catalogue, the documents follow
DONE = "done"
INCOMPLETE = "incomplete"  # a file of it could not be taken in


@dataclass(frozen=True, slots=True)
class PeerLibrary:
    """
    A library by its key.

    Attributes:
        fingerprint: Of its public key, see `search_api.exchange.library_key`.
        name: As it calls itself.
        public_key: In hex.
        is_own: Whether it is this one.
        trusted_at: When its fingerprint was confirmed.
    """

    fingerprint: str
    name: str
    public_key: str
    is_own: bool
    trusted_at: datetime


@dataclass(frozen=True, slots=True)
class PackageRecord:
    """
    A package that was made here or taken in.

    Attributes:
        fingerprint: Of the library that made it.
        serial: Its number among that library's packages.
        manifest_sha256: Of its manifest.
        state: MADE, APPLYING, DONE or INCOMPLETE.
        counts: What it changed, by kind of change.
        at: When.
    """

    fingerprint: str
    serial: int
    manifest_sha256: str
    state: str
    at: datetime
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def put_library(connection: Connection, library: PeerLibrary) -> None:
    """Know a library, or know it by another name."""
    chosen = libraries.c.fingerprint == library.fingerprint
    row = {
        "name": library.name,
        "public_key": library.public_key,
        "is_own": library.is_own,
    }
    if connection.execute(update(libraries).where(chosen).values(row)).rowcount == 0:
        key = {"fingerprint": library.fingerprint, "trusted_at": library.trusted_at}
        connection.execute(insert(libraries), {**key, **row})


def known_libraries(connection: Connection) -> list[PeerLibrary]:
    """List all, this one among them, in the order in which they came to be known."""
    query = select(libraries).order_by(libraries.c.trusted_at, libraries.c.fingerprint)
    return [
        PeerLibrary(row.fingerprint, row.name, row.public_key, row.is_own, aware(row.trusted_at))
        for row in connection.execute(query)
    ]


def put_package(connection: Connection, package: PackageRecord) -> None:
    """Note a package, or what became of it since."""
    chosen = (
        packages.c.fingerprint == package.fingerprint,
        packages.c.serial == package.serial,
    )
    connection.execute(delete(packages).where(*chosen))
    row = {
        "fingerprint": package.fingerprint,
        "serial": package.serial,
        "manifest_sha256": package.manifest_sha256,
        "state": package.state,
        "counts": dict(package.counts),
        "at": package.at,
    }
    connection.execute(insert(packages), row)


def last_package(connection: Connection, fingerprint: str) -> PackageRecord | None:
    """Give the newest package of a library; None before the first."""
    newest = select(func.max(packages.c.serial)).where(packages.c.fingerprint == fingerprint)
    query = select(packages).where(
        packages.c.fingerprint == fingerprint, packages.c.serial == newest.scalar_subquery()
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else _package(row)


def packages_in(connection: Connection, state: str) -> list[PackageRecord]:
    """List the packages that are in a state, the oldest first."""
    query = select(packages).where(packages.c.state == state).order_by(packages.c.at)
    return [_package(row) for row in connection.execute(query)]


def _package(row: Row[Any]) -> PackageRecord:
    told = row._asdict()
    return PackageRecord(**{**told, "at": aware(told["at"])})
