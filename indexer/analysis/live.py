"""The analyser under the lexicon as it is now, whoever changed it."""

from threading import Lock

from corpus.catalogue import Catalogue, lexicon
from corpus.settings import Settings
from corpus.vocabulary.entries import lexicon_of
from indexer.analysis.terms import Analyser, open_analyser


class LiveAnalyser:
    """Opens the analyser, and opens it anew when the lexicon has changed; safe in threads."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self._catalogue = catalogue
        self._settings = settings
        self._changing = Lock()
        self._opened: tuple[int, Analyser] | None = None

    def now(self) -> Analyser:
        """Give the analyser of this moment; the same one as long as the lexicon is the same."""
        opened = self._opened
        revision = self._catalogue.recall(lexicon.revision)
        if opened and opened[0] == revision:
            return opened[1]
        with self._changing:
            return self._newest()

    def _newest(self) -> Analyser:
        with self._catalogue.read() as connection:
            revision = lexicon.revision(connection)
            if self._opened and self._opened[0] == revision:  # another thread was quicker
                return self._opened[1]
            kept = [each.entry for each in lexicon.entries(connection)]
        analyser = open_analyser(self._settings, lexicon_of(kept))
        self._opened = revision, analyser
        return analyser
