"""Measure an exchange package of many documents: pack, preview and import, in seconds."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.actor import LOCAL
from corpus.card import Tier
from corpus.catalogue import documents
from corpus.settings import Settings
from indexer.ingest.intake import add_paths, find_files
from indexer.library import Library
from search_api.exchange.identity import name_library
from search_api.exchange.importing import apply_package, receive
from search_api.exchange.packing import pack
from search_api.exchange.sharing import share


def main() -> None:
    """Fill a library, exchange what is in it, and print what each step took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="files to fill the sender with")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--tier", type=Tier, default=Tier.WHOLE, choices=list(Tier))
    parser.add_argument("--work", type=Path, help="where the homes go; kept if given")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        measure(given.work or Path(made), given.folder, given.count, given.tier)


def measure(work: Path, folder: Path, count: int, tier: Tier) -> None:
    """Exchange *count* documents of *folder* between two homes in *work*."""
    sender = Library.open(Settings(home=work / "sender"))
    receiver = Library.open(Settings(home=work / f"receiver-{tier.rank}-{time.time_ns()}"))
    with sender, receiver:
        ids = _filled(sender, folder, count)
        own = name_library(sender, LOCAL, "甲馆")
        name_library(receiver, LOCAL, "乙馆")
        share(sender, LOCAL, ids, tier)
        package = work / f"{tier.rank}.xjx"
        with _timed("pack"):
            pack(sender, LOCAL, package)
        print(f"{len(ids)} documents, {package.stat().st_size / 1e6:.1f} MB")
        with _timed("preview"):
            preview = receive(receiver, LOCAL, package)
        with _timed("import"):
            applied = apply_package(receiver, LOCAL, preview.package, trust=own.fingerprint)
        if applied.unsettled:
            sys.exit(f"not taken in: {applied.unsettled}")


def _filled(library: Library, folder: Path, count: int) -> list[str]:
    files = [each for each in find_files([folder]) if isinstance(each, Path)]
    with library.catalogue.read() as connection:
        is_filled = bool(list(documents.entries(connection)))
    if not is_filled:
        with _timed("filling the sender"):
            add_paths(library, files[: count + count // 10])
    with library.catalogue.read() as connection:
        return [each.id for each in documents.entries(connection)][:count]


@contextmanager
def _timed(step: str) -> Iterator[None]:
    started, worked = time.perf_counter(), _processor_s()
    yield
    spent = time.perf_counter() - started
    print(f"{step}: {spent:.1f} s, {_processor_s() - worked:.1f} s of processors", flush=True)


def _processor_s() -> float:
    """Seconds that this process and its ended children have worked."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    main()
