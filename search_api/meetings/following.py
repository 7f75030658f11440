"""The meeting after a meeting, and how far what was decided before it is carried out."""

from datetime import date

from corpus.actor import Actor
from indexer.library import Library
from search_api.citing import chinese_date
from search_api.ledger.decision import STATES, Decision, State
from search_api.ledger.decisions import DECISIONS
from search_api.ledger.filed import Filed
from search_api.meetings.meeting import AgendaItem, Attendance, Meeting, Status
from search_api.meetings.meetings import MEETINGS
from search_api.study.shelf import Opened

FOLLOWED_UP = "上次议定事项落实情况"


def meeting_after(library: Library, actor: Actor, number: int) -> Opened[Meeting] | None:
    """Give the meeting that was begun as the one after another; None where none was."""
    known = (each for each in MEETINGS.all(library, actor) if each.content.follows == number)
    return next(known, None)


def begin_next_meeting(library: Library, actor: Actor, number: int) -> Opened[Meeting]:
    """
    Make the meeting after one: the same bodies, and what became of what was decided.

    Where it was begun already, that one is given.

    Raises:
        PaperNotFound: There is no meeting of this number, or it was removed.
    """
    last = MEETINGS.open(library, actor, number).content
    following = _next(last).model_copy(update={"follows": number})
    told = with_follow_up(library, actor, following)
    return MEETINGS.make(library, actor, told, unless=lambda known: known.follows == number)


def follow_up(library: Library, actor: Actor, meeting: Meeting) -> str:
    """
    Tell how far what was decided before a meeting is today, one decision a line.

    What the meeting just before decided stands in it whole, of the earlier ones of the same title
    what is not done. Empty for a meeting that follows none.
    """
    last = meeting.follows
    if last is None:
        return ""
    alike = (each for each in MEETINGS.all(library, actor) if each.content.title == meeting.title)
    earlier = frozenset(each.paper.id for each in alike if each.paper.id < last)
    known = DECISIONS.all(library, actor)[::-1]
    told = (each for each in known if _is_told(each, last, earlier))
    return "\n".join(decision_line(each, library.today) for each in told)


def with_follow_up(library: Library, actor: Actor, meeting: Meeting) -> Meeting:
    """Put how far it is today into the item of the agenda, which stands first where it is new."""
    lines = follow_up(library, actor, meeting)
    if not lines:
        return meeting
    told = AgendaItem(title=FOLLOWED_UP, discussion=lines)
    if all(each.title != FOLLOWED_UP for each in meeting.agenda):
        return meeting.model_copy(update={"agenda": (told, *meeting.agenda)})
    agenda = tuple(
        each.model_copy(update={"discussion": lines}) if each.title == FOLLOWED_UP else each
        for each in meeting.agenda
    )
    return meeting.model_copy(update={"agenda": agenda})


def decision_line(filed: Filed[Decision], today: date) -> str:
    """Tell of a decision in one line: number, matter, who answers, until when, how far it is."""
    content = filed.content
    due = f"{chinese_date(content.due.isoformat())}前" if content.due else ""
    late = (today - content.due).days if content.due and STATES.is_overdue(content, today) else 0
    overdue = f"超期 {late} 天" if late else ""
    told = "，".join(filter(None, (content.body, due, STATES.labels[content.state], overdue)))
    far = " ".join(_how_far(content).split())
    return f"{content.serial} {content.title}（{told}）" + (f"：{far}" if far else "")


def _how_far(decision: Decision) -> str:
    """Give the words that were written of it last: what shows its end, why it differs, a step."""
    if decision.state is State.DONE:
        return decision.evidence
    if decision.state in (State.ADJUSTED, State.CANCELLED):
        return decision.reason
    return decision.steps[-1].words if decision.steps else ""


def _is_told(filed: Filed[Decision], last: int, earlier: frozenset[int]) -> bool:
    """Tell what was decided last time, and what is not done of the times before."""
    meeting = filed.entry.paper
    return meeting == last or (meeting in earlier and filed.content.state in STATES.running)


def _next(last: Meeting) -> Meeting:
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
        "agenda": (),
        "materials": (),
        "summary": "",
        "document_number": "",
        "issued_on": None,
    }
    return last.model_copy(update=changed)
