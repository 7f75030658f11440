"""Mining a library for words that its lexicon does not know."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from corpus.catalogue import candidates, documents
from corpus.catalogue.candidates import Candidate, CandidateOrigin, MiningState
from corpus.text.fold import fold
from corpus.vocabulary.lexicon import is_cuttable
from corpus.vocabulary.wordlists import words
from indexer.analysis.terms import Analyser
from indexer.library import Library
from indexer.mining.phrases import PhraseCounter
from indexer.mining.quoted import quoted_words, titled_words

MOST_CANDIDATES = 1000  # of each origin
MOST_WORDS = 12_000_000  # that phrases are counted in; some 400 MB
LEAST_DOCUMENTS = 2  # that quote a word, or name it in the marks of titles
DOCUMENTS_AT_ONCE = 100
LONGEST_SENTENCE = 120

Progress = Callable[[int, int], None]  # documents done, of how many

_NO_WORD = re.compile("[^\u4e00-\u9fd50-9a-z]+")
_SENTENCE_ENDS = "。！？；\n"


def mine(library: Library, progress: Progress) -> int:
    """
    Look through the library, and keep what was found in place of what was before.

    Args:
        library: Whose texts and lexicon they are.
        progress: Told now and then; may do other work meanwhile.

    Returns:
        How many candidates there are.
    """
    with library.catalogue.write() as connection:
        candidates.ask(connection, now=library.clock())
        ordinals = [entry.ordinal for entry in documents.entries(connection)]
        candidates.note(connection, 0, len(ordinals), finished_at=None)
    search = _Search(library.analyser)
    for done, (ordinal, text) in enumerate(_texts(library, ordinals), start=1):
        search.look_at(ordinal, text)
        if done % DOCUMENTS_AT_ONCE == 0:
            _note(library, done, len(ordinals))
            progress(done, len(ordinals))
    found = search.found()
    with_sentences = _with_sentences(library, found, ordinals)
    with library.catalogue.write() as connection:
        kept = documents.existing(connection, {each.ordinal for each in with_sentences})
        candidates.replace_all(connection, (c for c in with_sentences if c.ordinal in kept))
        now = library.clock()
        candidates.note(connection, len(ordinals), len(ordinals), finished_at=now)
    progress(len(ordinals), len(ordinals))
    return len(with_sentences)


def is_asked(library: Library) -> bool:
    """Tell whether mining is asked for, or was cut off."""
    with library.catalogue.read() as connection:
        current = candidates.mining(connection)
    return current is not None and current.state is not MiningState.DONE


class _Search:
    """What is known so far."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        stopped = analyser.lexicon.function_words | set(words("phrase_breaks"))
        self._phrases = PhraseCounter(stopped)
        self._room = MOST_WORDS
        self._marked = {CandidateOrigin.QUOTED: Counter[str](), CandidateOrigin.TITLED: Counter()}
        self._documents = {origin: Counter[str]() for origin in self._marked}

    def look_at(self, ordinal: int, text: str) -> None:
        """Count the words of a text."""
        marked = {
            CandidateOrigin.QUOTED: Counter(quoted_words(text)),
            CandidateOrigin.TITLED: Counter(titled_words(text)),
        }
        for origin, counts in marked.items():
            self._marked[origin] += counts
            self._documents[origin].update(counts.keys())
        if self._room > 0:
            cut = self._analyser.segmenter.cut(_NO_WORD.sub(" ", fold(text)))
            self._room -= len(cut)
            self._phrases.add(cut)

    def found(self) -> dict[str, tuple[CandidateOrigin, int, float]]:
        """Give the best words of each origin that the segmenter does not keep whole."""
        found: dict[str, tuple[CandidateOrigin, int, float]] = {}
        for origin, counts in self._marked.items():
            for word, count in self._best(counts, self._documents[origin]):
                found.setdefault(word, (origin, count, 40 * math.log(count + 1)))
        phrases = sorted(self._phrases.phrases(), key=lambda each: -each.score)
        known = {fold(word) for word in found}
        for phrase in phrases[:MOST_CANDIDATES]:
            if phrase.text not in known and self._is_new(phrase.text):
                found[phrase.text] = (CandidateOrigin.PHRASE, phrase.count, phrase.score)
        return found

    def _best(self, counts: Counter[str], spread: Counter[str]) -> Iterator[tuple[str, int]]:
        wide = (each for each in counts.most_common() if spread[each[0]] >= LEAST_DOCUMENTS)
        new = [each for each in wide if self._is_new(fold(each[0]))]
        yield from new[:MOST_CANDIDATES]

    def _is_new(self, folded: str) -> bool:
        """Tell whether it can be a term and is none yet, in the dictionary or the lexicon."""
        return (
            is_cuttable(folded)
            and not folded.isascii()
            and len(self._analyser.segmenter.cut(folded)) > 1
        )


def _texts(library: Library, ordinals: list[int]) -> Iterator[tuple[int, str]]:
    """Give the texts, a few in each transaction, so that none lasts."""
    for start in range(0, len(ordinals), DOCUMENTS_AT_ONCE):
        with library.catalogue.read() as connection:
            portion = list(documents.texts(connection, ordinals[start : start + DOCUMENTS_AT_ONCE]))
        yield from ((ordinal, text) for ordinal, _, text in portion)


def _with_sentences(
    library: Library,
    found: dict[str, tuple[CandidateOrigin, int, float]],
    ordinals: list[int],
) -> list[Candidate]:
    """Find for each word a sentence that holds it as it is written."""
    wanted = dict(found)
    made: list[Candidate] = []
    for ordinal, text in _texts(library, ordinals):
        if not wanted:
            break
        for word in _words_in(text, wanted):
            origin, count, score = wanted.pop(word)
            sentence = _sentence(text, text.index(word), len(word))
            made.append(Candidate(word, origin, count, score, sentence, ordinal))
    return made


def _words_in(text: str, wanted: Iterable[str]) -> list[str]:
    return [word for word in wanted if word in text]


def _sentence(text: str, start: int, length: int) -> str:
    begun = max(text.rfind(end, 0, start) for end in _SENTENCE_ENDS) + 1
    ends = [at for end in _SENTENCE_ENDS if (at := text.find(end, start + length)) >= 0]
    ended = min(ends, default=len(text) - 1) + 1
    room = max((LONGEST_SENTENCE - length) // 2, 0)
    return text[max(begun, start - room) : min(ended, start + length + room)].strip()


def _note(library: Library, done: int, total: int) -> None:
    with library.catalogue.write() as connection:
        candidates.note(connection, done, total, finished_at=None)
