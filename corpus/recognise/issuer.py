"""Who issued a document."""

import re
from collections.abc import Sequence

from corpus.document import Fact, Span
from corpus.recognise.body_name import is_body_name, split_bodies
from corpus.recognise.dates import find_dates
from corpus.recognise.head import Head, Role
from corpus.recognise.lines import Line
from corpus.recognise.signature import Signature

_PREFIX = re.compile(r"^(?P<names>[^《》〈〉“”，。]{2,80}?)(?=关于|转发|印发|批转|对|令|公告|《)")
_SOURCE = re.compile(r"(?:信息来源|来源|发布机构)\s*[:：]\s*(?P<name>\S+)")
_MEETING = re.compile(
    "(?:第[一二三四五六七八九十百]+届)?(?P<name>.*?(?:常务委员会|代表大会|审判委员会|检察委员会))"
    "(?:第.{1,12}次)?(?:会议|会)"
)
_TERM = re.compile("第[一二三四五六七八九十百]+届")
_STATE_ORDER = re.compile("^(?:中华人民共和国)?(?P<name>国务院|主席|[^第]{2,30}?)令第")
_BEFORE_ACT = re.compile(r"^(?P<name>[^第《》，。]{2,40}?)(?:第\d+次.*?会议)?(?:公布|发布|批准|公告|印发|通过)")
_COURTS = {"审判委员会": "最高人民法院", "检察委员会": "最高人民检察院"}


def issuers_in_title(title: str) -> tuple[str, ...]:
    """Give the bodies that a title begins with: 国务院、中央军委关于…; empty without any."""
    match = _PREFIX.match(title)
    names = split_bodies(match["names"]) if match else ()
    return names if all(map(is_body_name, names)) else ()


def recognise_issuer(
    head: Head, title: Fact | None, signature: Signature | None
) -> Fact | None:
    """Give the issuers by title, enactment lines, signature, marks above the title, or source."""
    return (
        _from_title(head, title)
        or _from_enactment(head.of(Role.ENACTED))
        or _from_numbered_line(head)
        or _from_signature(signature)
        or _from_marks(head)
        or _from_people(head.of(Role.PERSON))
        or _from_source(head.of(Role.SOURCE))
    )


def _from_title(head: Head, title: Fact | None) -> Fact | None:
    """Give the issuers before 关于; names on lines of their own are joint issuers."""
    if title is None or not isinstance(title.value, str):
        return None
    names = issuers_in_title(title.value)
    if not names:
        return None
    marks = [line for line in head.of(Role.MARK) if title.span and line.start >= title.span.start]
    if len(marks) > 1:
        names = tuple(body for line in marks for body in split_bodies(line.text))
    start = title.span.start if title.span else 0
    length = len(title.value.partition("关于")[0])
    span = Span(start, start + length) if title.span and len(marks) < 2 else None
    return Fact(names, 0.95, "rule", span)


def _from_signature(signature: Signature | None) -> Fact | None:
    if signature is None or not signature.issuers:
        return None
    return Fact(signature.issuers, 0.9, "rule", signature.issuer_span)


def _from_enactment(lines: Sequence[Line]) -> Fact | None:
    """Give who promulgated the text, or else who adopted it, by the lines under a law's title."""
    found = [fact for line in lines if (fact := _enacting_body(line))]
    return found[0] if found else None


def _enacting_body(line: Line) -> Fact | None:
    """Read `2011年4月16日 中华人民共和国国务院令第596号公布`."""
    date = next(find_dates(line.text), None)
    offset = date.span.end if date else 0
    act = line.text[offset:]
    offset += len(act) - len(act.lstrip())
    act = act.strip()
    name = _body_of_act(act)
    at = act.find(name) if name else -1
    if not name:
        return None
    span = Span(line.start + offset + at, line.start + offset + at + len(name)) if at >= 0 else None
    return Fact((name,), 0.85, "rule", span)


def _body_of_act(act: str) -> str | None:
    order = _STATE_ORDER.match(act)
    if order:
        return {"主席": None}.get(order["name"], order["name"])
    meeting = _MEETING.search(act.partition("《")[0])
    if meeting:
        name = _TERM.sub("", meeting["name"])
        court = next((court for part, court in _COURTS.items() if name.endswith(part)), None)
        return court or _national(name)
    match = _BEFORE_ACT.match(act)
    return match["name"] if match and is_body_name(match["name"]) else None


def _national(name: str) -> str:
    """Name the National People's Congress in full where only 第…届 stood before its name."""
    return f"全国{name}" if name.startswith("人民代表大会") else name


def _from_numbered_line(head: Head) -> Fact | None:
    """Give who printed: （江国资党〔2023〕21号　中共江澄市国资委委员会2023年9月18日印发）."""
    for line in [*head.of(Role.NUMBER), *head.of(Role.ENACTED)]:
        match = re.search(r"(?:^|[号\s])(?P<name>[^\s\d号（(]{2,40}?)\s*(?=\d{4}年.*印发)", line.text)
        if match and is_body_name(match["name"]):
            span = Span(line.start + match.start("name"), line.start + match.end("name"))
            return Fact((match["name"],), 0.9, "rule", span)
    return None


def _from_marks(head: Head) -> Fact | None:
    marks = [line for line in head.of(Role.MARK) if not line.text.endswith("令")]
    names = tuple(
        body for line in marks for body in split_bodies(line.text.removesuffix("文件").strip())
    )
    return Fact(names, 0.85, "rule", Span(marks[0].start, marks[-1].end)) if names else None


def _from_people(lines: Sequence[Line]) -> Fact | None:
    bodies = [line for line in lines if is_body_name(line.text)]
    if not bodies:
        return None
    names = tuple(body for line in bodies for body in split_bodies(line.text))
    return Fact(names, 0.75, "rule", Span(bodies[0].start, bodies[-1].end))


def _from_source(lines: Sequence[Line]) -> Fact | None:
    for line in lines:
        match = _SOURCE.search(line.text)
        if match and is_body_name(match["name"]):
            span = Span(line.start + match.start("name"), line.start + match.end("name"))
            return Fact((match["name"],), 0.6, "rule", span)
    return None
