"""
Try other weights of the ranking on the judged questions, cross-validated: `make tune`.

    python scripts/tune.py ../shared [--home DIR] [--questions N] [--folds 5]

What the engine gives for each part of a ranking is collected once, for the best thousand passages
of every question; then a ranking is scored in a second. From today's settings on, one weight is
changed at a time as long as nDCG@10 by article grows, on all folds but one, and what was chosen is
scored on that one. Printed are the choice of each fold, the mean over the folds, and the score of
today's settings, which `indexer/search/ranking.py` holds.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.actor import LOCAL
from corpus.authority import Authority, authority_of
from corpus.catalogue import documents
from corpus.document import PLACE_BITS
from corpus.settings import Settings
from indexer.engine.folding import folded
from indexer.engine.join.best_passages import BEST_PASSAGES
from indexer.engine.protocol import EngineReader
from indexer.engine.query import All, Among, Group, Question, Ranking, Weighing
from indexer.engine.weighing import Found, weighed
from indexer.ingest.intake import add_paths
from indexer.library import Library
from indexer.search import ranking
from indexer.search.request import SearchRequest
from scoring.ranked import Key, below, entries_of, gains, questions, score_one

MOST_OF_A_PART = 20_000  # passages that a part is asked for
SHOWN = 100
LEAST_GAIN = 0.0005  # of the mean, for which a setting is worth changing
LEAST_ALTERNATIVE = 0.6  # that an expansion weighs
PARTS = ("words", "function_words", "bigrams", "function_bigrams", "title")

# Weight -> what is tried. Parts are relative to today's settings.
GRID: Mapping[str, tuple[float, ...]] = {
    "words": (0.7, 1.0, 1.3),
    "function_words": (0.0, 1.0, 2.5),
    "bigrams": (0.7, 1.0, 1.3),
    "function_bigrams": (0.0, 0.5, 1.0, 2.0),
    "title": (0.0, 0.5, 1.0, 2.0),
    "LOCAL": (0.4, 0.5, 0.6, 1.0),
    "MINISTRY": (0.5, 0.6, 0.7, 1.0),
    "STATE_COUNCIL": (0.6, 0.7, 0.8, 1.0),
    "INTERPRETATION": (0.7, 0.8, 0.9, 1.0),
    "no_longer_holds": (0.5, 0.7, 1.0),
    "company": (0.0, 0.1, 0.2, 0.3),
}

Weights = tuple[tuple[str, float], ...]  # in the order of GRID


def todays_weights() -> dict[str, float]:
    """Give the weights that are set."""
    ranks = {rank.name: ranking.AUTHORITY[rank] for rank in Authority if rank.name in GRID}
    single = {"no_longer_holds": ranking.NO_LONGER_HOLDS, "company": ranking.COMPANY}
    return dict.fromkeys(PARTS, 1.0) | ranks | single


@dataclass(frozen=True, slots=True)
class Case:
    """
    A question, and what the engine gives for it.

    Attributes:
        question: As the engine is asked it.
        keys: Passages, with the authority of their documents.
        parts: For each of PARTS, what each passage has of it.
        names: Passage -> under which paths and articles it is relevant; only of those that are.
        entries: What is relevant.
        asked: Documents of the region that the question names.
    """

    question: Question
    keys: list[tuple[int, int]]
    parts: tuple[list[float], ...]
    names: Mapping[int, set[Key]]
    entries: list[set[Key]]
    asked: frozenset[int]

    def score(self, weights: Mapping[str, float]) -> float:
        """Give nDCG@10 by article under other weights."""
        factors = [weights[each] for each in PARTS]
        sums = [sum(map(float.__mul__, factors, row)) for row in zip(*self.parts, strict=True)]
        found: list[Found] = [
            (key, total, rank) for (key, rank), total in zip(self.keys, sums, strict=True)
        ]
        found.sort(key=lambda each: -each[1])
        authority = tuple(weights.get(rank.name, 1.0) for rank in Authority)
        today = self.question.weighing
        weighing = replace(
            today,
            authority=authority,
            lowered=dict.fromkeys(today.lowered, weights["no_longer_holds"]),
            company=weights["company"] if today.company else 0.0,
        )
        order = weighed(found, weighing, asked=self.asked, same_text=self.question.same_text)
        shown = folded(order, self.question)[:SHOWN]
        names = (self.names.get(key, set()) for key, _ in shown)
        return score_one(list(gains(names, self.entries)), len(self.entries))[3]


def collect(library: Library, asked: Sequence[dict[str, Any]], laws: Path) -> Iterator[Case]:
    """Ask the engine for every part of every question."""
    reader = library.index.reader()
    known = _Known.gather(library, laws, reader.ordinals())
    for each in asked:
        request = SearchRequest(each["query"], LOCAL, group=Group.PASSAGE)
        question = library.finder.question(request)
        plain = replace(question, weighing=Weighing(), named=None)
        keys = [*_scores(reader, plain, BEST_PASSAGES)]
        among = All((Among(frozenset(key >> PLACE_BITS for key in keys)),))
        scores = [
            _scores(reader, replace(plain, ranking=part, required=among), MOST_OF_A_PART)
            for part in _parts(question.ranking)
        ]
        with library.catalogue.read() as connection:
            articles = documents.articles(connection, keys)
        entries = entries_of(each)
        judged = set[Key]().union(*entries)
        names = {
            key: {(path, articles.get(key, "")) for path in known.paths[key >> PLACE_BITS]} & judged
            for key in keys
        }
        yield Case(
            question=replace(question, named=_Names(articles)),
            keys=[(key, known.ranks[key >> PLACE_BITS]) for key in keys],
            parts=tuple([part.get(key, 0.0) for key in keys] for part in scores),
            names={key: own for key, own in names.items() if own},
            entries=entries,
            asked=_asked(reader, question),
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of every document."""

    ranks: Mapping[int, int]
    paths: Mapping[int, list[str]]

    @classmethod
    def gather(cls, library: Library, laws: Path, ordinals: set[int]) -> "_Known":
        with library.catalogue.read() as connection:
            cards = documents.cards(connection, sorted(ordinals))
            stored = ((each, documents.get(connection, each)) for each in cards)
            ranks = {each: int(authority_of(one.document)) for each, one in stored if one}
        return cls(
            ranks, {each: [below(p, laws) for p in card.paths] for each, card in cards.items()}
        )


