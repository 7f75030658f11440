"""A file -> everything that its document will be, computed in a reading process."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from corpus.actor import PUBLIC
from corpus.catalogue import Catalogue, documents
from corpus.catalogue.corrections import IMPORT
from corpus.document import Document, Fact
from corpus.errors import DocumentNotFound
from corpus.read import read
from corpus.read.child_pipe import preload
from corpus.recognise import recognise
from corpus.recognise.secrecy import refuse_secrets
from corpus.settings import Settings
from corpus.text.clauses import Sketch, sketch
from corpus.vocabulary.enterprises import Enterprises, read_enterprises
from corpus.vocabulary.lexicon import Lexicon
from indexer.analysis.terms import Analyser, open_analyser
from indexer.engine.schema import Rows
from indexer.ingest.rows import build_rows
from indexer.ingest.stages import Stages

preload("indexer.ingest.preloaded")  # every reading process works with what stands here

RULES_VERSION = 15  # raise it when reading or recognising the same file gives another document


@dataclass(frozen=True, slots=True)
class FileTask:
    """
    A file to be read.

    Attributes:
        path: Where its bytes are.
        given: The path as the user knows it.
        sha256: Of its bytes, in hex.
        size_bytes: Of the file.
        grade: Of its source, see `corpus.metadata.SOURCE_GRADES`; None leaves it to the rules.
        sample: Whether it is bundled with the program.
        job: Id of its job; None when it is only read again.
    """

    path: Path
    given: str
    sha256: str
    size_bytes: int
    grade: str | None = None
    sample: bool = False
    job: int | None = None

    @property
    def document_id(self) -> str:
        """Id of the document that the file holds."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Prepared:
    """
    A document that is read, recognised and cut.

    Attributes:
        document: What the catalogue will keep.
        format: What kind of file it was.
        rows: What the index will keep; the ordinal is still 0.
        sketch: By which copies of its text are found.
        seconds: What each stage took.
    """

    document: Document
    format: str
    rows: Rows
    sketch: Sketch
    seconds: Mapping[str, float]


def prepare_file(task: FileTask, *, enterprises: Path, lexicon: Lexicon) -> Prepared:
    """
    Read, recognise and cut one file.

    Args:
        task: The file.
        enterprises: The keeper's list of them.
        lexicon: By which it is cut.

    Raises:
        SecrecyMark: It may not enter.
        KnowledgeBaseError: The file cannot be read.
    """
    settings, stages = Settings(), Stages()
    with stages.timed("read"):
        name = Path(task.given).name  # an original is kept without it
        extracted = read(task.path, name=name, size_limit_bytes=settings.file_size_bytes)
    refuse_secrets(extracted)
    with stages.timed("recognise"):
        recognised = recognise(
            extracted,
            document_id=task.document_id,
            file_name=name,
            enterprises=_enterprises(enterprises),
        )
        document = _graded(recognised, task.grade) if task.grade else recognised
    with stages.timed("cut"):
        rows = build_rows(0, document, (PUBLIC,), _analyser(lexicon))
    with stages.timed("sketch"):
        made = sketch(passage.text for passage in rows.passages)
    return Prepared(document, extracted.format, rows, made, stages.seconds())


def _graded(document: Document, grade: str) -> Document:
    """Give a document whose source is of the grade that was given with its file."""
    told = {**document.facts, "source_grade": Fact(grade, 1.0, IMPORT)}
    return replace(document, facts=MappingProxyType(told), source_grade=grade)


def prepare_rows(task: tuple[str, int], *, lexicon: Lexicon) -> Rows:
    """
    Cut a document of the catalogue again.

    Args:
        task: The catalogue's URL and the document's ordinal.
        lexicon: By which it is cut.

    Raises:
        DocumentNotFound: It was removed meanwhile.
    """
    url, ordinal = task
    with _catalogue(url).read() as connection:
        stored = documents.get(connection, ordinal)
    if stored is None:
        raise DocumentNotFound(str(ordinal))
    return build_rows(ordinal, stored.document, stored.groups, _analyser(lexicon))


def warm_up(lexicon: Lexicon) -> None:
    """Load what every task needs, before the first task's clock runs."""
    _analyser(lexicon)


@lru_cache(maxsize=1)
def _analyser(lexicon: Lexicon) -> Analyser:
    return open_analyser(Settings(), lexicon)


@cache
def _enterprises(path: Path) -> Enterprises:
    return read_enterprises(path)


@cache
def _catalogue(url: str) -> Catalogue:
    return Catalogue.open(url)
