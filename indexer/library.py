"""A library opened: everything that a door needs, in one value."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from types import TracebackType
from typing import Self

from corpus.catalogue import Catalogue
from corpus.errors import IndexOutOfDate, WrongSetting
from corpus.partial_dates import day_of
from corpus.settings import Settings
from corpus.storage import Originals
from corpus.vocabulary.enterprises import Enterprises, bundled_enterprises, read_enterprises
from indexer.analysis.live import LiveAnalyser
from indexer.analysis.terms import ANALYSIS_VERSION, Analyser
from indexer.clock import now
from indexer.engine.folder import IndexFolder
from indexer.engine.live import LiveIndex
from indexer.engine.registry import choose_engine
from indexer.remembered import Remembered
from indexer.search.run import Finder
from indexer.search.suggest.kept import KeptNames
from indexer.search.suggest.names import gather
from indexer.semantic.nearest import Nearest

MOST_REMEMBERED = 32  # lists and counts, one for each set of groups that asks
MOST_TOTALS = 5000  # numbers


@dataclass
class Library:
    """
    The parts of one home, opened when first used.

    Attributes:
        settings: Of this process.
        catalogue: The truth.
        clock: Tells the time; tests pass one of their own.
    """

    settings: Settings
    catalogue: Catalogue
    clock: Callable[[], datetime] = now
    _finder: tuple[Analyser, Finder] | None = field(default=None, init=False, repr=False)
    _changing: Lock = field(default_factory=Lock, init=False, repr=False)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """
        Open the library of `settings.home`, a new one where there is none.

        Raises:
            StorageFull: No room for the catalogue.
            WrongSetting: The home cannot be written.
        """
        return cls(settings, Catalogue.open(settings.catalogue_url))

    @cached_property
    def originals(self) -> Originals:
        """The files as they came in."""
        return Originals(self.settings.originals)

    @cached_property
    def _live_analyser(self) -> LiveAnalyser:
        return LiveAnalyser(self.catalogue, self.settings)

    @property
    def analyser(self) -> Analyser:
        """What cuts texts and queries, under the lexicon as it is now."""
        return self._live_analyser.now()

    @cached_property
    def engine(self) -> str:
        """Name of the engine."""
        return choose_engine(self.settings.engine)

    @cached_property
    def index_folder(self) -> IndexFolder:
        """Where the index lies."""
        return IndexFolder(self.settings.index, self.engine)

    @cached_property
    def index(self) -> LiveIndex:
        """The index as it is now."""
        return LiveIndex(self.index_folder, str(ANALYSIS_VERSION))

    def indexed_seq(self) -> int:
        """
        Give the watermark of the index.

        Raises:
            IndexOutOfDate: There is none that can be read.
        """
        generation = self.index_folder.current()
        if generation is None:
            raise IndexOutOfDate("还没有索引。")
        return self.index_folder.state(generation).indexed_seq

    def followed_seq(self) -> int:
        """Give the watermark of the index; 0, which no change has, where there is no index."""
        try:
            return self.indexed_seq()
        except IndexOutOfDate:
            return 0

    @property
    def finder(self) -> Finder:
        """What answers questions, under the lexicon as it is now."""
        analyser = self.analyser
        with self._changing:
            if self._finder is None or self._finder[0] is not analyser:
                made = Finder(
                    self.catalogue, self.index, analyser, self.clock, self.enterprises, self.nearest
                )
                self._finder = analyser, made
            return self._finder[1]

    @cached_property
    def nearest(self) -> Nearest:
        """What finds passages by their meaning, where there are vectors."""
        return Nearest(self.settings)

    @cached_property
    def remembered(self) -> Remembered:
        """What was computed of the whole library."""
        return Remembered(MOST_REMEMBERED)

    @cached_property
    def totals(self) -> Remembered:
        """How many documents hold what is suggested while one types."""
        return Remembered(MOST_TOTALS)

    @cached_property
    def names(self) -> KeptNames:
        """What can be suggested."""
        return KeptNames(lambda: gather(self.catalogue, self.analyser))

    @property
    def state(self) -> str:
        """
        Name what a search answers from: a commit of the index, and a lexicon.

        Raises:
            IndexOutOfDate: There is no index, or other rules made it.
        """
        self.index.reader()  # sees the newest commit
        return f"{self.index.version}|{self.analyser.lexicon.revision}"

    @cached_property
    def enterprises(self) -> Enterprises:
        """The names of enterprises; the bundled ones alone while the keeper's list is wrong."""
        try:
            return read_enterprises(self.settings.enterprises)
        except WrongSetting:  # told when files are taken in; searching goes on
            return bundled_enterprises()

    @property
    def today(self) -> date:
        """The day that it is in China."""
        return day_of(self.clock())

    def close(self) -> None:
        """Let go of every file."""
        if "names" in self.__dict__:
            self.names.close()
        if "index" in self.__dict__:
            self.index.close()
        if "nearest" in self.__dict__:
            self.nearest.close()
        self.catalogue.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
