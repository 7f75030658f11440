"""The lists of what an actor borrows from cases: begun from practices, shown with their sources."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue.papers import PaperKind
from corpus.errors import WrongValue
from indexer.library import Library
from search_api.cases.borrowing import MOST_ROWS, BorrowedRow, Borrowing
from search_api.cases.opening import OpenedCase, open_cases
from search_api.cases.practices import Practice, practices_of
from search_api.export.concerns import concerns
from search_api.study.quoting import quoted
from search_api.study.shelf import Opened, Shelf
from search_api.study.sources import SourceState, source_states
from search_api.study.values import LONGEST_TITLE

BORROWINGS = Shelf(PaperKind.BORROWING, Borrowing)
MOST_CASES = 4  # from which a list is begun


@dataclass(frozen=True, slots=True)
class Offered:
    """
    A case whose practices can be taken into a list.

    Attributes:
        opened: The case.
        practices: Its practices, each with a key that names it.
    """

    opened: OpenedCase
    practices: tuple[tuple[str, Practice], ...]


def offer(library: Library, actor: Actor, ids: Sequence[str]) -> tuple[Offered, ...]:
    """
    Give the practices of chosen cases.

    Raises:
        WrongValue: None is chosen, or too many.
        DocumentNotFound: One is not there, or the actor may not see it.
    """
    chosen = list(dict.fromkeys(ids))
    if not 1 <= len(chosen) <= MOST_CASES:
        raise WrongValue(
            f"借鉴清单从 1 到 {MOST_CASES} 个案例写起，现在选了 {len(chosen)} 个。请返回重新勾选。"
        )
    return tuple(
        Offered(opened, tuple(_keyed(opened))) for opened in open_cases(library, actor, chosen)
    )


def begin_borrowing(
    library: Library,
    actor: Actor,
    ids: Sequence[str],
    *,
    keys: Iterable[str] | None = None,
    ours: str = "",
    title: str = "",
    into: int | None = None,
) -> Opened[Borrowing]:
    """
    Make a list of practices, or put them behind those of a list that is there.

    Args:
        library: Where the cases are.
        actor: Whose it is.
        ids: Of the cases.
        keys: Of the practices that are wanted; None for all.
        ours: What is written under 我们的条件 of each.
        title: Of a new list; one of the cases' when empty.
        into: The number of a list that is there; None to make one.

    Raises:
        WrongValue: No practice is chosen, or too many are.
        DocumentNotFound: A case is not there, or the actor may not see it.
        PaperNotFound: There is no such list.
    """
    offered = offer(library, actor, ids)
    wanted = None if keys is None else frozenset(keys)
    rows = tuple(
        BorrowedRow(practice=quoted(each.opened.stored, practice.quoted), ours=ours.strip())
        for each in offered
        for key, practice in each.practices
        if wanted is None or key in wanted
    )
    if not rows:
        raise WrongValue("还没有选做法。请至少勾选一条。")
    if into is None:
        named = title.strip() or _title(offered)
        return BORROWINGS.make(library, actor, Borrowing(title=named, rows=_few(rows)))

    def put(borrowing: Borrowing) -> Borrowing:
        known = {row.practice for row in borrowing.rows}
        new = tuple(row for row in rows if row.practice not in known)
        return borrowing.model_copy(update={"rows": _few(borrowing.rows + new)})

    return BORROWINGS.edit(library, actor, into, put)


def states_of(
    library: Library, actor: Actor, borrowing: Borrowing
) -> tuple[tuple[BorrowedRow, SourceState], ...]:
    """Give each row with what became of its source."""
    states = source_states(library, actor, [row.practice for row in borrowing.rows])
    return tuple(zip(borrowing.rows, states, strict=True))


def warnings_of(state: SourceState) -> tuple[str, ...]:
    """Say what speaks against a source beside what its citation says already."""
    return tuple(words for words in concerns(state) if words not in state.line)


def _keyed(opened: OpenedCase) -> Iterator[tuple[str, Practice]]:
    for each in practices_of(opened.case):
        yield f"{opened.case.id}:{each.span.start}", each


def _few(rows: tuple[BorrowedRow, ...]) -> tuple[BorrowedRow, ...]:
    if len(rows) > MOST_ROWS:
        raise WrongValue(f"一份清单最多 {MOST_ROWS} 条，这里有 {len(rows)} 条。请分成几份。")
    return rows


def _title(offered: Sequence[Offered]) -> str:
    first, *others = offered
    named = (first.opened.case.fields.get("enterprise") or (first.opened.case.title,))[0]
    return f"借鉴{named}{'等' if others else ''}做法的清单"[:LONGEST_TITLE]
