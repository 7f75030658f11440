"""Taking files in: which files a path means, and waiting until all of them are searchable."""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.bundled import SAMPLES
from corpus.catalogue import jobs, outbox
from corpus.errors import FileNotAccessible, IndexLocked, StorageFull
from indexer.ingest.report import Outcome, Report, State
from indexer.ingest.stages import Stages
from indexer.ingest.worker import Worker
from indexer.library import Library

# What an office machine leaves beside the documents: no one means them.
_CLUTTER = ("thumbs.db", "desktop.ini")
_CLUTTER_PREFIXES = (".", "~$")
_LOOK_EVERY_S = 0.3

Told = Callable[[Outcome, int, int], None]  # outcome, done, of how many


def add_paths(
    library: Library,
    paths: Iterable[Path],
    told: Told | None = None,
    *,
    sample: bool = False,
    grade: str | None = None,
) -> Report:
    """
    Take files and folders in; when this returns, all that could be read is searchable.

    Args:
        library: Where to.
        paths: Files and folders, absolute.
        told: Hears what became of each file.
        sample: Whether they are bundled with the program.
        grade: Of their source, see `corpus.metadata.SOURCE_GRADES`; None leaves it to the rules.
    """
    found = list(find_files(paths))
    files = [str(path) for path in found if isinstance(path, Path)]
    with library.catalogue.write() as connection:
        ids = jobs.enqueue(connection, files, sample=sample, grade=grade, now=library.clock())
    intake = _Intake(library, dict(zip(ids, dict.fromkeys(files), strict=True)), told)
    for outcome in found:
        if isinstance(outcome, Outcome):
            intake.hear(outcome)
    return intake.run()


def add_samples(library: Library, told: Told | None = None) -> Report:
    """Take the bundled samples in."""
    lines = (SAMPLES / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return add_paths(
        library, [SAMPLES / json.loads(line)["file"] for line in lines], told, sample=True
    )


def work_off(library: Library, path_of_job: dict[int, str], told: Told | None = None) -> Report:
    """Work jobs off that are queued already; when this returns, all that could be is searchable."""
    return _Intake(library, path_of_job, told).run()


class _Intake:
    """Files on their way in."""

    def __init__(self, library: Library, path_of_job: dict[int, str], told: Told | None) -> None:
        self._library = library
        self._told = told
        self._outcomes: dict[str, Outcome] = {}
        self._stages = Stages()
        self._path_of_job = path_of_job
        self._total = len(path_of_job)

    def hear(self, outcome: Outcome) -> None:
        """Note an outcome, and tell of it once."""
        if outcome.path in self._outcomes:
            return
        self._outcomes[outcome.path] = outcome
        if self._told:
            self._told(outcome, len(self._outcomes), max(self._total, len(self._outcomes)))

    def run(self) -> Report:
        """Work the queue off, or wait for the process that does."""
        trouble = None
        while not self._is_done():
            try:
                with Worker.open(self._library, stages=self._stages) as worker:
                    worker.drain(self._hear_mine)
                    break
            except IndexLocked:
                time.sleep(_LOOK_EVERY_S)
                self._ask_the_queue()
            except StorageFull as error:  # under the index; the catalogue has what was told
                trouble = error.detail
                break
        return replace(Report.of(self._outcomes.values(), self._stages), trouble=trouble)

    def _hear_mine(self, outcome: Outcome) -> None:
        """Pass over what an earlier command left in the queue."""
        if outcome.path in self._mine:
            self.hear(outcome)

    @property
    def _mine(self) -> set[str]:
        return set(self._path_of_job.values())

    def _ask_the_queue(self) -> None:
        with self._library.catalogue.read() as connection:
            finished = jobs.results(connection, frozenset(self._path_of_job))
        for each in finished:
            self.hear(
                Outcome(
                    self._path_of_job[each.id],
                    State(each.state),
                    each.document_id,
                    each.code,
                    each.detail,
                )
            )

    def _is_done(self) -> bool:
        """Tell whether every file has its outcome, and the index has followed."""
        if not self._mine <= self._outcomes.keys():
            return False
        folder, generation = self._library.index_folder, self._library.index_folder.current()
        with self._library.catalogue.read() as connection:
            newest = outbox.newest(connection)
        return generation is not None and folder.state(generation).indexed_seq >= newest


def find_files(paths: Iterable[Path]) -> Iterator[Path | Outcome]:
    """
    Give every file that *paths* mean, folders with all that is in them, in the order of names.

    A folder or file that cannot be had is given as a failed outcome in its place.
    """
    for path in paths:
        if path.is_dir():
            yield from _files_under(path)
        elif path.exists():
            yield _checked(path)
        else:
            yield _not_accessible(path, "没有这个文件或文件夹。请检查路径。")


def _files_under(folder: Path) -> Iterator[Path | Outcome]:
    unreadable: list[Outcome] = []

    def note(error: OSError) -> None:
        unreadable.append(_not_accessible(Path(error.filename), "文件夹打不开。请检查访问权限。"))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not _is_clutter(name))
        for name in sorted(names):
            if not _is_clutter(name):
                yield _checked(Path(parent, name))
    yield from unreadable


def _is_clutter(name: str) -> bool:
    return name.startswith(_CLUTTER_PREFIXES) or name.lower() in _CLUTTER


def _not_accessible(path: Path, detail: str) -> Outcome:
    return Outcome.of_error(str(path), FileNotAccessible(detail, path=str(path)))


def _checked(path: Path) -> Path | Outcome:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        shown = Path(str(path).encode(errors="replace").decode())
        return _not_accessible(shown, "文件名里有不能识别的字符。请改名后再导入。")
    return path
