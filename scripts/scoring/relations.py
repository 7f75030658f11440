"""
A9: what a sentence does to the document that it names.

`relations.jsonl` names a place in a real text (file, title, which of its occurrences) and what a
reader found there. 255 of them were read before the rules were mended by them, 235 after; those
are given apart.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.catalogue.relations import Mention, Work, all_mentions, all_works, mentions_at
from corpus.document import Document, Relation
from corpus.read import read
from corpus.recognise import recognise
from corpus.resolve.naming import ACTS, find_named, keys_named
from indexer.library import Library
from scoring.check import Check, Score, scores
from scoring.labelled import records

LABELS = Path(__file__).with_name("relations.jsonl")
STATUS = ("repeals", "repeals_part", "amends")


def check_relations(shared: Path) -> list[Check]:
    """Score the acts that change a document's standing, and the others."""
    documents: dict[str, Document] = {}
    pairs = []
    wrong = []
    for label in records(LABELS):
        document = documents.get(label["path"]) or _recognised(shared / label["path"])
        documents[label["path"]] = document
        found = next(_found(document, label), "none")
        pairs.append((label["relation"], found))
        if found != label["relation"]:
            wrong.append(f"{label['path']} 《{label['title']}》 {label['relation']} but {found}")
    by_label = scores(pairs)
    acts = _together([score for label, score in by_label.items() if label in STATUS])
    others = {label: score for label, score in by_label.items() if label not in (*STATUS, "none")}
    least = min(others.values(), key=lambda score: score.f1)
    labels = (
        f"{len(pairs)} sentences of laws, policies and reports, read by hand; rules mended by them"
    )
    return [
        Check(
            "A9",
            "repeals and amendments",
            f"precision {acts.precision:.3f}, recall {acts.recall:.3f}",
            "0.98, 0.85",
            acts.precision >= 0.98 and acts.recall >= 0.85,
            labels,
            tuple(wrong),
        ),
        Check(
            "A9",
            f"other relations ({', '.join(map(str, others))})",
            f"least F1 {least.f1:.3f}",
            "0.85",
            least.f1 >= 0.85,
            labels,
        ),
    ]


def check_resolution(library: Library) -> Check:
    """
    Count the repeals and amendments that are taken for the document they name.

    The library holds it when another document bears the name or the number and was there before:
    a repealed text in a wording of before the repeal, an amended one in any wording.
    """
    resolved, missed = 0, []
    with library.catalogue.read() as connection:
        every = all_works(connection)
        bearers: dict[str, list[Work]] = {}
        for work in every.values():
            for key in {*work.names, work.number_key or ""} - {""}:
                bearers.setdefault(key, []).append(work)
        acts = [place for place, each in all_mentions(connection) if each.relation in ACTS]
        for mention in mentions_at(connection, acts).values():
            by = every[mention.by]
            keys = [*keys_named(mention, by), mention.number_key or ""]
            held = [work for key in keys for work in bearers.get(key, ()) if work is not by]
            if find_named(mention, held, by):
                resolved += 1
            elif any(_was_before(work, mention, by) for work in held):
                missed.append(f"{by.title}: 《{mention.title}》 {mention.sentence}")
    return Check(
        "REL",
        "repeals and amendments resolved",
        f"{resolved} of {resolved + len(missed)}",
        "95%",
        resolved >= 0.95 * (resolved + len(missed)) > 0,
        "every statement of the library whose document is in it",
        tuple(missed),
    )


def _was_before(work: Work, mention: Mention, by: Work) -> bool:
    day = work.date if mention.relation is Relation.REPEALS else work.first_day or work.date
    return bool(day and by.date) and day < by.date


def _recognised(path: Path) -> Document:
    return recognise(read(path), document_id="0" * 16, file_name=path.name)


def _found(document: Document, label: dict[str, Any]) -> Iterator[str]:
    place = -1
    for _ in range(label["nth"] + 1):
        place = document.text.find(f"《{label['title']}》", place + 1)
    title = document.facts.get("title")
    within = (
        title.span if title and title.span and title.span.start <= place < title.span.end else None
    )
    for citation in document.citations:
        in_title = citation.span == within and citation.title == label["title"]
        if citation.span.start == place or in_title:
            yield citation.relation.value


def _together(parts: list[Score]) -> Score:
    return Score(
        sum(part.right for part in parts),
        sum(part.found for part in parts),
        sum(part.labelled for part in parts),
    )
