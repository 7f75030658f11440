"""A study session as a page's form sends it, and what its buttons do."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.quotation import Quotation
from search_api.access import ActorDep, LibraryDep
from search_api.study.collecting import collection
from search_api.study.session import Measure, Reading, Session, Speech
from search_api.study.sessions import (
    LIST_NAMES,
    added,
    moved,
    with_document,
    with_quotations,
    without,
    without_quotation,
)
from web.typed import V, texts_typed, with_typed

_LINES = frozenset({"members", "questions"})  # fields that hold one text a line
_TEXTS = ("title", "theme", "hours", "place", "host", "recorder", "members", "questions", "outcome")
_ITEM = re.compile(rf"({'|'.join(LIST_NAMES)})\.(\d{{1,4}})(?:\.(\d{{1,4}}))?")


def typed_session(session: Session, given: Mapping[str, str]) -> Session:
    """
    Put what was typed over a session; what the form does not send stays as it is.

    Args:
        session: As it was when the page was made.
        given: `title`, `reading-0-notes`, `reading-0-progress-甲` of a member,
            `speeches-2-words`, `measures-0-due`.

    Raises:
        WrongValue: Something is too long, or no day.
    """
    values = texts_typed(given, "", _TEXTS, listed=_LINES)
    if "held_on" in given:
        values["held_on"] = given["held_on"] or None
    values["reading"] = [
        _reading(each, f"reading-{at}-", given) for at, each in enumerate(session.reading)
    ]
    values["speeches"] = [
        _with_texts(each, f"speeches-{at}-", ("who", "words"), given)
        for at, each in enumerate(session.speeches)
    ]
    values["measures"] = [
        _with_texts(each, f"measures-{at}-", ("what", "owner", "due"), given)
        for at, each in enumerate(session.measures)
    ]
    return with_typed(session, values, _LABELS)


def act_on_session(
    library: LibraryDep, actor: ActorDep, session: Session, act: str, ticked: Iterable[int]
) -> Session:
    """
    Do what a button says: `add:speeches`, `up:reading.1`, `remove:reading.0.2`, `put:<id>`.

    `collected` puts the quotations of the collection that are ticked. A name that says nothing
    changes nothing.
    """
    verb, _, of = act.partition(":")
    match verb:
        case "put":
            return with_document(library, actor, session, of)
        case "collected":
            return with_quotations(session, _collected(library, actor, ticked))
        case "add" if of == "speeches":
            return added(session, "speeches", Speech())
        case "add" if of == "measures":
            return added(session, "measures", Measure())
        case "up" | "down" | "remove":
            return _item_act(session, verb, of)
    return session


def _item_act(session: Session, verb: str, of: str) -> Session:
    found = _ITEM.fullmatch(of)
    if found is None:
        return session
    (name,) = (each for each in LIST_NAMES if each == found[1])
    number = int(found[2])
    if found[3] is not None:
        return without_quotation(session, number, int(found[3]))
    if verb == "remove":
        return without(session, name, number)
    return moved(session, name, number, -1 if verb == "up" else 1)


def _collected(library: LibraryDep, actor: ActorDep, ticked: Iterable[int]) -> list[Quotation]:
    chosen = set(ticked)
    kept = collection(library, actor).kept
    return [each.state.quotation for each in kept if each.collected.id in chosen]


def _reading(reading: Reading, lead: str, given: Mapping[str, str]) -> Reading:
    values = texts_typed(given, lead, ("leader", "notes"))
    if f"{lead}required" in given:
        values["is_required"] = given[f"{lead}required"] == "1"
    of = f"{lead}progress-"  # a member's name follows: numbers would be others' once members change
    told = {name.removeprefix(of): far for name, far in given.items() if name.startswith(of)}
    progress: dict[str, Any] = {**reading.progress, **told}
    return with_typed(reading, {**values, "progress": progress}, _LABELS)


def _with_texts(value: V, lead: str, names: tuple[str, ...], given: Mapping[str, str]) -> V:
    return with_typed(value, texts_typed(given, lead, names), _LABELS)


_LABELS: Mapping[str, str] = {
    "title": "名称",
    "theme": "主题",
    "held_on": "日期",
    "hours": "时间",
    "place": "地点",
    "host": "主持人",
    "recorder": "记录人",
    "members": "参加人员",
    "questions": "讨论题",
    "outcome": "研讨成果",
    "leader": "领学人",
    "notes": "笔记",
    "progress": "进度",
    "who": "发言人",
    "words": "发言",
    "what": "措施",
    "owner": "责任人",
    "due": "时限",
}
