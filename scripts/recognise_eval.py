"""
Score what the rules recognise: `make recognise-eval`.

    python scripts/recognise_eval.py ../shared [--home DIR] [--wrong]

Prints one line for each acceptance check, A1 to A15: the figure, what is wanted, and the size and
origin of the labelled set. Ends with 1 when one falls short.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.document import Document
from corpus.read import read
from corpus.recognise import recognise
from corpus.settings import Settings
from indexer.ingest.intake import add_paths
from indexer.library import Library
from scoring.check import Check
from scoring.classes import check_classes
from scoring.facts import check_facts
from scoring.labelled import DEMONSTRATION, SAMPLES, Labelled, labelled_documents
from scoring.outlines import check_outlines
from scoring.relations import check_relations, check_resolution
from scoring.roles import check_roles
from scoring.rules import (
    check_cleaning,
    check_sameness,
    check_secrecy,
    check_strewn,
    check_vectors,
)
from scoring.searches import check_searches
from scoring.speeches import check_speeches
from scoring.subjects import check_subjects

LAWS = 160  # of many, evenly spread


def checks(shared: Path, home: Path) -> Iterator[Check]:
    """Give every check, the quick ones first."""
    labelled = labelled_documents(shared)
    laws = _some_laws(shared)
    yield check_vectors(shared)
    yield from check_facts(labelled)
    yield check_outlines(labelled)
    yield from check_roles(labelled)
    yield from check_speeches(labelled)
    yield from check_subjects(labelled)
    yield from check_relations(shared)
    yield check_classes(labelled, [(path, _recognised(path)) for path in laws])
    yield from _check_texts(shared, labelled, laws)
    with Library.open(Settings(home=home)) as library:
        add_paths(library, [shared / "corpus"])
        yield check_resolution(library)
        yield from check_searches(library, shared)


def _check_texts(shared: Path, labelled: list[Labelled], laws: list[Path]) -> Iterator[Check]:
    others = [
        *_files(shared / "corpus" / "reports"),
        *_files(shared / "corpus" / "speeches"),
        *laws,
    ]
    documents = [_recognised(path) for path in others]
    own = [each.document for each in labelled if each.origin in (SAMPLES, DEMONSTRATION)]
    pages = [each.document for each in labelled if each.name.endswith(".html")]
    yield check_strewn(own)
    yield check_cleaning([*pages, *documents])
    yield check_secrecy([document.text for document in (*own, *pages, *documents)])
    yield check_sameness([*_files(shared / "corpus" / "policies", ".html"), *others])


def _recognised(path: Path) -> Document:
    return recognise(read(path), document_id="0" * 16, file_name=path.name)


def _some_laws(shared: Path) -> list[Path]:
    laws = sorted((shared / "corpus" / "laws").rglob("*.md"))
    return laws[:: len(laws) // LAWS][:LAWS]


def _files(folder: Path, suffix: str = "") -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.endswith(suffix))


def main() -> int:
    """Print the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--home", type=Path, help="kept between runs; a temporary one without it")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong")
    options = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        falling = _print(
            checks(options.shared.resolve(), options.home or Path(folder)), options.wrong
        )
    print(f"{time.perf_counter() - started:.0f} s, {falling} short")
    return 1 if falling else 0


def _print(every: Iterable[Check], wrong: bool) -> int:
    falling = 0
    for check in every:
        print(check, flush=True)
        falling += not check.holds
        for line in check.wrong if wrong else ():
            print(f"       {line}")
    return falling


if __name__ == "__main__":
    sys.exit(main())
