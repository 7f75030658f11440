"""What a document says of itself: every fact with its place and how sure it is."""

import re
from collections.abc import Mapping, Sequence

from corpus.document import Fact, FactValue, Section, Span
from corpus.metadata import LABELS
from corpus.read.extracted import Extracted
from corpus.recognise.dates import find_dates, parse_date
from corpus.recognise.declared import declared_facts
from corpus.recognise.document_class import Reading, judge_class
from corpus.recognise.enterprise import recognise_enterprise
from corpus.recognise.head import Head, Role
from corpus.recognise.issuer import issuers_in_title, recognise_issuer
from corpus.recognise.kind import kind_names, kind_of_title
from corpus.recognise.lines import Line
from corpus.recognise.signature import Signature, find_signatures, own_signature
from corpus.recognise.speech import occasion_of, person_of, speaker_in_title
from corpus.recognise.title import join_title, recognise_title

_SPOKEN_KIND = re.compile("政府工作报告|讲话|致辞|致词|发言|党课|主持词|演讲|述职报告")
_EXPERIENCE_KIND = re.compile("典型案例|经验交流材料|经验材料|案例")
_EFFECTIVE = re.compile(
    "(?:本[^，。；：\\s]{0,14}|现予公布，|》，|^)自(?P<date>[^，。；]{4,24}?)起(?:正式)?(?:施行|实施|执行|生效)"
)
_IN_FORCE = re.compile("(?:施行|实施)[\\s　)）]*$")
_PRINTED = re.compile("印发")
_SOURCE_DATE = re.compile(r"(?:发布时间|发布日期|时间|日期)\s*[:：]\s*(?P<date>[^\s　]{6,20})")
_TAIL = 12


def recognise_facts(
    extracted: Extracted,
    lines: Sequence[Line],
    head: Head,
    sections: Sequence[Section],
    *,
    file_name: str,
) -> dict[str, Fact]:
    """Give the facts by field name; what the page's own table says wins over the text."""
    told = declared_facts(extracted.declared, extracted.text)
    body = lines[head.length :]
    title = recognise_title(head, lines, file_name=file_name)
    told_title = _text(told.get("title")) or _text(title)
    signature = own_signature(find_signatures(body), issuers_in_title(told_title))
    number = _own_number(head)
    reading = Reading(
        title=told_title,
        subtitle=join_title([line.text for line in head.of(Role.SUBTITLE)]),
        head=head,
        body=body,
        signature=signature,
        has_number=number is not None or "document_number" in told,
        articles=sum(section.kind == "tiao" for section in sections),
    )
    judged = judge_class(reading)
    found = {
        "title": title,
        "document_number": number,
        "document_class": Fact(judged.document_class, judged.confidence, "rule"),
        "kind": _kind(reading, judged.document_class),
        "effective": _effective(head, body),
        "published": _published(head),
        **_events(reading, judged.document_class, title, signature, file_name),
    }
    facts = {name: fact for name, fact in found.items() if fact is not None} | told
    return {name: facts[name] for name in LABELS if name in facts}


def _text(fact: Fact | None) -> str:
    return fact.value if fact and isinstance(fact.value, str) else ""


def _own_number(head: Head) -> Fact | None:
    if not head.numbers:
        return None
    number, offset = head.numbers[0]
    span = Span(offset + number.span.start, offset + number.span.end)
    return Fact(number.canonical, 0.95, "rule", span)


def _kind(reading: Reading, document_class: str) -> Fact | None:
    """Name the kind: by the last word of the title, or by what the class has of names."""
    names = reading.names
    spoken = _SPOKEN_KIND.search(names) if document_class == "speech" else None
    if spoken:
        return Fact("党课" if "党课" in names else spoken[0].replace("致词", "致辞"), 0.9, "rule")
    if document_class == "experience":
        match = _EXPERIENCE_KIND.search(names)
        return Fact(match[0], 0.8, "rule") if match else Fact("经验材料", 0.5, "rule")
    kind = kind_of_title(reading.title)
    if kind is None:
        return None
    return Fact(kind, 0.95 if kind in kind_names().statutory else 0.85, "rule")


