"""Letting go of what crashes left in the exchange, and of what nobody came back for."""

import shutil
import time

from corpus.catalogue import libraries
from corpus.catalogue.libraries import APPLYING
from indexer.library import Library
from search_api.exchange.opening import incoming
from search_api.exchange.task import sweep_tasks
from search_api.exchange.workroom import sweep_workrooms

KEPT_S = 86_400.0  # that a package waits to be confirmed


def sweep_leftovers(library: Library) -> None:
    """Let go of it; what another process is at, or an import still needs, stays."""
    sweep_workrooms(library)
    sweep_tasks(library)
    _sweep_waiting(library)


def _sweep_waiting(library: Library) -> None:
    """Drop packages that nobody confirmed for a day."""
    folder = incoming(library)
    if not folder.is_dir():
        return
    with library.catalogue.read() as connection:
        if libraries.packages_in(connection, APPLYING):
            return
    for each in list(folder.iterdir()):
        if time.time() - each.stat().st_mtime > KEPT_S:
            shutil.rmtree(each, ignore_errors=True)
