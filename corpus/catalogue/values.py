"""What the catalogue takes and gives."""

from dataclasses import dataclass
from datetime import datetime

from corpus.document import Document, Part, Passage


@dataclass(frozen=True, slots=True)
class Origin:
    """
    Where a document comes from.

    Attributes:
        sha256: Of the file's bytes, in hex.
        format: What kind of file it was.
        size_bytes: Of the file.
        groups: Who may see it.
        rules_version: By which rules it was read.
        lexicon_version: By which lexicon it was cut.
    """

    sha256: str
    format: str
    size_bytes: int
    groups: tuple[str, ...]
    rules_version: int
    lexicon_version: str


@dataclass(frozen=True, slots=True)
class Card:
    """
    What a list shows of a document; `date_field` says which date `date_value` is.

    By its keys others name it, see `corpus.text.works` and `corpus.recognise.number`.
    """

    id: str
    title: str
    document_class: str
    kind: str | None
    document_number: str | None
    issuer: tuple[str, ...]
    speaker: str | None
    date_value: str | None
    date_field: str | None
    source_grade: str
    completeness: str
    format: str
    added_at: datetime
    paths: tuple[str, ...]
    work_key: str | None = None
    number_key: str | None = None


@dataclass(frozen=True, slots=True)
class PassageText:
    """
    A passage with its text.

    Attributes:
        where: Its place, and all else that is known of it.
        text: Verbatim.
        pages: Offsets at which the document's pages start.
        part: The innermost part of the document that holds it; None for most.
    """

    where: Passage
    text: str
    pages: tuple[int, ...]
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it is kept."""

    ordinal: int
    document: Document
    sha256: str
    format: str
    size_bytes: int
    revision: int
    follows: str | None
    added_at: datetime
    updated_at: datetime
    groups: tuple[str, ...]
    paths: tuple[str, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A document in the list of all.

    Attributes:
        path: The oldest of its paths, exact: it may hold what is no text. Empty without one.
    """

    ordinal: int
    id: str
    sha256: str
    size_bytes: int
    source_grade: str
    path: str
    rules_version: int
    lexicon_version: str


@dataclass(frozen=True, slots=True)
class Job:
    """
    A file that is to be read.

    Attributes:
        grade: Of its source, where it was given.
        source: Where its bytes lie, if not at its path.
    """

    id: int
    path: str
    sample: bool
    grade: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the outbox: the index must `put` or `delete` a document."""

    seq: int
    ordinal: int
    action: str
