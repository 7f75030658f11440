"""Who issued a document."""

import re
from collections.abc import Sequence

from corpus.document import Fact, Span
from corpus.recognise.body_name import is_body_name, split_bodies
from corpus.recognise.dates import find_dates
from corpus.recognise.head import Head, Role
from corpus.recognise.lines import Line
from corpus.recognise.number import find_order_numbers
from corpus.recognise.place import find_place
from corpus.recognise.signature import Signature

_PREFIX = re.compile("(?P<names>[^《》〈〉“”，。]{2,80}?)(?=关于|转发|印发|批转|对(?!外))")
_SOURCE = re.compile(r"(?:信息来源|来源|发布机构)\s*[:：]\s*(?P<name>\S+)")
_PRINTED = re.compile(r"(?:^|[号\s])(?P<name>[^\s\d号（(]{2,40}?)\s*(?=\d{4}年.*印发)")
_MEETING = re.compile(
    "(?P<name>.*?(?:常务委员会|人大常委会|代表大会|审判委员会|检察委员会))(?:第.{1,12}次)?会议"
)
_TERM = re.compile(r"第?[一二三四五六七八九十百\d]+届(?:第.{1,8}(?=检察委员会|审判委员会))?")
_ACT = re.compile(
    r"(?P<name>[^第《》，。]{2,40}?)(?:(?:\d{4}年)?第\d+次.*?会议)?(?:审议)?(?:公布|发布|批准|公告|印发|通过|修订)"
)
_COURTS = {"审判委员会": "最高人民法院", "检察委员会": "最高人民检察院"}
_NAMELESS = ("市", "县", "省", "主席", "人民")  # 市人民代表大会: of which city it does not say


def issuers_in_title(title: str) -> tuple[str, ...]:
    """Give the bodies that a title begins with: 国务院、中央军委关于…; empty without any."""
    match = _PREFIX.match(title)
    names = split_bodies(match["names"]) if match else ()
    return names if all(map(is_body_name, names)) else ()


def recognise_issuer(
    head: Head, title: Fact | None, signature: Signature | None, *, text: str
) -> Fact | None:
    """Give the issuers: by order, title, enactment, printing, signature, marks or source."""
    return (
        _from_order(head)
        or _from_title(title, text)
        or _from_enactment(head.of(Role.ENACTED))
        or _from_printing([*head.of(Role.NUMBER), *head.of(Role.ENACTED)])
        or _from_signature(signature)
        or _from_names(head.of(Role.MARK), confidence=0.85)
        or _from_names(head.of(Role.PERSON), confidence=0.75)
        or _from_source(head.of(Role.SOURCE))
    )


def _from_order(head: Head) -> Fact | None:
    """Give who orders: 中华人民共和国国务院令 above 第703号."""
    for number in head.numbers:
        body, order, _ = number.canonical.partition("令第")
        if order and body not in _NAMELESS:
            return Fact((body,), 0.9, "rule", number.span)
    return None


def _from_title(title: Fact | None, text: str) -> Fact | None:
    if title is None or not isinstance(title.value, str):
        return None
    names = issuers_in_title(title.value)
    if not names:
        return None
    written = title.value[: title.value.find(names[-1]) + len(names[-1])]
    span = find_place(written, text, title.span.start) if title.span else None
    return Fact(names, 0.95 if span else 0.7, "rule", span)


def _from_enactment(lines: Sequence[Line]) -> Fact | None:
    """Give who adopted or promulgated a law, by the first line under its title that says so."""
    for line in lines:
        for start in [date.span.end for date in find_dates(line.text)] or [0]:
            fact = _enacting_body(line, start)
            if fact:
                return fact
    return None


def _enacting_body(line: Line, start: int) -> Fact | None:
    """Read what follows the date: `中华人民共和国国务院令第596号公布`."""
    act = line.text[start:]
    written = _body_of_act(act.strip(" 　（("))
    name = _TERM.sub("", written).removeprefix("经")
    name = name.replace("人大常委会", "人民代表大会常务委员会")
    name = next((court for part, court in _COURTS.items() if name.endswith(part)), name)
    name = f"全国{name}" if name.startswith("人民代表大会") else name
    if not name or name.startswith(_NAMELESS):
        return None
    at = act.find(written)
    span = Span(line.start + start + at, line.start + start + at + len(written))
    return Fact(split_bodies(name), 0.85, "rule", span)


def _body_of_act(act: str) -> str:
    before_title = act.partition("《")[0]
    orders = find_order_numbers(before_title)
    if orders:
        return before_title.partition("令")[0].partition("公告")[0].strip()
    meeting = _MEETING.match(before_title)
    if meeting:
        return meeting["name"]
    match = _ACT.match(act)
    return match["name"].strip() if match and is_body_name(match["name"].strip()) else ""


def _from_printing(lines: Sequence[Line]) -> Fact | None:
    """Give who printed: （江国资党〔2023〕21号　中共江澄市国资委委员会2023年9月18日印发）."""
    for line in lines:
        match = _PRINTED.search(line.text)
        if match and is_body_name(match["name"]):
            span = Span(line.start + match.start("name"), line.start + match.end("name"))
            return Fact((match["name"],), 0.9, "rule", span)
    return None


def _from_signature(signature: Signature | None) -> Fact | None:
    if signature is None or not signature.issuers:
        return None
    return Fact(signature.issuers, 0.9, "rule", signature.issuer_span)


def _from_names(lines: Sequence[Line], *, confidence: float) -> Fact | None:
    """Give the bodies that lines name, as above the number: 国务院文件."""
    named = [line for line in lines if is_body_name(line.text.removesuffix("文件").strip())]
    names = [body for line in named for body in split_bodies(line.text.removesuffix("文件"))]
    if not names:
        return None
    return Fact(tuple(names), confidence, "rule", Span(named[0].start, named[-1].end))


def _from_source(lines: Sequence[Line]) -> Fact | None:
    for line in lines:
        match = _SOURCE.search(line.text)
        if match and is_body_name(match["name"]):
            span = Span(line.start + match.start("name"), line.start + match.end("name"))
            return Fact((match["name"],), 0.6, "rule", span)
    return None
