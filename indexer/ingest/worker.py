"""
The one worker of a home: takes jobs from the queue until it is empty.

    job ─ hash ─▶ known? attach the path
                  new?   read, recognise, cut (child) ─▶ keep originals ─▶ catalogue (one
                  transaction for many files, with the outbox rows) ─▶ index ─▶ watermark

A crash between two steps is repaired by the next worker: jobs that were running are queued again,
and the index catches up with the outbox.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from corpus.actor import LOCAL, PUBLIC
from corpus.bundled import is_invented
from corpus.catalogue import documents, jobs, lexicon, likeness, paths, quarantine
from corpus.catalogue.correcting import grade_import
from corpus.catalogue.jobs import Finished
from corpus.catalogue.quarantine import Refused
from corpus.catalogue.values import Job, Origin
from corpus.collector import collect_rarely
from corpus.errors import IndexLocked, KnowledgeBaseError, SecrecyMark, StorageFull
from corpus.metadata import SAMPLE_GRADE
from corpus.read.child import ChildPool
from corpus.storage import hash_file
from corpus.vocabulary.enterprises import read_enterprises
from indexer.engine.schema import Rows
from indexer.ingest.indexing import Indexing, Progress
from indexer.ingest.prepare import RULES_VERSION, FileTask, Prepared, prepare_file, warm_up
from indexer.ingest.recutting import recut
from indexer.ingest.report import Outcome, State
from indexer.ingest.stages import Stages
from indexer.ingest.sweeping import sweep
from indexer.library import Library

FILES_AT_ONCE = 256  # kept and catalogued in one transaction
CHARACTERS_AT_ONCE = 4_000_000
JOBS_AT_ONCE = 2000
COMMIT_AFTER_S = 30.0  # fewer commits leave fewer segments to search; a crash costs a replay

Told = Callable[[Outcome], None]
_Done = tuple[int | None, Outcome]  # a job's id, and what became of it


@dataclass
class _Batch:
    """Documents that will enter the catalogue together."""

    read: list[tuple[FileTask, Prepared]] = field(default_factory=list)
    characters: int = 0

    def add(self, task: FileTask, prepared: Prepared) -> None:
        self.read.append((task, prepared))
        self.characters += len(prepared.document.text)

    @property
    def is_full(self) -> bool:
        return len(self.read) >= FILES_AT_ONCE or self.characters >= CHARACTERS_AT_ONCE


class Worker:
    """Holds the home's lock while it lives."""

    def __init__(
        self, library: Library, lock: FileLock, indexing: Indexing, stages: Stages
    ) -> None:
        self._library = library
        self._stages = stages
        self._lock = lock
        self._indexing = indexing
        self._committed_at = time.monotonic()
        self._twins: dict[str, list[FileTask]] = {}  # hash that is being read -> further files
        self._taken_in: set[str] = set()  # hashes of this run
        self._is_full = False  # the disk
        self._cut_by = ""  # version of the lexicon by which files are cut

    @classmethod
    def open(
        cls,
        library: Library,
        progress: Progress | None = None,
        stages: Stages | None = None,
        *,
        anew: bool = False,
    ) -> Self:
        """
        Take the home's lock, repair what a crash left, and bring the index up to date.

        Args:
            library: Whose queue it is.
            progress: Told when the index has to be made anew.
            stages: Where the time that is spent is counted.
            anew: Whether the index is made anew in any case, without a look at the old one.

        Raises:
            IndexLocked: Another process is at work in this home.
        """
        lock = FileLock(library.settings.home / "worker.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise IndexLocked("另一个进程正在写索引。请等它做完，或先停止它。") from error
        try:
            with library.catalogue.write() as connection:
                jobs.requeue_running(connection)
                recut(library, connection)  # a newer program may bring other terms
            sweep(library)
            open_index = Indexing.make_anew if anew else Indexing.open
            worker = cls(library, lock, open_index(library, progress), stages or Stages())
        except BaseException:
            lock.release()
            raise
        try:
            worker.catch_up()
        except BaseException:
            worker.close()
            raise
        return worker

    def catch_up(self) -> None:
        """Bring the index up to the outbox."""
        self._indexing.catch_up({})
        self._commit()

    def drain(self, told: Told) -> None:
        """
        Take every queued job; *told* hears what became of each file.

        What is told is in the catalogue; all of it is searchable when this returns.

        Raises:
            WrongSetting: The keeper's list of enterprises is wrong; the queue waits.
        """
        self._read_all(self._queued(told), told)

    def read_again(self, told: Told) -> None:
        """Read every original again with today's rules; corrections by people stay."""
        with self._library.catalogue.read() as connection:
            entries = list(documents.entries(connection))
        self._read_all(
            (
                FileTask(
                    path=self._library.originals.path(entry.sha256),
                    given=entry.path,
                    sha256=entry.sha256,
                    size_bytes=entry.size_bytes,
                )
                for entry in entries
            ),
            told,
        )

    def close(self) -> None:
        """Let go of index and lock."""
        try:
            self._indexing.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _read_all(self, tasks: Iterable[FileTask], told: Told) -> None:
        settings = self._library.settings
        by = self._library.analyser.lexicon
        self._cut_by = by.version
        read_enterprises(
            settings.enterprises
        )  # a list that is wrong stops us before the first file
        pool = ChildPool(
            partial(prepare_file, enterprises=settings.enterprises, lexicon=by),
            jobs=settings.jobs,
            timeout_s=settings.read_timeout_s,
            memory_bytes=settings.read_memory_bytes,
            initializer=partial(warm_up, by),
        )
        batch = _Batch()
        collect_rarely()
        try:
            with pool:
                results = pool.map_ordered(tasks)
                while answered := self._next(results):
                    task, prepared = answered
                    if isinstance(prepared, KnowledgeBaseError):
                        self._fail(task, prepared, told)
                        continue
                    batch.add(task, prepared)
                    if batch.is_full:
                        full, batch = batch, _Batch()
                        self._take_in_or_tell(full, told)
        finally:  # stopped or not, what is read already goes in
            self._take_in_or_tell(batch, told)
            self.catch_up()

    def _next(
        self, results: Iterator[tuple[FileTask, Prepared | KnowledgeBaseError]]
    ) -> tuple[FileTask, Prepared | KnowledgeBaseError] | None:
        """Wait for the reading processes."""
        with self._stages.timed("waiting for readers"):
            answered = next(results, None)
        if answered and isinstance(answered[1], Prepared):
            self._stages.add(answered[1].seconds)
        return answered

    def _queued(self, told: Told) -> Iterator[FileTask]:
        """Give the files that must be read; those that are known need only their path."""
        while not self._is_full:
            with self._library.catalogue.write() as connection:
                claimed = jobs.claim(connection, JOBS_AT_ONCE)
            if not claimed:
                return
            tasks = [task for job in claimed if (task := self._task_of(job, told))]
            with self._library.catalogue.read() as connection:
                known = documents.known(connection, [task.document_id for task in tasks])
            self._attach([task for task in tasks if task.document_id in known], told)
            for task in tasks:
                if self._is_full:
                    return
                if task.document_id not in known and self._is_first(task, told):
                    yield task

    def _is_first(self, task: FileTask, told: Told) -> bool:
        """Tell whether no file with these bytes came before in this run; else see to its path."""
        if task.sha256 in self._taken_in:
            self._attach([task], told)
        elif task.sha256 in self._twins:
            self._twins[task.sha256].append(task)
        else:
            self._twins[task.sha256] = []
            return True
        return False

    def _task_of(self, job: Job, told: Told) -> FileTask | None:
        path = Path(job.source or job.path)
        try:
            sha256, size_bytes = hash_file(path)
        except KnowledgeBaseError as error:
            self._finish((job.id, Outcome.of_error(job.path, error)), told)
            return None
        grade = SAMPLE_GRADE if job.sample or is_invented(sha256) else job.grade
        return FileTask(path, job.path, sha256, size_bytes, grade, job.sample, job.id)

    def _take_in_or_tell(self, batch: _Batch, told: Told) -> None:
        """Take a batch in, unless the disk is full."""
        try:
            rows = self._take_in(batch, told)
        except StorageFull as error:
            for task, _ in batch.read:
                self._put_off((task, *self._twins.pop(task.sha256, ())), error, told)
            return
        with self._stages.timed("index"):
            self._indexing.catch_up(rows, self._cut_by)
        if time.monotonic() - self._committed_at > COMMIT_AFTER_S:
            self._commit()

    def _take_in(self, batch: _Batch, told: Told) -> dict[int, Rows]:
        """Keep and catalogue what was read; give the rows that the index shall have of it."""
        with self._stages.timed("originals"):
            kept = self._keep(batch, told)
        if not kept:
            return {}
        now = self._library.clock()
        with self._stages.timed("catalogue"), self._library.catalogue.write() as connection:
            kept = _still_wanted(connection, kept)
            version = lexicon.cut_version(connection)
            ordinals = documents.put_many(
                connection,
                [(each.document, _origin(task, each, version)) for task, each in kept],
                now=now,
            )
            sketched = zip(ordinals, (each.sketch for _, each in kept), strict=True)
            likeness.write(connection, dict(sketched))
            for (task, _), ordinal in zip(kept, ordinals, strict=True):
                if task.job is not None:
                    paths.attach(connection, task.given, ordinal, sample=task.sample, now=now)
            finished = [
                (task.job, Outcome(task.given, State.INDEXED, task.document_id)) for task, _ in kept
            ]
            jobs.finish(connection, _finished(finished), now=now)
        _tell(finished, told)
        self._taken_in.update(task.sha256 for task, _ in kept)
        twins = [twin for task, _ in kept for twin in self._twins.pop(task.sha256, ())]
        self._attach(twins, told)
        regraded = {twin.sha256 for twin in twins}
        return {
            ordinal: replace(each.rows, ordinal=ordinal)
            for ordinal, (task, each) in zip(ordinals, kept, strict=True)
            # read again, its groups and corrections are the catalogue's
            if task.job is not None and task.sha256 not in regraded
        }

    def _keep(self, batch: _Batch, told: Told) -> list[tuple[FileTask, Prepared]]:
        """Keep the originals, and give what could be kept."""
        new = [(task.path, task.sha256) for task, _ in batch.read if task.job is not None]
        failed = self._library.originals.keep(new)
        for task, _ in batch.read:
            if task.sha256 in failed:
                self._fail(task, failed[task.sha256], told)
        return [each for each in batch.read if each[0].sha256 not in failed]

    def _attach(self, tasks: list[FileTask], told: Told) -> None:
        """Add paths to documents that the catalogue has, and mend their originals if need be."""
        if not tasks:
            return
        try:
            failed = self._library.originals.keep([(task.path, task.sha256) for task in tasks])
        except StorageFull as error:
            self._put_off(tasks, error, told)
            return
        now = self._library.clock()
        finished: list[_Done] = []
        with self._library.catalogue.write() as connection:
            for task in tasks:
                if task.sha256 in failed:
                    outcome = Outcome.of_error(task.given, failed[task.sha256])
                    finished.append((task.job, outcome))
                    continue
                ordinal = documents.find(connection, task.document_id)
                if ordinal is None:  # removed since we looked
                    self._read_it_after_all(connection, task)
                    continue
                is_new = paths.attach(connection, task.given, ordinal, sample=task.sample, now=now)
                if task.grade:
                    grade_import(connection, ordinal, task.grade, now=now)
                state = State.DUPLICATE if is_new else State.UNCHANGED
                finished.append((task.job, Outcome(task.given, state, task.document_id)))
            jobs.finish(connection, _finished(finished), now=now)
        _tell(finished, told)

    def _read_it_after_all(self, connection: Connection, task: FileTask) -> None:
        self._taken_in.discard(task.sha256)
        if task.job is not None:
            jobs.queue_again(connection, [task.job])

    def _put_off(self, tasks: Iterable[FileTask], error: StorageFull, told: Told) -> None:
        """Tell that there is no room, and begin no more; the jobs wait for the next time."""
        self._is_full = True
        for task in tasks:
            told(Outcome.of_error(task.given, error))

    def _fail(self, task: FileTask, error: KnowledgeBaseError, told: Told) -> None:
        """Note that a file could not be taken in, and with it all that have the same bytes."""
        if isinstance(error, SecrecyMark):
            self._quarantine(task, error)
        for each in (task, *self._twins.pop(task.sha256, ())):
            self._finish((each.job, Outcome.of_error(each.given, error)), told)

    def _quarantine(self, task: FileTask, error: SecrecyMark) -> None:
        """Note that it came; when it is in the library from before, it goes."""
        now = self._library.clock()
        refused = Refused(task.sha256, str(error.facts["level"]), LOCAL.id, now)
        with self._library.catalogue.write() as connection:
            quarantine.note(connection, refused)
            ordinal = documents.find(connection, task.document_id)
            if ordinal is not None:
                documents.remove(connection, ordinal)
        self._library.originals.remove(task.sha256)

    def _finish(self, done: _Done, told: Told) -> None:
        with self._library.catalogue.write() as connection:
            jobs.finish(connection, _finished([done]), now=self._library.clock())
        _tell([done], told)

    def _commit(self) -> None:
        with self._stages.timed("index commit"):
            self._indexing.commit()
        self._committed_at = time.monotonic()


def _origin(task: FileTask, prepared: Prepared, lexicon_version: str) -> Origin:
    return Origin(
        sha256=task.sha256,
        format=prepared.format,
        size_bytes=task.size_bytes,
        groups=(PUBLIC,),
        rules_version=RULES_VERSION,
        lexicon_version=lexicon_version,
    )


def _still_wanted(
    connection: Connection, kept: list[tuple[FileTask, Prepared]]
) -> list[tuple[FileTask, Prepared]]:
    """Leave out documents that were only read again, and removed meanwhile."""
    again = [task.document_id for task, _ in kept if task.job is None]
    known = documents.known(connection, again)
    return [each for each in kept if each[0].job is not None or each[0].document_id in known]


def _finished(done: Iterable[_Done]) -> list[Finished]:
    return [
        Finished(job, outcome.state, outcome.document_id, outcome.code, outcome.detail)
        for job, outcome in done
        if job is not None
    ]


def _tell(done: Iterable[_Done], told: Told) -> None:
    for _, outcome in done:
        told(outcome)
