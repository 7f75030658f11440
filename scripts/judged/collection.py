"""The judged questions, what was judged for them, and the documents that they are asked of."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
OWN_FOLDERS = (
    "corpus/samples",
    "corpus/demonstration/experiences",
    "corpus/demonstration/speeches",
)
SHARED_FOLDERS = ("policies", "reports", "speeches")  # below the real documents
RELEVANT = 2  # the lowest grade that recall and rank count


@dataclass(frozen=True, slots=True)
class Query:
    """
    A question.

    Attributes:
        id: Two letters of its field and a number.
        query: As typed.
        kind: word, phrase or question.
        field: theory, party_building, united_front, enterprise_reform, policy or case.
        note: What is wanted.
    """

    id: str
    query: str
    kind: str
    field: str
    note: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    What a document is worth to a question.

    Attributes:
        query: Id of the question.
        document: Stable name of the document, see `document_name`.
        grade: From 0, not at all, to 3, answers squarely.
    """

    query: str
    document: str
    grade: int


def load_queries() -> list[Query]:
    """Read the questions."""
    return [Query(**line) for line in _lines("queries.jsonl")]


def load_judgements() -> list[Judgement]:
    """Read the judgements."""
    return [Judgement(**line) for line in _lines("judgements.jsonl")]


def grades_by_query() -> dict[str, dict[str, int]]:
    """Give for each question the grade of every document judged for it."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for judgement in load_judgements():
        grades[judgement.query][judgement.document] = judgement.grade
    return grades


def folders(shared: Path) -> list[Path]:
    """Give the folders that the questions are asked of; *shared* lies beside the checkout."""
    return [
        *(CHECKOUT / folder for folder in OWN_FOLDERS),
        *(shared.resolve() / "corpus" / folder for folder in SHARED_FOLDERS),
    ]


def document_path(name: str, shared: Path) -> Path:
    """Give where the document of a name lies."""
    own = name.startswith("corpus/")
    return CHECKOUT / name if own else shared.resolve() / "corpus" / name


def document_name(path: str, shared: Path) -> str:
    """Give a document's stable name: its path below the checkout or the real documents."""
    real = shared.resolve() / "corpus"
    root = real if Path(path).is_relative_to(real) else CHECKOUT
    return Path(path).relative_to(root).as_posix()


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
