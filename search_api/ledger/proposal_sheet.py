"""The ledger of proposals as a workbook: out, and in again."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from types import MappingProxyType

from corpus.actor import Actor
from indexer.library import Library
from search_api.access import only_keepers
from search_api.ledger.book import read_book
from search_api.ledger.faults import Refusal
from search_api.ledger.filing import FIRST_DAY
from search_api.ledger.proposal import PROPOSAL_LABELS, STATES, Proposal, State
from search_api.ledger.proposals import PROPOSALS
from search_api.ledger.reading import Reading, read_register
from search_api.ledger.sheet import ListSheet, SheetForm, Workbook, write_register
from search_api.ledger.taking_back import same_since
from search_api.ledger.taking_in import Progress, TakenIn, take_in, taken_back_before

SHEET = SheetForm(
    ledger=PROPOSALS,
    name="建言献策台账",
    days=frozenset({"received", "due", "on"}),
    lists=MappingProxyType(
        {
            "replies": ListSheet("答复", {"on": "答复日期", "by": "答复单位", "words": "答复内容"}),
            "links": ListSheet("关联", {"kind": "种类", "key": "库中编号", "title": "名称"}),
        }
    ),
    left_out=frozenset({"draft"}),
    blank=Proposal(title="（空）", received=FIRST_DAY),
)


def proposals_workbook(library: Library, actor: Actor, *, names: bool = False) -> Workbook:
    """
    Write the ledger, the oldest first; who proposed only with *names*, for its keeper.

    Raises:
        Forbidden: The actor may not see the ledger.
    """
    filed = reversed(PROPOSALS.all(library, actor))
    return write_register(SHEET, filed, library.today, names=names)


def read_proposals(library: Library, actor: Actor, content: bytes) -> Reading[Proposal]:
    """
    Say what an .xlsx file would do to the ledger.

    Raises:
        UnsupportedFormat: It is no .xlsx file.
        UnreadableFile: It is damaged.
        WrongValue: It is no workbook of the ledger, or too large.
        Forbidden: The actor may not change the ledger.
    """
    only_keepers(actor)
    sheets = read_book(library.settings, content, SHEET.all_columns)
    known, removed = PROPOSALS.all(library, actor), PROPOSALS.removed(library, actor)
    reading = read_register(
        SHEET,
        sheets,
        known,
        removed,
        taken_back=taken_back_before(library, PROPOSALS),
        same_since=same_since(library, PROPOSALS),
    )
    answered = tuple((filed, _answered(filed.content, told)) for filed, told in reading.changed)
    return replace(reading, changed=answered)


def _answered(before: Proposal, told: Proposal) -> Proposal:
    """Bring what waits and is given a reply into the state that the page gives it."""
    is_replied = len(told.replies) > len(before.replies)
    waits = told.state is before.state and told.state in STATES.running
    return told.model_copy(update={"state": State.ANSWERED}) if is_replied and waits else told


def take_in_proposals(
    library: Library,
    actor: Actor,
    reading: Reading[Proposal],
    progress: Progress = lambda done, total: None,
) -> TakenIn:
    """Write what an .xlsx file says; see `take_in`."""
    return take_in(library, actor, PROPOSALS, reading, progress)


def receive_proposals(
    library: Library,
    actor: Actor,
    content: bytes,
    *,
    check: bool = False,
    skip: bool = False,
    progress: Progress = lambda done, total: None,
) -> tuple[Reading[Proposal], TakenIn]:
    """
    Read an .xlsx file, and take it in where nothing in it is refused.

    Args:
        library: Where the ledger is.
        actor: Who takes it in.
        content: The file.
        check: Whether it is only read.
        skip: Whether what is refused is left out, and the rest taken in.
        progress: Is told how many of how many are done.

    Returns:
        What the file says, and what was written of it.

    Raises:
        KnowledgeBaseError: As `read_proposals` and `take_in_proposals`; nothing was written.
    """
    reading = read_proposals(library, actor, content)
    if check or (reading.refused and not skip):
        return reading, TakenIn()
    return reading, take_in_proposals(library, actor, reading, progress)


def changes_told(reading: Reading[Proposal]) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """Say of each entry that changes its serial, which fields do, and whether its name is lost."""
    pairs = (*reading.changed, *reading.again)
    return tuple(
        _change_told(filed.content, content) for filed, content in pairs if filed.content != content
    )


def _change_told(before: Proposal, after: Proposal) -> tuple[str, tuple[str, ...], bool]:
    was, now = before.model_dump(), after.model_dump()
    fields = tuple(label for name, label in PROPOSAL_LABELS.items() if was[name] != now[name])
    return before.serial, fields, bool(before.source_name and after.is_unsigned)


def reading_object(reading: Reading[Proposal]) -> Mapping[str, object]:
    """Write for programs what an .xlsx file would do, or did."""
    return {
        "new": reading.entered,
        "changed": len(reading.changed),
        "same": reading.same,
        "unused": list(reading.unused),
        "refused": [_refusal_object(each) for each in reading.refused],
    }


def _refusal_object(refusal: Refusal) -> Mapping[str, object]:
    return {
        "sheet": refusal.sheet,
        "row": refusal.row,
        "serial": refusal.serial,
        "reason": refusal.reason,
        "faults": [asdict(each) for each in refusal.faults],
    }
