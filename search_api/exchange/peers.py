"""The libraries whose packages are taken."""

from dataclasses import dataclass

from corpus.catalogue import libraries
from corpus.catalogue.libraries import PackageRecord, PeerLibrary
from indexer.library import Library


@dataclass(frozen=True, slots=True)
class Peer:
    """
    Another library.

    Attributes:
        library: Its name and key.
        last: Its newest package that was taken in; None before the first.
    """

    library: PeerLibrary
    last: PackageRecord | None


def peers(library: Library) -> list[Peer]:
    """List them in the order in which they came to be known."""
    with library.catalogue.read() as connection:
        return [
            Peer(each, libraries.last_package(connection, each.fingerprint))
            for each in libraries.known_libraries(connection)
            if not each.is_own
        ]