def _events(
    reading: Reading,
    document_class: str,
    title: Fact | None,
    signature: Signature | None,
    file_name: str,
) -> Mapping[str, Fact | None]:
    """Give dates, issuers and people as the class has them."""
    head = reading.head
    if document_class == "speech":
        return {
            "speaker": _speaker(reading),
            "occasion": _occasion(reading),
            "occasion_date": _occasion_date(reading),
            "enterprise": recognise_enterprise(head.of(Role.PERSON)),
        }
    issuer = recognise_issuer(head, title, signature)
    named = [*head.of(Role.SUBTITLE), *head.of(Role.PERSON), *head.of(Role.TITLE), *reading.body[:1]]
    about = document_class == "experience"
    return {
        "issuer": issuer,
        "written": _written(reading, signature, file_name) if document_class != "interpretation" else None,
        "enterprise": recognise_enterprise([*named, *_signers(reading, signature)]) if about else None,
    }


def _signers(reading: Reading, signature: Signature | None) -> list[Line]:
    return list(reading.body[-3:]) if signature else []


def _written(reading: Reading, signature: Signature | None, file_name: str) -> Fact | None:
    """Give the date of the enactment under the title, else of the signature, else of the printing."""
    for line in reading.head.of(Role.ENACTED):
        date = next(find_dates(line.text), None)
        if date and not _IN_FORCE.search(line.text):
            return _date_fact(date.value, line.start + date.span.start, date.span.end - date.span.start, 0.9)
    if signature:
        return Fact(signature.date, 0.95 if signature.issuers else 0.7, "rule", signature.date_span)
    for line in [*reading.head.of(Role.NUMBER), *reading.head.of(Role.DATE), *reading.body[-_TAIL:]]:
        dates = [found for found in find_dates(line.text) if len(found.value) == 10]
        if dates and (_PRINTED.search(line.text) or line in reading.head.of(Role.DATE)):
            found = dates[-1]
            return _date_fact(found.value, line.start + found.span.start, found.span.end - found.span.start, 0.8)
    named = parse_date(file_name) if re.search(r"\d{4}-\d{2}-\d{2}", file_name) else None
    return Fact(named, 0.4, "rule") if named else None


def _date_fact(value: FactValue, start: int, length: int, confidence: float) -> Fact:
    return Fact(value, confidence, "rule", Span(start, start + length))


def _published(head: Head) -> Fact | None:
    for line in head.of(Role.SOURCE):
        match = _SOURCE_DATE.search(line.text)
        value = parse_date(match["date"]) if match else None
        if match and value:
            return _date_fact(value, line.start + match.start("date"), len(match["date"]), 0.8)
    return None


def _effective(head: Head, body: Sequence[Line]) -> Fact | None:
    """Give the day from which a text is in force, only where it is plainly stated as a date."""
    for line in head.of(Role.ENACTED):
        date = next(find_dates(line.text), None)
        if date and _IN_FORCE.search(line.text):
            return _date_fact(date.value, line.start + date.span.start, date.span.end - date.span.start, 0.9)
    for line in [*body[:3], *reversed(body[-_TAIL:])]:
        match = _EFFECTIVE.search(line.text)
        value = parse_date(match["date"]) if match else None
        if match and value:
            return _date_fact(value, line.start + match.start("date"), len(match["date"]), 0.9)
    return None


def _speaker(reading: Reading) -> Fact | None:
    name = speaker_in_title(reading.title)
    if name:
        start = reading.head.of(Role.TITLE)[0].start if reading.head.of(Role.TITLE) else None
        span = Span(start, start + len(name)) if start is not None else None
        return Fact(name, 0.9, "rule", span)
    for line in reading.head.of(Role.PERSON):
        name = person_of(line.text)
        if name:
            start = line.start + line.text.rfind(name[0])
            return Fact(name, 0.9, "rule", Span(start, line.end))
    return None


def _occasion(reading: Reading) -> Fact | None:
    for role in (Role.TITLE, Role.SUBTITLE):
        lines = reading.head.of(role)
        occasion = occasion_of(join_title([line.text for line in lines])) if lines else None
        if occasion:
            return Fact(occasion, 0.85, "rule", Span(lines[0].start, lines[-1].end))
    return None


def _occasion_date(reading: Reading) -> Fact | None:
    for role in (Role.DATE, Role.SUBTITLE):
        for line in reading.head.of(role):
            date = next(find_dates(line.text), None)
            if date:
                return _date_fact(date.value, line.start + date.span.start, date.span.end - date.span.start, 0.9)
    date = next(find_dates(reading.title), None)
    return Fact(date.value, 0.6, "rule") if date else None
