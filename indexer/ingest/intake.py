"""Which files a path means."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import FileNotAccessible
from indexer.ingest.report import Outcome

# What an office machine leaves beside the documents: no one means them.
_CLUTTER = ("thumbs.db", "desktop.ini")
_CLUTTER_PREFIXES = (".", "~$")


def find_files(paths: Iterable[Path]) -> Iterator[Path | Outcome]:
    """
    Give every file that *paths* mean, folders with all that is in them, in the order of names.

    A folder or file that cannot be had is given as a failed outcome in its place.
    """
    for path in paths:
        if path.is_dir():
            yield from _files_under(path)
        elif path.exists():
            yield path
        else:
            yield _not_accessible(path, "没有这个文件或文件夹。请检查路径。")


def _files_under(folder: Path) -> Iterator[Path | Outcome]:
    unreadable: list[Outcome] = []

    def note(error: OSError) -> None:
        unreadable.append(_not_accessible(Path(error.filename), "文件夹打不开。请检查访问权限。"))

    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not _is_clutter(name))
        for name in sorted(files):
            if not _is_clutter(name):
                yield Path(parent, name)
    yield from unreadable


def _is_clutter(name: str) -> bool:
    return name.startswith(_CLUTTER_PREFIXES) or name.lower() in _CLUTTER


def _not_accessible(path: Path, detail: str) -> Outcome:
    return Outcome.of_error(str(path), FileNotAccessible(detail, path=str(path)))
