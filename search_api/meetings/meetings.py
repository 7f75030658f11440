"""The joint meetings of an actor, what goes into them from elsewhere, and the next one."""

from collections.abc import Iterable

from corpus.actor import Actor
from corpus.catalogue import papers
from corpus.catalogue.papers import PaperKind
from corpus.errors import WrongValue
from corpus.quotation import Reference
from indexer.library import Library
from search_api.citing import chinese_date
from search_api.ledger.decision import STATES, Decision
from search_api.ledger.decisions import DECISIONS
from search_api.ledger.ledger import Filed
from search_api.meetings.meeting import (
    MOST_MATERIALS,
    AgendaItem,
    Attendance,
    Material,
    Meeting,
    Status,
)
from search_api.reading import find_document
from search_api.study.paper_sources import sources_of
from search_api.study.quoting import reference_of
from search_api.study.shelf import LONGEST_TITLE, Opened, Shelf

MEETINGS = Shelf(PaperKind.MEETING, Meeting)

FOLLOWED_UP = "上次议定事项落实情况"


def begin_meeting(library: Library, actor: Actor, source: PaperKind, of: int) -> Opened[Meeting]:
    """
    Make a meeting whose material is what another paper of the actor quotes and names.

    Args:
        library: Where it lies.
        actor: Whose both are.
        source: What kind of paper it is.
        of: Its number.

    Raises:
        PaperNotFound: There is no such paper.
    """
    with library.catalogue.read() as connection:
        paper = papers.get(connection, actor.id, source, of)
    named = {each.reference.document_id: each.reference for each in sources_of(paper.content)}
    materials = tuple(Material(reference=each) for each in named.values())[:MOST_MATERIALS]
    title = paper.title[:LONGEST_TITLE]
    return MEETINGS.make(library, actor, Meeting(title=title, materials=materials))


def with_document(library: Library, actor: Actor, meeting: Meeting, document_id: str) -> Meeting:
    """
    Add a document to the material, unless it is there.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
        WrongValue: There are too many already.
    """
    reference: Reference = reference_of(find_document(library, actor, document_id))
    if any(each.reference.document_id == reference.document_id for each in meeting.materials):
        return meeting
    if len(meeting.materials) >= MOST_MATERIALS:
        raise WrongValue(f"一次会议最多列 {MOST_MATERIALS} 份材料。请移出不用的。")
    materials = (*meeting.materials, Material(reference=reference))
    return meeting.model_copy(update={"materials": materials})


def begin_next_meeting(library: Library, actor: Actor, number: int) -> Opened[Meeting]:
    """
    Make the meeting after one: the same bodies, and what became of what was decided.

    Raises:
        PaperNotFound: There is no meeting of this number, or it was removed.
    """
    last = MEETINGS.open(library, actor, number)
    known = DECISIONS.all(library, actor)[::-1]
    series = _series(library, actor, last)
    told = [each for each in known if _is_told(each, number, series)]
    return MEETINGS.make(library, actor, _next(last.content, told))


def decision_line(filed: Filed[Decision]) -> str:
    """Tell of a decision in one line: number, matter, who answers, until when, how far it is."""
    content = filed.content
    due = f"{chinese_date(content.due.isoformat())}前" if content.due else ""
    told = "，".join(filter(None, (content.body, due, STATES.labels[content.state])))
    return f"{content.serial} {content.title}（{told}）"


def _series(library: Library, actor: Actor, last: Opened[Meeting]) -> frozenset[int]:
    """Give the numbers of the meetings that are called like one."""
    title = last.content.title
    alike = (each for each in MEETINGS.all(library, actor) if each.content.title == title)
    return frozenset(each.paper.id for each in alike)


def _is_told(filed: Filed[Decision], last: int, series: frozenset[int]) -> bool:
    """Tell what was decided last time, and what is not done of the times before."""
    if filed.entry.paper == last:
        return True
    is_of_series = filed.entry.paper is not None and filed.entry.paper in series
    return is_of_series and filed.content.state in STATES.running


def _next(last: Meeting, told: Iterable[Filed[Decision]]) -> Meeting:
    lines = "\n".join(decision_line(each) for each in told)
    agenda = (AgendaItem(title=FOLLOWED_UP, discussion=lines),) if lines else ()
    members = (
        each.model_copy(update={"attendance": Attendance.PRESENT})
        if each.attendance is Attendance.ABSENT
        else each
        for each in last.members
    )
    changed = {
        "ordinal": last.ordinal + 1 if last.ordinal else 0,
        "held_on": None,
        "status": Status.DRAFTED,
        "members": tuple(members),
        "agenda": agenda,
        "materials": (),
        "summary": "",
        "document_number": "",
        "issued_on": None,
    }
    return last.model_copy(update=changed)
