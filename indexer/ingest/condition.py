"""How a library is: what is in it, what waits, and whether its three parts agree."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from corpus.catalogue import documents, jobs, outbox
from corpus.catalogue.column_types import storable
from corpus.catalogue.jobs import Failure
from corpus.errors import KnowledgeBaseError
from indexer.library import Library


@dataclass(frozen=True, slots=True)
class Condition:
    """
    How a library is.

    Attributes:
        home: Its folder.
        documents: In the catalogue.
        classes: Document class -> documents.
        queued: Files that wait to be read.
        failures: Files that could not be taken in at their last try.
        engine: Name of the engine.
        index_bytes: Room that the index takes.
        behind: Changes that the index has not followed yet.
    """

    home: str
    documents: int
    classes: dict[str, int]
    queued: int
    failures: tuple[Failure, ...]
    engine: str
    index_bytes: int
    behind: int

    def as_object(self) -> dict[str, object]:
        """Give it as JSON wants it."""
        failures = [
            {"path": storable(each.path), "code": each.code, "detail": each.detail}
            for each in self.failures
        ]
        return {**asdict(self), "failed": len(failures), "failures": failures}


@dataclass(frozen=True, slots=True)
class Fault:
    """
    Something that does not agree.

    Attributes:
        code: Stable name.
        detail: What is wrong and how it is mended, in Chinese.
    """

    code: str
    detail: str


def examine(library: Library) -> Condition:
    """Tell how *library* is."""
    with library.catalogue.read() as connection:
        classes = documents.count_by_class(connection)
        waiting = jobs.waiting(connection)
        failures = tuple(jobs.failures(connection))
    return Condition(
        home=str(library.settings.home),
        documents=sum(classes.values()),
        classes=dict(classes),
        queued=waiting,
        failures=failures,
        engine=library.engine,
        index_bytes=library.index_folder.size_bytes(),
        behind=changes_behind(library),
    )


def changes_behind(library: Library) -> int:
    """Count the changes that the index has not followed yet."""
    generation = library.index_folder.current()
    indexed = library.index_folder.state(generation).indexed_seq if generation else 0
    with library.catalogue.read() as connection:
        return outbox.newest(connection) - indexed


def find_faults(library: Library, progress: Callable[[int, int], None]) -> list[Fault]:
    """Check every original, and the index against the catalogue."""
    with library.catalogue.read() as connection:
        entries = list(documents.entries(connection))
    faults = []
    for done, entry in enumerate(entries, start=1):
        if not library.originals.verify(entry.sha256):
            faults.append(
                Fault(
                    "ORIGINAL_DAMAGED",
                    f"{entry.path}：原件副本缺失或已损坏。请再次导入这个文件。",
                )
            )
        progress(done, len(entries))
    return (
        faults
        + _unknown_originals(library)
        + _index_faults(library, {entry.ordinal for entry in entries})
    )


def _unknown_originals(library: Library) -> list[Fault]:
    """Find originals of which the catalogue knows nothing, as when an older one was put back."""
    with library.catalogue.read() as connection:
        known_to_go = set(outbox.originals_to_go(connection))
        unknown = documents.unclaimed(connection, library.originals.hashes()) - known_to_go
    if not unknown:
        return []
    folder = library.settings.originals
    return [
        Fault(
            "ORIGINAL_UNKNOWN",
            f"{folder} 中有 {len(unknown)} 份原件不在目录里（它们不会被删除）。"
            f"若要收录，请运行 xuejian add {folder}。",
        )
    ]


def _index_faults(library: Library, expected: set[int]) -> list[Fault]:
    try:
        indexed = library.index.reader().ordinals() if expected else set()
    except KnowledgeBaseError as error:
        return [Fault(error.code, error.detail)]
    missing, extra = len(expected - indexed), len(indexed - expected)
    if not missing and not extra:
        return []
    return [
        Fault(
            "INDEX_DIFFERS",
            f"索引缺 {missing} 篇、多 {extra} 篇。请运行 xuejian rebuild 重建索引。",
        )
    ]
