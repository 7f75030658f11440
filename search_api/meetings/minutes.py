"""The minutes of a meeting (会议纪要): what stands in them, in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.text.numerals import chinese
from indexer.library import Library
from search_api.citing import chinese_date
from search_api.export.blocks import Block, BlockKind
from search_api.export.concerns import concerns
from search_api.export.words import printable
from search_api.ledger.decision import Decision
from search_api.ledger.decisions import decisions_of
from search_api.meetings.materials import ShownMaterial, show_materials
from search_api.meetings.meeting import (
    ATTENDANCE_LABELS,
    UNNAMED,
    AgendaItem,
    Attendance,
    Meeting,
    Status,
)
from search_api.meetings.meetings import MEETINGS

MINUTES = "纪要"
DRAFT = "（草稿，会议尚未召开）"
_HELD = "会议认为，"  # where the words of the meeting do not say themselves whose they are


@dataclass(frozen=True, slots=True)
class Minutes:
    """
    Minutes, ready to be written.

    Attributes:
        name: Of the whole, as a file is called.
        mark: What stands in red above all (纪要标志).
        number: Of the minutes (编号), as it is printed; empty for none.
        issuer: Who sends them out; empty where it is not said.
        issued_on: When, as running text has it; empty where it is not said.
        is_draft: Whether the meeting is still to come.
        body: From what the meeting was to what it decided.
        attendance: 出席, 请假, 列席 and 记录, each with its names; only those that have some.
        sent_to: Whom they are sent to; empty where it is not said.
    """

    name: str
    mark: str
    number: str
    issuer: str
    issued_on: str
    is_draft: bool
    body: tuple[Block, ...]
    attendance: tuple[tuple[str, str], ...]
    sent_to: str


def minutes_of(library: Library, actor: Actor, number: int) -> Minutes:
    """
    Give the minutes of a meeting.

    Raises:
        PaperNotFound: There is none of this number, or it was removed.
    """
    meeting = MEETINGS.open(library, actor, number).content
    decided = [each.content for each in decisions_of(library, actor, number)]
    materials = show_materials(library, actor, meeting)
    title = meeting.title or UNNAMED
    return Minutes(
        name=f"{meeting.name}{MINUTES}",
        mark=printable(f"{title.removesuffix(MINUTES)}{MINUTES}"),
        number=printable(meeting.document_number),
        issuer=printable(meeting.issuer),
        issued_on=chinese_date(meeting.issued_on.isoformat()) if meeting.issued_on else "",
        is_draft=meeting.status is Status.DRAFTED,
        body=tuple(_body(meeting, decided, materials)),
        attendance=tuple(_attendance(meeting)),
        sent_to=printable(_listed(meeting.sent_to)),
    )


def _body(
    meeting: Meeting, decided: Sequence[Decision], materials: Sequence[ShownMaterial]
) -> Iterator[Block]:
    yield Block(BlockKind.TEXT, _overview(meeting))
    sections = (
        ("会议议程", tuple(_agenda(meeting.agenda))),
        ("会议意见", tuple(_summary(meeting.summary))),
        ("议定事项", tuple(_decided(decided))),
        ("会议材料", tuple(_materials(materials))),
    )
    told = [(title, said) for title, said in sections if said]
    for number, (title, said) in enumerate(told, 1):
        yield Block(BlockKind.HEADING, f"{chinese(number)}、{title}", 1)
        yield from said


def _overview(meeting: Meeting) -> str:
    """Tell when and where who met, and who led it: 会议概况."""
    day = chinese_date(meeting.held_on.isoformat()) if meeting.held_on else ""
    when = f"{day}{meeting.hours}"
    place = f"在{meeting.place}" if meeting.place else ""
    led = f"会议由{meeting.host}主持。" if meeting.host else ""
    lead = f"{when}，{place}召开" if when else f"{place}召开" if place else "召开"
    return printable(f"{lead}{meeting.name}。{led}现纪要如下。")


def _agenda(agenda: Iterable[AgendaItem]) -> Iterator[Block]:
    written = (each for each in agenda if each.title or each.discussion.strip())
    for number, each in enumerate(written, 1):
        speaker = f"（汇报单位：{each.speaker}）" if each.speaker else ""
        title = printable(f"（{chinese(number)}）{each.title}{speaker}")
        yield Block(BlockKind.HEADING, title, 2)
        yield from _text(each.discussion)


def _summary(summary: str) -> Iterator[Block]:
    said = summary.strip()
    if said:
        yield from _text(said if said.startswith("会议") else f"{_HELD}{said}")


def _decided(decided: Iterable[Decision]) -> Iterator[Block]:
    for number, each in enumerate(decided, 1):
        title = each.title.rstrip("。；")
        more = "".join(line.strip() for line in each.text.splitlines())
        words = f"{title}。{more}" if more else f"{title}。"
        yield Block(BlockKind.ITEM, printable(f"{number}. {words}{_duty(each)}"))


def _duty(decision: Decision) -> str:
    due = f"完成时限：{chinese_date(decision.due.isoformat())}" if decision.due else ""
    body = f"责任单位：{decision.body}" if decision.body else ""
    partners = f"配合单位：{'、'.join(decision.partners)}" if decision.partners else ""
    told = "；".join(filter(None, (body, partners, due)))
    return f"（{told}）" if told else ""


def _materials(materials: Iterable[ShownMaterial]) -> Iterator[Block]:
    for number, each in enumerate(materials, 1):
        remark = f"（{each.material.remark}）" if each.material.remark else ""
        yield Block(BlockKind.ITEM, printable(f"{number}. {each.state.line}{remark}"))
        if not each.state.is_sound:  # what else speaks against it stands in its line
            known = "；".join(concerns(each.state))
            yield Block(BlockKind.MARK, printable(f"【须核对】{known}。"))


def _attendance(meeting: Meeting) -> Iterator[tuple[str, str]]:
    for attendance in (Attendance.PRESENT, Attendance.ABSENT, Attendance.OBSERVING):
        came = [each for each in meeting.members if each.attendance is attendance]
        names = (f"{each.body} {each.who}".strip() for each in came)
        told = "；".join(filter(None, names))
        if told:
            yield ATTENDANCE_LABELS[attendance], printable(told)
    if meeting.recorder:
        yield "记录", printable(meeting.recorder)


def _listed(lines: str) -> str:
    told = (line.strip().rstrip("。；、") for line in lines.splitlines())
    return "、".join(filter(None, told))


def _text(text: str) -> Iterator[Block]:
    said = printable(text).strip()
    if said:
        yield Block(BlockKind.TEXT, said)
