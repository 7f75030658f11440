"""A workbook that was read is taken into its register, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.actor import Actor
from corpus.catalogue import imports
from corpus.errors import ChangedMeanwhile, EntryNotFound
from indexer.library import Library
from search_api.ledger.filed import F, Filed
from search_api.ledger.ledger import Ledger
from search_api.ledger.reading import Reading
from search_api.ledger.writing import Writing

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """
    What became of a workbook.

    Attributes:
        written: How many entries are new or changed.
        number: Of the import, by which it is taken back; None where nothing was written.
    """

    written: int = 0
    number: int | None = None


def take_in(
    library: Library,
    actor: Actor,
    ledger: Ledger[F],
    reading: Reading[F],
    progress: Progress = lambda done, total: None,
) -> TakenIn:
    """
    Write what a workbook says, all of it or nothing.

    Args:
        library: Where the register is.
        actor: Who takes it in.
        ledger: The register.
        reading: Of the workbook.
        progress: Is told how many of how many are done.

    Raises:
        ChangedMeanwhile: An entry was changed since the reading; nothing was written.
        WrongValue: Something cannot be; nothing was written.
        Forbidden: The actor may not change the register.
    """
    total = reading.entered + len(reading.changed)
    if not total:
        return TakenIn()
    done = 0
    with ledger.writing(library, actor) as opened:
        number = imports.begin(
            opened.connection,
            ledger.register,
            made=reading.entered,
            changed=len(reading.changed),
            now=opened.now,
        )
        writing = replace(opened, of_import=number)
        for filed, content in reading.changed:
            ledger.put_expected(writing, filed, content)
            progress(done := done + 1, total)
        for filed, content in reading.again:
            _enter_again(ledger, writing, filed, content)
            progress(done := done + 1, total)
        for _ in ledger.enter_many(writing, reading.new):
            progress(done := done + 1, total)
    return TakenIn(total, number)


def _enter_again(ledger: Ledger[F], writing: Writing, filed: Filed[F], content: F) -> None:
    """
    Bring back an entry that a taking back removed, with what the row says of it.

    Raises:
        ChangedMeanwhile: Somebody brought it back, or changed it, meanwhile.
    """
    number, revision = filed.entry.id, filed.entry.revision
    try:
        back = ledger.bring_back(writing, number)
    except EntryNotFound as error:  # a restoration raises no revision
        raise ChangedMeanwhile(revision, revision) from error
    if back.entry.revision != revision:
        raise ChangedMeanwhile(revision, back.entry.revision)
    ledger.overwrite(writing, back, content)


def taken_back_before(library: Library, ledger: Ledger[F]) -> frozenset[int]:
    """Give the numbers of the entries that are removed because their import was taken back."""
    with library.catalogue.read() as connection:
        return imports.gone_with_theirs(connection, ledger.register)
