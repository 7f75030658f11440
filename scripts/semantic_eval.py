"""
Score the judged questions by words and vectors together, and find how much each shall count.

    python scripts/semantic_eval.py ../shared --home DIR [--questions N] [--only A,B] [--weighed]

DIR holds the indexed laws and all their vectors (`xuejian add`, `xuejian vectors`). A passage's
score is that of its words plus W times its cosine, all of it times the authority of its law to the
power of P; it counts when it is among the best thousand by words or among the nearest thousand.
Versions of one article are one hit. W and P are chosen on four fifths of the questions and scored
on the last, five times. --weighed says that the engine's scores hold the authority already. --only
leaves every law out that lies in none of these folders of the laws.
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.actor import LOCAL
from corpus.document import PLACE_BITS
from corpus.settings import Settings
from indexer.engine.query import All, Among, Group
from indexer.library import Library
from indexer.search.request import SearchRequest
from indexer.semantic.encoder import Encoder, Vectors
from indexer.semantic.reading import of_question
from indexer.semantic.snapshot import Snapshot
from indexer.semantic.source import BGE
from indexer.semantic.store import VectorStore
from scoring.ranked import Found, Scores, score

BEST = 1000
PARTS = 5  # of the cross-validation
# By the folder in which a law lies; every other is a law of the nation.
AUTHORITY = {"DLC": 0.5, "部门规章": 0.6, "行政法规": 0.75, "司法解释": 0.9}
WEIGHTS = (0, 80, 160, 240, 320, 480, 640, 900, 1200, 1800)
POWERS = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Candidates:
    """
    What words or vectors found for a question; arrays of one length.

    Attributes:
        keys: Of the passages.
        words: The engine's scores; 0 where words did not find it.
        cosines: To the question.
        authority: Of the law.
        folds: Equal for the versions of one article.
        weighed: Whether the scores of words hold the authority already.
    """

    keys: npt.NDArray[np.int64]
    words: Vectors
    cosines: Vectors
    authority: Vectors
    folds: list[tuple[int, str]]
    weighed: bool

    def ranked(self, weight: float, power: float) -> list[int]:
        """Give the places of the hundred best, one of each article."""
        factors = self.authority**power
        words = self.words if self.weighed else self.words * factors
        scores = words + weight * self.cosines * factors
        if not weight:
            scores = np.where(self.words > 0, words, -1.0)
        best: dict[tuple[int, str], int] = {}
        for place in np.argsort(-scores, kind="stable"):
            best.setdefault(self.folds[place], int(place))
            if len(best) == 100:
                break
        return list(best.values())


class Judged:
    """The laws of a home, and what is asked of them."""

    def __init__(
        self, library: Library, laws: Path, only: frozenset[str], *, weighed: bool = False
    ) -> None:
        self._library = library
        self._weighed = weighed
        with library.catalogue.read() as connection:
            rows = connection.exec_driver_sql("SELECT ordinal, path FROM paths").all()
            articles = connection.exec_driver_sql("SELECT key, article FROM passages").all()
        self._paths: dict[int, list[str]] = {}
        for ordinal, path in rows:
            if path.startswith(str(laws)):
                below = str(Path(path).relative_to(laws))
                if not only or below.partition("/")[0] in only:
                    self._paths.setdefault(ordinal, []).append(below)
        self._articles: dict[int, str] = {key: article or "" for key, article in articles}

    @property
    def ordinals(self) -> frozenset[int]:
        """The laws that may be found."""
        return frozenset(self._paths)

    def may_find(self, entries: "Relevant") -> bool:
        """Tell whether a law that answers may be found."""
        known = {path for paths in self._paths.values() for path in paths}
        return any(path in known for entry in entries for path, _ in entry)

    def found(self, key: int) -> Found:
        """Give a passage under every path where its law lies."""
        article = self._articles[key]
        return {(path, article) for path in self._paths[key >> PLACE_BITS]}

    def by_words(self, query: str) -> tuple[dict[int, float], Mapping[int, tuple[int, ...]]]:
        """Give the best thousand with their scores, and what is one text."""
        request = SearchRequest(query, LOCAL, group=Group.PASSAGE, meaning=False)
        question = self._library.finder.question(request)
        required = All((*question.required.nodes, Among(self.ordinals)))
        question = replace(question, required=required, limit=BEST)
        answer = self._library.index.reader().search(question)
        found = {
            (hit.ordinal << PLACE_BITS) + passage.place: passage.score
            for hit in answer.hits
            for passage in hit.passages
        }
        return found, question.same_text

    def candidates(self, query: str, vector: Vectors, snapshot: Snapshot) -> Candidates:
        """Give what words and vectors find."""
        words, same_text = self.by_words(query)
        near = snapshot.nearest(vector, BEST, self.ordinals, also=words)
        keys = np.array(list(dict.fromkeys([*words, *near])), np.int64)
        cosines = np.array([near.get(key, 0.0) for key in keys.tolist()], np.float32)
        ordinals = (keys >> PLACE_BITS).tolist()
        return Candidates(
            keys=keys,
            words=np.array([words.get(key, 0.0) for key in keys.tolist()], np.float32),
            cosines=cosines,
            authority=np.array([self._authority(each) for each in ordinals], np.float32),
            folds=[
                (same_text.get(ordinal, (ordinal,))[0], self._articles[key] or str(key))
                for key, ordinal in zip(keys.tolist(), ordinals, strict=True)
            ],
            weighed=self._weighed,
        )

    def _authority(self, ordinal: int) -> float:
        return AUTHORITY.get(self._paths[ordinal][0].partition("/")[0], 1.0)


Relevant = list[set[tuple[str, str]]]
Setting = tuple[float, float]  # weight of the cosine, power of the authority


class Asked:
    """What was found for every question, and what should be."""

    def __init__(
        self, judged: Judged, candidates: Sequence[Candidates], relevant: Sequence[Relevant]
    ) -> None:
        self._judged = judged
        self._candidates = candidates
        self._relevant = relevant
        self._scored: dict[Setting, list[Scores]] = {}

    def __len__(self) -> int:
        return len(self._candidates)

    def scores(self, setting: Setting, chosen: Sequence[int] | None = None) -> Scores:
        """Score the chosen questions, or all, under a setting."""
        if setting not in self._scored:
            self._scored[setting] = [self._score_one(each, setting) for each in range(len(self))]
        rows = self._scored[setting]
        return mean([rows[each] for each in chosen] if chosen is not None else rows)

    def cross_validated(self) -> Scores:
        """Choose a setting on most of the questions, score it on the rest; print each choice."""
        settings = list(product(WEIGHTS[1:], POWERS))
        rows = []
        for part in range(PARTS):
            learned = [each for each in range(len(self)) if each % PARTS != part]
            best = max(settings, key=lambda each: self.scores(each, learned).ndcg_at_10)
            rows.append(self.scores(best, range(part, len(self), PARTS)))
            print(f"  part {part + 1}: W {best[0]}, P {best[1]}: {rows[-1]}")
        return mean(rows)

    def _score_one(self, place: int, setting: Setting) -> Scores:
        candidates = self._candidates[place]
        ranked = candidates.ranked(*setting)
        found = [self._judged.found(int(candidates.keys[each])) for each in ranked]
        return score([found], [self._relevant[place]])


def mean(rows: Sequence[Scores]) -> Scores:
    """Give the means of scores."""
    columns = zip(*map(astuple, rows), strict=True)
    return Scores(*(sum(column) / len(rows) for column in columns))


def ask(judged: Judged, shared: Path, encoder: Encoder, snapshot: Snapshot, most: int) -> Asked:
    """Ask every question of which an answer may be found."""
    lines = (shared / "eval" / "statutes.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    step = max(1, len(questions) // most)
    candidates, relevant, seconds = [], [], []
    for question in questions[::step][:most]:
        entries: Relevant = [
            {(each["path"], each["article"]) for each in entry} for entry in question["relevant"]
        ]
        if not judged.may_find(entries):
            continue
        vector = encoder.question(of_question(question["query"]))
        started = time.perf_counter()
        snapshot.nearest(vector, BEST, judged.ordinals)
        seconds.append(time.perf_counter() - started)
        candidates.append(judged.candidates(question["query"], vector, snapshot))
        relevant.append(entries)
    seconds.sort()
    print(f"  the nearest thousand take {seconds[len(seconds) // 2] * 1e3:.1f} ms")
    return Asked(judged, candidates, relevant)


def main() -> int:
    """Score words alone, vectors alone, and both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--weighed", action="store_true")
    options = parser.parse_args()
    settings = Settings(home=options.home)
    encoder = BGE.open(settings)
    store = VectorStore.open_to_read(settings.vectors / BGE.name, BGE.dimensions)
    if store is None:
        print("没有语义向量。请先运行 xuejian vectors。", file=sys.stderr)
        return 1
    only = frozenset(filter(None, options.only.split(",")))
    with Library.open(settings) as library:
        laws = (options.shared / "corpus" / "laws").resolve()
        judged = Judged(library, laws, only, weighed=options.weighed)
        asked = ask(judged, options.shared, encoder, store.snapshot(), options.questions)
    print(f"statutes by article, {len(asked)} questions, {store.count()} passages with a vector")
    print(f"  words alone           {asked.scores((0, 0))}")
    print(f"  words by authority    {asked.scores((0, 1))}")
    print(f"  vectors alone         {asked.scores((1e9, 0))}")
    print(f"  vectors by authority  {asked.scores((1e9, 1))}")
    for weight in WEIGHTS[1:]:
        print(f"  W {weight:5}, P 1           {asked.scores((weight, 1))}")
    print(f"  both, cross-validated {asked.cross_validated()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
