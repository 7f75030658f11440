"""
Score the check of quotations: `make check-eval`.

    python scripts/check_eval.py ../shared [--home DIR] [--seed N] [--wrong]

The sentences are drawn from ../shared/corpus, with a fixed seed, so that every run draws the same.

Of the wording, 200: documents in a drawn order, of each one drawn sentence of 14 to 110 letters,
without title and quotation marks (what these announce is taken apart before it is looked for).
100 stay as they are; in 60, one to three letters are changed, taken out or put in, until the
sentence stands nowhere; 20 join the first clause of a sentence to the last of another; 20 are
composed of phrases that no document has together. A sentence counts as found when the check tells
一致 or 有出入. Precision: of those found, how many have the right verdict and the right wording in
the source that is shown. Recall: of the 160 that are in the corpus, how many are so found.

Of all else, 60, ten each: an article named by the number that it had in an older version; a
sentence that stands only in texts that are repealed, amended or not yet in force, every second
with its document named; words of a speech under an invented name; 习近平 struck out as download
sites do; a sentence that stands only in documents that are not whole; a figure or an enterprise
put in the place of the true one, by turns. Each counts when the check gives the notice of its kind.

Time: a text of 20,000 characters, sentences from all over the corpus, of every third a letter
changed, the second of two runs; of the processor, for it works on one core and others may be busy
beside it.

Ends with 1 when a figure falls short.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from corpus.actor import LOCAL
from corpus.settings import Settings
from corpus.text.letters import letters
from indexer.ingest.intake import add_paths
from indexer.library import Library
from quoting.cases import Case, long_text, wordings, wrong_otherwise
from quoting.shelf import Shelf
from search_api.quotations.checking import check_text
from search_api.quotations.verdict import Finding, NoticeKind, Verdict

LEAST = 0.98  # precision and recall
LEAST_NAMED = 54
LONGEST_S = 5.0
LENGTH = 20_000

_DOUBTS = (NoticeKind.SOURCE, NoticeKind.SPEAKER, NoticeKind.ARTICLE, NoticeKind.ENTERPRISE)

Check = Callable[[str], tuple[Finding, ...]]


def score(library: Library, seed: int, *, wrong: bool) -> int:
    """Print every figure; give how many fall short."""

    def check(text: str) -> tuple[Finding, ...]:
        return check_text(library, LOCAL, text).findings

    shelf = Shelf(library, seed)
    cases, others = wordings(shelf), wrong_otherwise(shelf)
    short = _score_wordings(check, cases, wrong=wrong)
    short += _score_others(check, others, wrong=wrong)
    return short + _score_time(check, long_text(shelf, LENGTH))


def _score_wordings(check: Check, cases: list[Case], *, wrong: bool) -> int:
    made = [(case, check(case.text)) for case in cases]
    found = [(case, told) for case, told in made if _is_found(told)]
    right = sum(_is_right(*each) for each in found)
    there = sum(case.verdict is not Verdict.NOT_FOUND for case, _ in made)
    precision, recall = right / max(len(found), 1), right / max(there, 1)
    print(f"wording of {len(made)}: precision {precision:.3f}, recall {recall:.3f} (≥ {LEAST})")
    _print_groups((case.group, _is_right(case, told)) for case, told in made)
    alarms = [each for each in made if each[0].verdict is Verdict.SAME and _is_alarmed(each[1])]
    print(f"  false alarms on those unchanged: {len(alarms)}")
    bad = [each for each in made if not _is_right(*each)]
    for case, told in (*bad, *alarms) if wrong else ():
        _print_wrong(case, told)
    return (precision < LEAST) + (recall < LEAST)


def _score_others(check: Check, cases: list[Case], *, wrong: bool) -> int:
    made = [(case, check(case.text)) for case in cases]
    named = sum(_is_named(*each) for each in made)
    print(f"wrong otherwise: {named} of {len(made)} named for what they are (≥ {LEAST_NAMED})")
    _print_groups((case.group, _is_named(case, told)) for case, told in made)
    for case, told in made if wrong else ():
        if not _is_named(case, told):
            _print_wrong(case, told)
    return int(named < LEAST_NAMED)


def _score_time(check: Check, text: str) -> int:
    check(text)
    started, begun = time.process_time(), time.perf_counter()
    findings = check(text)
    seconds, passed = time.process_time() - started, time.perf_counter() - begun
    counts = Counter(each.verdict.value for each in findings)
    print(
        f"{len(text)} characters, {len(findings)} sentences {dict(counts)}: "
        f"{seconds:.2f} s (≤ 5), by the clock {passed:.2f} s"
    )
    return int(seconds > LONGEST_S)


def _is_found(told: tuple[Finding, ...]) -> bool:
    return any(each.verdict is not Verdict.NOT_FOUND for each in told)


def _is_right(case: Case, told: tuple[Finding, ...]) -> bool:
    if case.verdict is Verdict.NOT_FOUND:
        return not _is_found(told)
    verdicts = {each.verdict for each in told}
    if case.verdict is Verdict.SAME and verdicts != {Verdict.SAME}:
        return False
    if case.verdict not in verdicts:
        return False
    shown = "".join(letters(each.source.text) for each in told if each.source)
    return bool(shown) and (letters(case.right) in shown or shown in letters(case.right))


def _is_alarmed(told: tuple[Finding, ...]) -> bool:
    """Tell whether a notice doubts where a sentence comes from, of which nothing was said."""
    return any(notice.kind in _DOUBTS for each in told for notice in each.notices)


def _is_named(case: Case, told: tuple[Finding, ...]) -> bool:
    return any(notice.kind in case.kinds for each in told for notice in each.notices)


def _print_groups(results: Iterable[tuple[str, bool]]) -> None:
    every, right = Counter[str](), Counter[str]()
    for group, is_right in results:
        every[group] += 1
        right[group] += is_right
    print("  " + ", ".join(f"{group} {right[group]}/{every[group]}" for group in every))


def _print_wrong(case: Case, told: tuple[Finding, ...]) -> None:
    print(f"       {case.group}: {case.text}")
    for each in told:
        notices = " ".join(notice.words for notice in each.notices)
        print(f"         {each.label} {each.source.text if each.source else ''} {notices}")


def main() -> int:
    """Print the score."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--home", type=Path, help="kept between runs; a temporary one without it")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--wrong", action="store_true", help="list what went wrong")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        with Library.open(Settings(home=home)) as library:
            if not (home / "index").exists():
                add_paths(library, [options.shared.resolve() / "corpus"])
            return 1 if score(library, options.seed, wrong=options.wrong) else 0


if __name__ == "__main__":
    sys.exit(main())
