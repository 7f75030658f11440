"""A2, A4, A5 and the official pages' tables: what a document says of itself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from corpus.document import Document
from corpus.recognise.number import document_number_key
from scoring.check import Check, Score
from scoring.labelled import POLICIES, Labelled

_OF_TABLE = ("title", "document_number", "issuer", "written", "published", "index_number", "topic")


def check_facts(documents: Sequence[Labelled]) -> list[Check]:
    """Score number, day of writing, title and issuer over every document that has the label."""
    number = _score("document_number", documents)
    written = _score("written", documents)
    title = _score("title", documents)
    issuer = _score("issuer", documents)
    return [
        _check("A2", "document number", number, documents, 0.99, 0.97),
        _check("A4", "day of writing", written, documents, 0.97, 0.97),
        _check("A5", "title", title, documents, 0.95, 0.95),
        _check("A5", "issuer", issuer, documents, 0.93, 0.93),
        _of_tables([each for each in documents if each.origin == POLICIES]),
    ]


def _score(name: str, documents: Iterable[Labelled]) -> Score:
    pairs = [
        (_wanted(each, name), _found(each.document, name))
        for each in documents
        if name in each.known
    ]
    return Score(
        right=sum(wanted == found for wanted, found in pairs if wanted),
        found=sum(found is not None for _, found in pairs),
        labelled=sum(wanted is not None for wanted, _ in pairs),
    )


def _check(
    name: str,
    what: str,
    score: Score,
    documents: Sequence[Labelled],
    precision: float,
    recall: float,
) -> Check:
    field = {"document number": "document_number", "day of writing": "written"}.get(what, what)
    sizes = Counter(each.origin for each in documents if field in each.known)
    return Check(
        name=name,
        what=what,
        figure=f"precision {score.precision:.3f}, recall {score.recall:.3f}",
        target=f"{precision}, {recall}",
        holds=score.precision >= precision and score.recall >= recall,
        labels="; ".join(f"{size} {origin}" for origin, size in sizes.items()),
        wrong=tuple(_wrong(field, documents)),
    )


def _of_tables(pages: Sequence[Labelled]) -> Check:
    wrong = [line for name in _OF_TABLE for line in _wrong(name, pages)]
    right = sum(
        all(_wanted(page, name) == _found(page.document, name) for name in _OF_TABLE)
        for page in pages
    )
    return Check(
        name="gold",
        what="seven facts of a page",
        figure=f"{right} of {len(pages)} pages right in all",
        target="40 of 40",
        holds=right == len(pages) == 40,
        labels=f"{len(pages)} {POLICIES}",
        wrong=tuple(wrong),
    )


def _wrong(name: str, documents: Iterable[Labelled]) -> Iterable[str]:
    for each in documents:
        if name in each.known and _wanted(each, name) != _found(each.document, name):
            wanted, found = _wanted(each, name), _found(each.document, name)
            yield f"{each.name}: {name} {wanted} but found {found}"


def _wanted(each: Labelled, name: str) -> Any:
    return _comparable(name, each.known[name])


def _found(document: Document, name: str) -> Any:
    several = name in ("issuer", "topic")
    return _comparable(name, document.values(name) if several else document.value(name))


def _comparable(name: str, value: Any) -> Any:
    """Give a value as it is compared; None for an empty one."""
    if name == "document_number" and value:
        return document_number_key(value)
    if name == "topic" and isinstance(value, str):
        return (value,)
    return (tuple(value) if isinstance(value, list) else value) or None
