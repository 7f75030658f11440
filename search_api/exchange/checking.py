"""Reading the files of a package before anything is written: one that cannot enter stops it all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.actor import Actor
from corpus.catalogue import documents, quarantine
from corpus.catalogue.quarantine import Refused
from corpus.errors import KnowledgeBaseError, SecrecyMark
from corpus.read import read
from corpus.read.child import ChildPool
from corpus.recognise.secrecy import refuse_secrets, secrecy_mark
from corpus.settings import Settings
from indexer.library import Library
from search_api.exchange.manifest import DocumentItem
from search_api.exchange.notice import NOTICE_LABELS, texts_in
from search_api.exchange.opening import Staged, unstage
from search_api.exchange.refusing import PackageRefused

Moved = Callable[[int, int], None]  # done, of how many
Wrong = tuple[DocumentItem, KnowledgeBaseError]  # what may not enter, and why

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class FileToCheck:
    """A file of a package; `name` is what it is called."""

    path: Path
    name: str
    item: DocumentItem


def check_files(library: Library, actor: Actor, staged: Staged, moved: Moved | None = None) -> None:
    """
    Read every file of a package that is not here already.

    Raises:
        PackageRefused: One bears a mark of secrecy, or cannot be read; the package is dropped.
    """
    _check_notices(staged)
    wrong = [*_marked(staged), *_unreadable(library, staged, moved)]
    if wrong:
        unstage(library, staged.sha256)
        _quarantine(library, actor, wrong)
        raise _refusal(wrong)


def _marked(staged: Staged) -> Iterator[Wrong]:
    """Find what bears a mark of secrecy in what is said of documents."""
    for each in staged.manifest.documents:
        told = (each.abstract, each.title, each.file_name)
        if level := next(filter(None, map(secrecy_mark, told)), None):
            yield each, SecrecyMark(level)


def _check_notices(staged: Staged) -> None:
    """
    Look that no theme, recommendation, request or answer bears a mark of secrecy.

    Raises:
        PackageRefused: One does.
    """
    for each in staged.manifest.notices:
        if any(map(secrecy_mark, texts_in(each.content))):
            raise PackageRefused(
                f"包里有一条{NOTICE_LABELS[each.kind]}标有密级，整个包没有导入。",
                "请让对方撤下后重新打包。",
            )


def _unreadable(library: Library, staged: Staged, moved: Moved | None) -> Iterator[Wrong]:
    """Find the files that cannot enter."""
    tasks, settings = _tasks(library, staged), library.settings
    if not tasks:
        return
    with ChildPool(
        read_file,
        jobs=settings.jobs,
        timeout_s=settings.read_timeout_s,
        memory_bytes=settings.read_memory_bytes,
    ) as pool:
        for done, (task, result) in enumerate(pool.map_ordered(tasks)):
            if isinstance(result, KnowledgeBaseError):
                yield task.item, result
            if moved:
                moved(done + 1, len(tasks))


def read_file(task: FileToCheck) -> bool:
    """Read a file as it will be read when it is taken in."""
    limit = Settings().file_size_bytes
    refuse_secrets(read(task.path, name=task.name, size_limit_bytes=limit))
    return True


def _tasks(library: Library, staged: Staged) -> list[FileToCheck]:
    items = {each.identity: each for each in staged.manifest.documents}
    wanted = [items[each.sha256] for each in staged.manifest.files]
    with library.catalogue.read() as connection:
        known = documents.known(connection, [each.identity[:16] for each in wanted])
    return [
        FileToCheck(staged.file(each.identity), each.file_name, each)
        for each in wanted
        if each.identity[:16] not in known
    ]


def _quarantine(library: Library, actor: Actor, wrong: list[Wrong]) -> None:
    """Note of marked files that they came, and nothing else."""
    marked = [
        Refused(item.identity, str(error.facts["level"]), actor.id, library.clock())
        for item, error in wrong
        if isinstance(error, SecrecyMark)
    ]
    with library.catalogue.write() as connection:
        for each in marked:
            quarantine.note(connection, each)


def _refusal(wrong: list[Wrong]) -> PackageRefused:
    lines = [f"{_named(item, error)}：{error.detail}" for item, error in wrong]
    more = f"等 {len(lines)} 个" if len(lines) > _SHOWN else f"{len(lines)} 个"
    return PackageRefused(
        f"包里有{more}文件不能收，整个包没有导入：{' '.join(lines[:_SHOWN])}",
        "请让对方撤下这些文件后重新打包。",
        files=lines,
    )


def _named(item: DocumentItem, error: KnowledgeBaseError) -> str:
    """Name a file; of one that bears a mark nothing is told that it holds."""
    return item.identity[:16] if isinstance(error, SecrecyMark) else f"《{item.title}》"
