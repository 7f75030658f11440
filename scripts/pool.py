"""
Tell which documents a variant of the search finds that nobody has judged yet.

    python scripts/pool.py ../shared [--home DIR] [--all]

Asks every variant of `judged/variants.py` each question of `judged/queries.jsonl` and prints, for
each question, the documents among the best ten of any that `judged/judgements.jsonl` does not
grade, with the variants that found them and their passage that the search would show. `--all`
prints the graded ones too. Ends with 1 when something is not judged.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from corpus.actor import LOCAL
from indexer.library import Library
from indexer.search.found import FoundPassage
from indexer.search.request import SearchRequest
from judged.collection import Query, document_name, grades_by_query, load_queries
from judged.variants import Variant, by_passage, opened, plain, searched

HINT = 160  # characters of a passage
BEFORE = 40  # of them before its first highlight


def pool(query: Query, variants: Mapping[str, Variant]) -> dict[str, list[str]]:
    """Give the documents of the pool, each with the variants that found it and at which rank."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, variant in variants.items():
        for rank, document in enumerate(variant(query.query), 1):
            found[document].append(f"{name} {rank}")
    return found


def passages(library: Library, query: Query, shared: Path) -> dict[str, str]:
    """Give the words around the first highlight of every document that the search finds."""
    request = SearchRequest(query.query, LOCAL, limit=100, passages=1)
    return {
        document_name(path, shared): _around(passage)
        for hit in library.finder.search(request).hits
        for path in hit.card.paths
        for passage in hit.passages
    }


def _around(passage: FoundPassage) -> str:
    start = max(0, passage.spans[0].start - BEFORE) if passage.spans else 0
    return " ".join(passage.text[start : start + HINT].split())


def show(query: Query, found: Mapping[str, list[str]], hints: Mapping[str, str]) -> None:
    """Print what is to be judged for a question."""
    print(f"{query.id} {query.query}  〔{query.note}〕")
    for document, ranks in found.items():
        print(f"  {document}  ({', '.join(ranks)})\n    {hints.get(document, '')}")


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--home", type=Path, help="kept between runs; a temporary one without it")
    parser.add_argument("--all", action="store_true", help="print what is judged too")
    options = parser.parse_args()
    grades, unjudged = grades_by_query(), 0
    with ExitStack() as stack:
        home = options.home or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        tantivy = stack.enter_context(opened(home, "tantivy", options.shared))
        whoosh = stack.enter_context(opened(home, "whoosh", options.shared))
        variants = {
            "tantivy": searched(tantivy, options.shared),
            "whoosh": searched(whoosh, options.shared),
            "unexpanded": searched(tantivy, options.shared, expand=False),
            "passages": by_passage(tantivy, options.shared),
            **plain(tantivy, options.shared),
        }
        for query in load_queries():
            found = pool(query, variants)
            new = {name: ranks for name, ranks in found.items() if name not in grades[query.id]}
            unjudged += len(new)
            if shown := found if options.all else new:
                show(query, shown, passages(tantivy, query, options.shared))
    print(f"{unjudged} documents are not judged")
    return int(unjudged > 0)


if __name__ == "__main__":
    sys.exit(main())
