"""`xuejian meetings`, `decisions`, `minutes` and `reminders`: who met, and what is to be done."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from corpus.actor import LOCAL
from search_api.command.console import Context, print_json, tell
from search_api.ledger.decision import STATES, Decision, State
from search_api.ledger.decisions import DECISIONS, Asked, decisions_by_meeting, list_decisions
from search_api.ledger.filed import Filed
from search_api.ledger.reminding import (
    REGISTER_LABELS,
    URGENCY_LABELS,
    Reminder,
    Urgency,
    reminders,
)
from search_api.ledger.schemas import filed_object, reminders_object
from search_api.meetings.meeting import STATUS_LABELS, Meeting
from search_api.meetings.meetings import MEETINGS
from search_api.meetings.minutes_word import minutes_file
from search_api.study.schemas import opened_object
from search_api.study.shelf import Opened

_STATES = "、".join(f"{state}（{label}）" for state, label in STATES.labels.items())
_ONE_OBJECT = "每条输出一行 JSON"


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command("meetings", help="列出联席会议：编号、日期、名称、议定事项。")(meetings)
    app.command("decisions", help="列出议定事项，超期的在前。")(decisions)
    app.command("minutes", help="把一次联席会议的纪要写成 Word 文件。")(minutes)
    app.command("reminders", help="督办提醒：超期、7 天内到期和未定时限的，按责任单位列出。")(
        remind
    )


def meetings(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=_ONE_OBJECT)] = False,
) -> None:
    """Print the meetings."""
    settings: Context = context.obj
    with settings.library() as library:
        found = MEETINGS.all(library, LOCAL)
        decided = decisions_by_meeting(library, LOCAL)
    for each in found:
        if as_json:
            print_json(opened_object(each))
        else:
            print(_meeting_line(each, decided.get(each.paper.id, ())))
    if not as_json:
        tell(f"共 {len(found)} 次。")


def decisions(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="含有的词")] = "",
    state: Annotated[State | None, typer.Option("--state", help=f"状态：{_STATES}")] = None,
    body: Annotated[str, typer.Option("--body", help="责任或配合单位")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="只列超期的")] = False,
    meeting: Annotated[int | None, typer.Option("--meeting", help="哪次会议的，会议编号")] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_ONE_OBJECT)] = False,
) -> None:
    """Print what was decided."""
    settings: Context = context.obj
    with settings.library() as library:
        listed = list_decisions(library, LOCAL, Asked(words, state, body, overdue, meeting))
        today = library.today
    for each in listed.found:
        if as_json:
            print_json(filed_object(DECISIONS, each, today))
        else:
            print(_decision_line(each, today))
    if not as_json:
        tell(f"列出 {len(listed.found)} 项，共 {listed.total} 项，超期 {listed.overdue} 项。")


def minutes(
    context: typer.Context,
    number: Annotated[int, typer.Argument(min=1, help="会议编号，见 xuejian meetings")],
    docx: Annotated[Path, typer.Option("--docx", help="写到这个文件")],
) -> None:
    """Write the minutes of a meeting."""
    settings: Context = context.obj
    if docx.is_dir():
        raise typer.BadParameter(f"这是一个文件夹：{docx}。请写出文件名，例如 纪要.docx。")
    with settings.library() as library:
        written = minutes_file(library, LOCAL, number).content
    try:
        docx.write_bytes(written)
    except OSError as error:
        raise typer.BadParameter(f"写不了这个文件：{docx}。请检查路径和权限。") from error
    tell(f"已写入 {docx}。")


def remind(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Print what is to be reminded of."""
    settings: Context = context.obj
    with settings.library() as library:
        found = reminders(library, LOCAL)
    if as_json:
        print_json(reminders_object(found))
        return
    for body, group in found.groups.items():
        print(f"{body}（{len(group)} 项）")
        for each in group:
            print(f"  {_reminder_line(each)}")
    counted = "，".join(f"{URGENCY_LABELS[why]} {n} 项" for why, n in found.counts.items() if n)
    tell(f"{counted}。" if counted else "没有要提醒的。")


def _meeting_line(opened: Opened[Meeting], made: Sequence[Filed[Decision]]) -> str:
    meeting = opened.content
    held_on = meeting.held_on.isoformat() if meeting.held_on else "日期未定"
    open_ = sum(each.content.state in STATES.running for each in made)
    decided = f"  议定 {len(made)} 项，未办结 {open_} 项" if made else ""
    status = STATUS_LABELS[meeting.status]
    return f"{opened.paper.id:>5}  {held_on}  {status}  {meeting.name}{decided}"


def _decision_line(filed: Filed[Decision], today: date) -> str:
    content = filed.content
    due = content.due.isoformat() if content.due else "未定时限"
    told = (content.serial, STATES.labels[content.state], due, content.body or "未定责任单位")
    late = "超期" if DECISIONS.is_overdue(filed, today) else ""
    return "  ".join(filter(None, (*told, late, content.title)))


def _reminder_line(each: Reminder) -> str:
    when = {
        Urgency.OVERDUE: f"超期 {-(each.days or 0)} 天",
        Urgency.SOON: f"还有 {each.days} 天" if each.days else "今天到期",
        Urgency.UNDATED: URGENCY_LABELS[Urgency.UNDATED],
    }[each.urgency]
    return f"{each.serial}  {REGISTER_LABELS[each.register]}  {each.state}  {when}  {each.title}"
