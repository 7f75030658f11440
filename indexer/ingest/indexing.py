"""The index follows the catalogue: outbox rows in order, commit, then the watermark."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from types import TracebackType
from typing import Self

from corpus.catalogue import documents, outbox
from corpus.errors import DocumentNotFound, KnowledgeBaseError, StorageFull
from corpus.read.child import ChildPool
from corpus.vocabulary.lexicon import Lexicon
from indexer.analysis.terms import ANALYSIS_VERSION
from indexer.engine.folder import IndexState
from indexer.engine.protocol import EngineWriter
from indexer.engine.schema import Rows
from indexer.ingest.prepare import prepare_rows, warm_up
from indexer.library import Library

ROWS_AT_ONCE = 1000  # of the outbox
COMMIT_EVERY = 500  # documents while an index is made again
FEW = 100  # documents that are cut sooner than other processes are started

Progress = Callable[[int, int], None]  # done, of how many


@dataclass
class Indexing:
    """
    The one writer of the index; whoever has it holds the home's lock.

    Attributes:
        library: Whose index it is.
        generation: The one that is written.
        state: What it holds once it is committed.
        writer: The engine's.
        committed: What it held at the last commit; None before the first.
    """

    library: Library
    generation: str
    state: IndexState
    writer: EngineWriter
    committed: IndexState | None = None

    @classmethod
    def open(cls, library: Library, progress: Progress | None = None) -> Self:
        """Open the current index; where there is none that today's rules made, make it anew."""
        folder, analysis = library.index_folder, str(ANALYSIS_VERSION)
        generation = folder.current()
        if generation is not None:
            try:
                state = folder.state(generation)
                with library.catalogue.read() as connection:
                    newest = outbox.newest(connection)
                # An index beyond the outbox belongs to a catalogue that is no more.
                if state.is_made_by(analysis) and state.indexed_seq <= newest:
                    return cls(library, generation, state, folder.open_writer(generation), state)
            except StorageFull:
                raise  # a second index would need more room still
            except KnowledgeBaseError:
                pass  # whatever is wrong with it, the catalogue has the truth
        return cls.make_anew(library, progress)

    @classmethod
    def make_anew(cls, library: Library, progress: Progress | None = None) -> Self:
        """Make a new generation from the catalogue; the old one answers until it is done."""
        folder = library.index_folder
        generation = folder.begin()
        state = IndexState.empty(str(ANALYSIS_VERSION))
        with ExitStack() as undo:
            undo.callback(folder.drop, generation)
            made = cls(library, generation, state, folder.make_writer(generation))
            undo.callback(made.close)
            made._write_everything(progress)
            folder.publish(generation)
            undo.pop_all()
        return made

    def catch_up(self, prepared: Mapping[int, Rows], cut_by: str = "") -> None:
        """
        Apply every outbox row beyond the watermark, without committing.

        Args:
            prepared: Rows that are cut already, by ordinal; others come from the catalogue.
            cut_by: Version of the lexicon by which they are; of no use when it has changed since.
        """
        seq = self.state.indexed_seq
        while True:
            with self.library.catalogue.read() as connection:
                entries = outbox.after(connection, seq, ROWS_AT_ONCE)
            if not entries:
                break
            # Looked at after the outbox: a change that comes later brings outbox rows of its own.
            lexicon = self.library.analyser.lexicon
            if lexicon.version != cut_by:
                prepared = {}
            last = {entry.ordinal: entry.action for entry in entries}  # the last word counts
            put = [ordinal for ordinal, action in last.items() if action == "put"]
            self.writer.delete(ordinal for ordinal, action in last.items() if action == "delete")
            self.writer.write(prepared[each] for each in put if each in prepared)
            others = [each for each in put if each not in prepared]
            for rows in self._rows_from_catalogue(others, lexicon):
                self.writer.write([rows])
            seq = entries[-1].seq
        self.state = replace(self.state, indexed_seq=seq)

    def commit(self) -> None:
        """Commit the index, then move the watermark; the other order would lose documents."""
        if self.state == self.committed:
            return
        self.writer.commit()
        self.library.index_folder.record(self.generation, self.state)
        self.committed = self.state

    def close(self) -> None:
        """Let go of the index."""
        self.writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _write_everything(self, progress: Progress | None) -> None:
        with self.library.catalogue.read() as connection:
            seq = outbox.newest(connection)
            ordinals = [entry.ordinal for entry in documents.entries(connection)]
        lexicon = self.library.analyser.lexicon  # after the outbox was looked at, as above
        for done, rows in enumerate(self._rows_from_catalogue(ordinals, lexicon), start=1):
            self.writer.write([rows])
            if done % COMMIT_EVERY == 0:
                self.writer.commit()
            if progress:
                progress(done, len(ordinals))
        self.state = replace(self.state, indexed_seq=seq)
        self.commit()

    def _rows_from_catalogue(self, ordinals: list[int], lexicon: Lexicon) -> Iterator[Rows]:
        if not ordinals:
            return
        settings = self.library.settings
        tasks = [(settings.catalogue_url, ordinal) for ordinal in ordinals]
        if len(tasks) <= FEW:  # not worth a process
            for task in tasks:
                with suppress(DocumentNotFound):  # removed meanwhile; its outbox row will say so
                    yield prepare_rows(task, lexicon=lexicon)
            return
        with ChildPool(
            partial(prepare_rows, lexicon=lexicon),
            jobs=settings.jobs,
            timeout_s=settings.read_timeout_s,
            memory_bytes=settings.read_memory_bytes,
            initializer=partial(warm_up, lexicon),
        ) as pool:
            for _, rows in pool.map_ordered(tasks):
                if isinstance(rows, DocumentNotFound):
                    continue  # removed meanwhile; its outbox row will say so
                if isinstance(rows, KnowledgeBaseError):
                    raise rows
                yield rows
