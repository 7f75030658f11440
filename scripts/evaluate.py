"""
Score the judged questions and the search cases: `make eval`.

    python scripts/evaluate.py ../shared [--engine tantivy|whoosh] [--questions N] [--home DIR]
        [--cases-only] [--judged-only]

Statutes: Recall@10 and @100, MRR@10 and nDCG@10 of the plain ranking of passages, by article and
by document. A relevant entry is a list of equal alternatives and counts once, at the first of
them that is found. Whoosh answers a fixed hundred of the questions. Search cases: what the whole
query matches, relaxed hits not counted, on each engine. Policies, speeches, reports and cases:
nDCG@10, Recall@10 and MRR@10 of the documents found for the questions of `judged/`, and how many
of them nobody has judged. Known items: titles with one word left out, over the whole corpus.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corpus.actor import LOCAL
from corpus.settings import EngineName, Settings
from indexer.engine.query import Group
from indexer.ingest.intake import add_paths
from indexer.library import Library
from indexer.search.request import SearchRequest
from judged.evaluation import evaluate_judged
from scoring.known_items import check_known_items
from scoring.ranked import Found, Key, below, entries_of, questions, score

ENGINES: tuple[EngineName, ...] = ("tantivy", "whoosh")
WHOOSH_QUESTIONS = 100


def evaluate_statutes(shared: Path, home: Path, engine: EngineName, most: int) -> None:
    """Print the scores of the judged questions on one engine, with vectors too where there are."""
    laws = (shared / "corpus" / "laws").resolve()
    asked = questions(shared, most)
    with Library.open(Settings(home=home, engine=engine)) as library:
        add_paths(library, [laws])
        _evaluate_asked(library, asked, laws, f"{engine}, words alone", meaning=False)
        if library.nearest.prepare():
            _evaluate_asked(library, asked, laws, f"{engine}, with vectors", meaning=True)


def _evaluate_asked(
    library: Library, asked: Sequence[dict[str, Any]], laws: Path, name: str, *, meaning: bool
) -> None:
    answers: list[list[Found]] = []
    seconds: list[float] = []
    for question in asked:
        started = time.perf_counter()
        answers.append(_ask(library, question["query"], laws, meaning=meaning))
        seconds.append(time.perf_counter() - started)
    entries = [entries_of(question) for question in asked]
    seconds.sort()
    print(f"statutes, {name}, {len(asked)} questions")
    print(f"  by article   {score(answers, entries)}")
    documents = score(list(map(_documents, answers)), list(map(_documents, entries)))
    print(f"  by document  {documents}")
    print(
        f"  a question takes {seconds[len(seconds) // 2] * 1e3:.1f} ms, "
        f"p95 {seconds[int(len(seconds) * 0.95)] * 1e3:.1f} ms, hundred passages fetched",
        flush=True,
    )


def _ask(library: Library, query: str, laws: Path, *, meaning: bool) -> list[Found]:
    """Give the best hundred passages."""
    request = SearchRequest(query, LOCAL, group=Group.PASSAGE, limit=100, meaning=meaning)
    return [
        {(below(path, laws), passage.where.article or "") for path in hit.card.paths}
        for hit in library.finder.search(request).hits
        for passage in hit.passages
    ]


def _documents(found: Iterable[set[Key]]) -> list[set[Key]]:
    """Give the documents instead of the articles, each once, in the same order."""
    documents = (frozenset((path, "") for path, _ in keys) for keys in found)
    return [set(each) for each in dict.fromkeys(documents)]


def evaluate_known_items(shared: Path, home: Path, engine: EngineName) -> None:
    """Print how many titles are found that lack a word, over the whole corpus."""
    with Library.open(Settings(home=home, engine=engine)) as library:
        add_paths(library, [(shared / "corpus").resolve()])
        check = check_known_items(library)
    print(f"{check.what}, {engine}: {check.figure}, wanted {check.target}; {check.labels}")
    for each in check.wrong:
        print(f"  {each}")


def evaluate_cases(shared: Path, engine: EngineName) -> set[str]:
    """Print the search cases that fail on one engine, and give those that pass."""
    lines = (shared / "search_cases.jsonl").read_text(encoding="utf-8").splitlines()
    passed = set()
    for case in map(json.loads, lines):
        found = _find_in_case(case, engine)
        if found == sorted(case["found"]):
            passed.add(case["case"])
        else:
            print(f"  {case['case']}: {case['query']} found {found}, wanted {case['found']}")
    print(f"search cases, {engine}: {len(passed)} of {len(lines)}")
    return passed


def _find_in_case(case: dict[str, object], engine: EngineName) -> list[str]:
    texts = case["documents"]
    assert isinstance(texts, dict)
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        files.mkdir()
        for name, text in texts.items():
            (files / f"{name}.txt").write_text(text, encoding="utf-8")
        settings = Settings(home=Path(folder) / "home", engine=engine, jobs=1)
        with Library.open(settings) as library:
            add_paths(library, [files])
            result = library.finder.search(SearchRequest(str(case["query"]), LOCAL))
            return sorted(
                Path(path).stem for hit in result.hits if not hit.relaxed for path in hit.card.paths
            )


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--home", type=Path, help="kept between runs; a temporary one without it")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--cases-only", action="store_true")
    only.add_argument("--judged-only", action="store_true")
    options = parser.parse_args()
    engines = (options.engine,) if options.engine else ENGINES
    if not options.judged_only:
        passed = [evaluate_cases(options.shared, engine) for engine in engines]
        print(f"the same cases pass on every engine: {all(each == passed[0] for each in passed)}")
    if options.cases_only:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        for engine in engines:
            evaluate_judged(options.shared, home / "judged", engine)
        for engine in () if options.judged_only else engines:
            most = WHOOSH_QUESTIONS if engine == "whoosh" else options.questions
            evaluate_statutes(options.shared, home, engine, min(most, options.questions))
        if not options.judged_only:
            evaluate_known_items(options.shared, home, engines[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