@dataclass(frozen=True, slots=True)
class _Names:
    """Names passages by their articles, as the catalogue does."""

    articles: Mapping[int, str]

    def __call__(self, keys: Sequence[int]) -> Mapping[int, str]:
        return {key: self.articles[key] for key in keys if key in self.articles}


def _scores(reader: EngineReader, question: Question, limit: int) -> dict[int, float]:
    if not question.ranking:
        return {}
    hits = reader.search(replace(question, limit=limit, same_text={})).hits
    return {
        (hit.ordinal << PLACE_BITS) + passage.place: passage.score
        for hit in hits
        for passage in hit.passages
    }


def _asked(reader: EngineReader, question: Question) -> frozenset[int]:
    """Give the documents of the region that a question names."""
    if question.weighing.asked is None:
        return frozenset()
    every = Question(required=All((question.weighing.asked,)), limit=len(reader.ordinals()))
    return frozenset(hit.ordinal for hit in reader.search(every).hits)


def _parts(whole: Ranking) -> tuple[Ranking, ...]:
    """Cut a ranking into PARTS; what weighs less than an alternative may is a function word."""
    words, pairs = LEAST_ALTERNATIVE * ranking.WORD, LEAST_ALTERNATIVE * ranking.BIGRAM
    return (
        Ranking(words={each: w for each, w in whole.words.items() if w >= words}),
        Ranking(words={each: w for each, w in whole.words.items() if w < words}),
        Ranking(bigrams={each: w for each, w in whole.bigrams.items() if w >= pairs}),
        Ranking(bigrams={each: w for each, w in whole.bigrams.items() if w < pairs}),
        Ranking(title=whole.title),
    )


class Tuning:
    """Scores of rankings, each computed once."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._cases = cases
        self._known: dict[Weights, list[float]] = {}

    def scores(self, weights: Mapping[str, float]) -> list[float]:
        """Give the score of every question."""
        key = tuple(weights.items())
        if key not in self._known:
            self._known[key] = [case.score(weights) for case in self._cases]
        return self._known[key]

    def mean(self, weights: Mapping[str, float], at: Sequence[int]) -> float:
        """Give the mean over some of the questions."""
        scores = self.scores(weights)
        return sum(scores[each] for each in at) / len(at)

    def choose(self, at: Sequence[int]) -> dict[str, float]:
        """Change one weight at a time while the mean over some of the questions grows."""
        chosen = todays_weights()
        best = self.mean(chosen, at)
        for name, values in GRID.items():
            for value in values:
                tried = chosen | {name: value}
                mean = self.mean(tried, at)
                if mean > best + LEAST_GAIN:
                    chosen, best = tried, mean
        return chosen


def cross_validate(tuning: Tuning, count: int, folds: int) -> None:
    """Print what each fold's other questions choose, and how that does on the fold."""
    print(
        f"today's settings: nDCG@10 {tuning.mean(todays_weights(), range(count)):.4f}", flush=True
    )
    total = 0.0
    for fold in range(folds):
        inside = [each for each in range(count) if each % folds == fold]
        chosen = tuning.choose([each for each in range(count) if each % folds != fold])
        total += tuning.mean(chosen, inside) * len(inside)
        today = todays_weights()
        changed = {name: value for name, value in chosen.items() if value != today[name]}
        print(
            f"fold {fold + 1}: {tuning.mean(chosen, inside):.4f} "
            f"(today's {tuning.mean(today, inside):.4f}), changed {changed}",
            flush=True,
        )
    print(f"cross-validated over {folds} folds: nDCG@10 {total / count:.4f}")


def main() -> int:
    """Collect, tune, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--home", type=Path, help="kept between runs; a temporary one without it")
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    laws = (options.shared / "corpus" / "laws").resolve()
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Settings(home=options.home or Path(folder))) as library,
    ):
        add_paths(library, [laws])
        cases = [*collect(library, questions(options.shared, options.questions), laws)]
    cross_validate(Tuning(cases), len(cases), options.folds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
