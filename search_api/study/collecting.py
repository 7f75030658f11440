"""备课篮: quotations that an actor keeps for later, with notes, tags and folders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import collected
from corpus.catalogue.collected import Collected, Folder
from corpus.document import Span
from corpus.errors import CollectedNotFound, DocumentNotFound, WrongValue
from corpus.quotation import Quotation, is_same
from indexer.library import Library
from search_api.reading import find_document
from search_api.study.quoting import quoted
from search_api.study.sources import SourceState, source_states

MOST_COLLECTED = 2000  # of one actor
LONGEST_NOTE = 5000  # characters
MOST_TAGS = 20
LONGEST_TAG = 30
LONGEST_FOLDER = 60
MOST_FOLDERS = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A quotation of the collection.

    Attributes:
        collected: As it is kept.
        state: What became of its source.
    """

    collected: Collected
    state: SourceState


@dataclass(frozen=True, slots=True)
class Collection:
    """
    What an actor keeps.

    Attributes:
        kept: In the actor's order.
        folders: In the order in which they were made.
    """

    kept: tuple[Kept, ...]
    folders: tuple[Folder, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag once, in order."""
        return tuple(dict.fromkeys(tag for each in self.kept for tag in each.collected.tags))

    def lying(self, folder: int | None) -> tuple[Kept, ...]:
        """Give what lies in a folder; with None, in none."""
        return tuple(each for each in self.kept if each.collected.folder == folder)

    def bearing(self, tag: str) -> tuple[Kept, ...]:
        """Give what bears a tag, all where it is empty; folder by folder, what is in none first."""
        places: list[int | None] = [None, *(folder.id for folder in self.folders)]
        found = (each for place in places for each in self.lying(place))
        return tuple(each for each in found if not tag or tag in each.collected.tags)


def collection(library: Library, actor: Actor) -> Collection:
    """Give what an actor keeps, with what became of the sources."""
    with library.catalogue.read() as connection:
        kept = collected.of_actor(connection, actor.id)
        folders = collected.folders(connection, actor.id)
    states = source_states(library, actor, [each.quotation for each in kept])
    return Collection(tuple(map(Kept, kept, states)), tuple(folders))


def count_collected(library: Library, actor: Actor) -> int:
    """Count what an actor keeps."""
    with library.catalogue.read() as connection:
        return collected.count(connection, actor.id)


def collect(
    library: Library, actor: Actor, document_id: str, span: Span, *, folder: int | None = None
) -> tuple[Collected, bool]:
    """
    Keep what stands at a span of a document; the same words of it are kept once.

    Returns:
        The quotation, and whether it is new in the collection.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
        WrongValue: The span is none of its text, or there are too many quotations.
    """
    return _collect(
        library, actor, quoted(find_document(library, actor, document_id), span), folder
    )


def collect_passage(
    library: Library, actor: Actor, passage_id: str, *, folder: int | None = None
) -> tuple[Collected, bool]:
    """
    Keep a passage, named as hits name it: its document's id, a dot, its place.

    Returns:
        As `collect`.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
        WrongValue: There are too many quotations.
    """
    document_id, _, place = passage_id.partition(".")
    stored = find_document(library, actor, document_id)
    found = (each for each in stored.document.passages if str(each.place) == place)
    passage = next(found, None)
    if passage is None:
        raise DocumentNotFound(passage_id)
    return _collect(library, actor, quoted(stored, Span(passage.start, passage.end)), folder)


def annotate(
    library: Library,
    actor: Actor,
    number: int,
    *,
    note: str,
    tags: Sequence[str],
    folder: int | None,
    revision: int,
) -> Collected:
    """
    Change what stands beside a quotation.

    Raises:
        CollectedNotFound: There is none of this number.
        ChangedMeanwhile: It has another revision; nothing was changed.
        WrongValue: The note is too long, there are too many tags, or no such folder.
    """
    told = tuple(dict.fromkeys(filter(None, (" ".join(tag.split()) for tag in tags))))
    if len(note) > LONGEST_NOTE:
        raise WrongValue(f"备注最多 {LONGEST_NOTE} 字，这里有 {len(note)} 字。请写短一些。")
    if len(told) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in told):
        raise WrongValue(f"标签最多 {MOST_TAGS} 个，每个最多 {LONGEST_TAG} 字。")
    with library.catalogue.write() as connection:
        known = collected.get(connection, actor.id, number)
        _check_folder(connection, actor, folder)
        collected.change(connection, known, note=note, tags=told, folder=folder, expected=revision)
        return collected.get(connection, actor.id, number)


def arrange(library: Library, actor: Actor, numbers: Sequence[int]) -> None:
    """Put quotations into an order; those that it does not name stay where they are."""
    with library.catalogue.write() as connection:
        collected.arrange(connection, actor.id, numbers)


def move(library: Library, actor: Actor, number: int, by: int, tag: str = "") -> None:
    """
    Move a quotation up or down among those of its folder, of those that bear a tag where given.

    Raises:
        CollectedNotFound: There is none of this number.
    """
    with library.catalogue.write() as connection:
        known = collected.of_actor(connection, actor.id)
        moved = next((each for each in known if each.id == number), None)
        if moved is None:
            raise CollectedNotFound(number)
        beside = [
            each.id
            for each in known
            if each.folder == moved.folder and (not tag or tag in each.tags or each is moved)
        ]
        at = beside.index(number)
        beside.insert(min(max(at + by, 0), len(beside) - 1), beside.pop(at))
        collected.arrange(connection, actor.id, beside)


def remove(library: Library, actor: Actor, numbers: Iterable[int]) -> list[int]:
    """Take quotations away; give the numbers of those that were there, for `restore`."""
    with library.catalogue.write() as connection:
        return collected.remove(connection, actor.id, set(numbers), now=library.clock())


def restore(library: Library, actor: Actor, numbers: Iterable[int]) -> None:
    """Bring quotations back to where they stood."""
    with library.catalogue.write() as connection:
        collected.restore(connection, actor.id, set(numbers))


def make_folder(library: Library, actor: Actor, name: str) -> Folder:
    """
    Make a folder; one that has the name already is given back.

    Raises:
        WrongValue: The name is empty or too long, or there are too many.
    """
    told = " ".join(name.split())
    if not told or len(told) > LONGEST_FOLDER:
        raise WrongValue(f"请给文件夹起一个名称，最多 {LONGEST_FOLDER} 字。")
    with library.catalogue.write() as connection:
        known = collected.folders(connection, actor.id)
        if len(known) >= MOST_FOLDERS and all(each.name != told for each in known):
            raise WrongValue(f"最多 {MOST_FOLDERS} 个文件夹。请先移除不用的。")
        return collected.make_folder(connection, actor.id, told)


def remove_folder(
    library: Library, actor: Actor, number: int
) -> tuple[Folder, tuple[int, ...]] | None:
    """Take a folder away; give it and what lay in it, which stays; None where there is none."""
    with library.catalogue.write() as connection:
        lay = [
            each.id for each in collected.of_actor(connection, actor.id) if each.folder == number
        ]
        gone = collected.remove_folder(connection, actor.id, number)
    return None if gone is None else (gone, tuple(lay))


def restore_folder(library: Library, actor: Actor, name: str, numbers: Iterable[int]) -> Folder:
    """
    Make a folder again, and put back what lay in it.

    Raises:
        WrongValue: As `make_folder` does.
    """
    folder = make_folder(library, actor, name)
    with library.catalogue.write() as connection:
        collected.put_into_folder(connection, actor.id, set(numbers), folder.id)
    return folder


def _collect(
    library: Library, actor: Actor, quotation: Quotation, folder: int | None
) -> tuple[Collected, bool]:
    with library.catalogue.write() as connection:
        _check_folder(connection, actor, folder)
        known = collected.of_actor(connection, actor.id)
        same = next((each for each in known if is_same(each.quotation, quotation)), None)
        if same is not None:
            return same, False
        if len(known) >= MOST_COLLECTED:
            raise WrongValue(f"备课篮最多放 {MOST_COLLECTED} 条引文。请先移出不用的。")
        (number,) = collected.collect(
            connection, actor.id, [quotation], folder=folder, now=library.clock()
        )
        return collected.get(connection, actor.id, number), True


def _check_folder(connection: Connection, actor: Actor, folder: int | None) -> None:
    known = {each.id for each in collected.folders(connection, actor.id)}
    if folder is not None and folder not in known:
        raise WrongValue("没有这个文件夹：可能已经移除。请刷新页面再试。")
