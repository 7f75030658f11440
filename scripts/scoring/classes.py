"""A7: the class of a document, on every labelled one and as many laws as there are others."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from corpus.document import Document
from scoring.check import Check, macro_f1, scores
from scoring.labelled import BARE, DEMONSTRATION, SAMPLES, Labelled

LAW = "regulation"

Judged = tuple[str, str, str]  # name of the file, class wanted, class found


def check_classes(documents: Sequence[Labelled], laws: Sequence[tuple[Path, Document]]) -> Check:
    """
    Score the classes by macro-F1; the pages are read without their tables.

    Args:
        documents: Those with labels.
        laws: Files of laws and regulations as they are recognised; at most as many count as there
            are other documents.
    """
    judged = [*_own(documents), *_pages(documents)]
    judged += [_judged(path.name, LAW, document) for path, document in laws[: len(judged)]]
    tuned, held = _halves(judged)
    whole = _macro(judged)
    return Check(
        name="A7",
        what="class",
        figure=f"macro-F1 {whole:.3f} (tuned on {_macro(tuned):.3f}, held out {_macro(held):.3f})",
        target="0.90",
        holds=whole >= 0.90 and len(judged) >= 200,
        labels=", ".join(
            f"{size} {name}" for name, size in Counter(each[1] for each in judged).items()
        ),
        wrong=tuple(
            f"{name}: {wanted} but found {found}"
            for name, wanted, found in judged
            if wanted != found
        ),
    )


def _macro(judged: Iterable[Judged]) -> float:
    return macro_f1(scores((wanted, found) for _, wanted, found in judged))


def _own(documents: Iterable[Labelled]) -> list[Judged]:
    return [
        _judged(each.name, each.known["document_class"], each.document)
        for each in documents
        if each.origin in (SAMPLES, DEMONSTRATION)
    ]


def _pages(documents: Iterable[Labelled]) -> list[Judged]:
    """Judge the official pages: a decree promulgates a regulation, all others are policy."""
    return [
        _judged(
            each.name, LAW if "令" in each.known["document_number"] else "policy", each.document
        )
        for each in documents
        if each.origin == BARE
    ]


def _judged(name: str, wanted: str, document: Document) -> Judged:
    return PurePath(name).name, wanted, document.value("document_class") or "other"


def _halves(judged: Iterable[Judged]) -> tuple[list[Judged], list[Judged]]:
    """Part the documents by the sha256 of their file's name: the even half may be tuned on."""
    halves: tuple[list[Judged], list[Judged]] = ([], [])
    for each in judged:
        halves[hashlib.sha256(each[0].encode()).digest()[-1] % 2].append(each)
    return halves
