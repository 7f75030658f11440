"""The record of files that were refused for a mark of secrecy: nothing of what they hold."""

from collections.abc import Iterator, Sequence

from corpus.actor import Actor
from corpus.catalogue import quarantine
from corpus.catalogue.quarantine import Refused
from indexer.library import Library
from search_api.access import only_keepers

__all__ = ["REFUSED_HEADER", "REFUSED_MARK", "Refused", "refused_files", "refused_rows"]

REFUSED_HEADER = ("时间", "密级", "命中的标志", "导入人", "文件的 SHA-256")
REFUSED_MARK = "首页单独成行的密级"  # the only one that refuses a file


def refused_files(library: Library, actor: Actor) -> list[Refused]:
    """
    List the refusals, newest first.

    Raises:
        Forbidden: The actor keeps no library.
    """
    only_keepers(actor)
    with library.catalogue.read() as connection:
        return quarantine.entries(connection)


def refused_rows(library: Library, actor: Actor) -> Iterator[Sequence[object]]:
    """Give the record for a spreadsheet."""
    for each in refused_files(library, actor):
        told = each.refused_at.isoformat(timespec="seconds")
        yield told, each.level, REFUSED_MARK, each.actor, each.sha256
