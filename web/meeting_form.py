"""A joint meeting as a page's form sends it, and what its buttons do."""

import re
from collections.abc import Mapping

from search_api.access import ActorDep, LibraryDep
from search_api.meetings.following import with_follow_up
from search_api.meetings.meeting import AgendaItem, Meeting, Member
from search_api.meetings.meetings import with_document
from search_api.study.items import moved_at, without_at
from web.typed import V, lines_typed, texts_typed, with_typed

_TEXTS = (
    *("title", "hours", "place", "host", "recorder", "status", "summary"),
    *("document_number", "issuer", "sent_to"),
)
_DAYS = ("held_on", "issued_on")
_ITEMS: Mapping[str, tuple[str, ...]] = {
    "members": ("body", "who", "attendance"),
    "agenda": ("title", "speaker", "discussion"),
    "materials": ("remark",),
}
_ITEM = re.compile(rf"({'|'.join(_ITEMS)})\.(\d{{1,4}})")


def typed_meeting(meeting: Meeting, given: Mapping[str, str]) -> Meeting:
    """
    Put what was typed over a meeting; what the form does not send stays as it is.

    Args:
        meeting: As it was when the page was made.
        given: `title`, `members-0-who`, `agenda-1-discussion`, `materials-2-remark`.

    Raises:
        WrongValue: Something is too long, no day, or no number.
    """
    values = texts_typed(given, "", _TEXTS)
    values |= {name: given[name] or None for name in _DAYS if name in given}
    if "ordinal" in given:
        values["ordinal"] = given["ordinal"].strip() or 0
    for of, names in _ITEMS.items():
        values[of] = [
            _with_texts(each, f"{of}-{at}-", names, given)
            for at, each in enumerate(getattr(meeting, of))
        ]
    return with_typed(meeting, values, _LABELS)


def act_on_meeting(
    library: LibraryDep, actor: ActorDep, meeting: Meeting, act: str, given: Mapping[str, str]
) -> Meeting:
    """
    Do what a button says: `add:members`, `up:agenda.1`, `remove:materials.0`, `put:<id>`.

    `add:members` adds a body for each line of `new_members` that is not there, `update:agenda`
    writes how far the decisions before are today. A name that says nothing changes nothing.
    """
    verb, _, of = act.partition(":")
    match verb:
        case "put":
            return with_document(library, actor, meeting, of)
        case "update":
            return with_follow_up(library, actor, meeting)
        case "add" if of == "members":
            bodies = dict.fromkeys(lines_typed(given.get("new_members", "")) or [""])
            there = {each.body for each in meeting.members if each.body}
            new = [Member.model_construct(body=body) for body in bodies if body not in there]
            return with_typed(meeting, {"members": [*meeting.members, *new]}, _LABELS)
        case "add" if of == "agenda":
            return with_typed(meeting, {"agenda": [*meeting.agenda, AgendaItem()]}, _LABELS)
        case "up" | "down" | "remove":
            return _item_act(meeting, verb, of)
    return meeting


def _item_act(meeting: Meeting, verb: str, of: str) -> Meeting:
    found = _ITEM.fullmatch(of)
    if found is None:
        return meeting
    name, number = found[1], int(found[2])
    items = getattr(meeting, name)
    if verb == "remove":
        return meeting.model_copy(update={name: without_at(items, number)})
    return meeting.model_copy(update={name: moved_at(items, number, -1 if verb == "up" else 1)})


def _with_texts(value: V, lead: str, names: tuple[str, ...], given: Mapping[str, str]) -> V:
    return with_typed(value, texts_typed(given, lead, names), _LABELS)


_LABELS: Mapping[str, str] = {
    "title": "会议名称",
    "ordinal": "第几次",
    "held_on": "日期",
    "hours": "时间",
    "place": "地点",
    "host": "主持",
    "recorder": "记录",
    "status": "会议状态",
    "members": "成员单位",
    "agenda": "议程",
    "body": "单位",
    "who": "参会人员",
    "attendance": "到会情况",
    "speaker": "汇报单位",
    "discussion": "讨论情况",
    "remark": "说明",
    "summary": "会议意见",
    "document_number": "编号",
    "issuer": "印发机关",
    "issued_on": "印发日期",
    "sent_to": "分送",
}
