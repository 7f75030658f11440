"""The labelled documents: official pages with their tables, the same texts as files, our own."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import KnowledgeBaseError
from corpus.read import read
from corpus.recognise import recognise
from corpus.recognise.dates import parse_date

OWN = Path(__file__).resolve().parents[2] / "corpus"
POLICIES = "gov.cn pages with their tables"
BARE = "the same pages without their tables"
FILES = "the same texts as files"
SAMPLES = "bundled samples, written with the rules"
DEMONSTRATION = "demonstration set, written before the rules were scored"


@dataclass(frozen=True, slots=True)
class Labelled:
    """
    A document as it is recognised, and what is known of it.

    Attributes:
        origin: Of which set it is, one of the words above.
        name: Of its file.
        document: What the rules make of it.
        known: Field -> value, in the words of this project.
    """

    origin: str
    name: str
    document: Document
    known: Mapping[str, Any]


def labelled_documents(shared: Path) -> list[Labelled]:
    """Read and recognise every labelled document."""
    corpus = shared / "corpus"
    return [
        *_of_gold(corpus / "policies", "gold.jsonl", POLICIES),
        *_of_gold(corpus / "policies", "gold.jsonl", BARE),
        *_of_gold(corpus / "files", "manifest.jsonl", FILES),
        *_of_own(OWN / "samples", "manifest.jsonl", SAMPLES),
        *_of_own(OWN / "demonstration", "labels.jsonl", DEMONSTRATION),
    ]


def records(path: Path) -> list[dict[str, Any]]:
    """Read the lines of a labelled set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _of_gold(folder: Path, name: str, origin: str) -> Iterator[Labelled]:
    for gold in records(folder / name):
        if "扫描件" in gold["file"]:
            continue
        try:
            extracted = read(folder / gold["file"])
        except KnowledgeBaseError:  # a format that is not read yet
            continue
        if origin == BARE:
            extracted = replace(extracted, declared=())
        known = gold | {
            "issuer": gold["issuer"].split("、"),
            "written": parse_date(gold["written"]),
        }
        document = recognise(extracted, document_id="0" * 16, file_name=gold["file"])
        yield Labelled(origin, gold["file"], document, known)


def _of_own(folder: Path, name: str, origin: str) -> Iterator[Labelled]:
    for known in records(folder / name):
        path = folder / known["file"]
        document = recognise(read(path), document_id="0" * 16, file_name=path.name)
        yield Labelled(origin, known["file"], document, known)
