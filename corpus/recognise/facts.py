"""What a document says of itself: every fact with its place and how sure it is."""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.document import Fact, Section, Span
from corpus.metadata import LABELS
from corpus.read.extracted import Extracted
from corpus.recognise.about import OF_ENTERPRISES, recognise_about
from corpus.recognise.dating import (
    effective_date,
    occasion_date,
    published_date,
    revised_date,
    written_date,
)
from corpus.recognise.declared import declared_facts
from corpus.recognise.document_class import Reading, judge_class
from corpus.recognise.enterprise import (
    enterprise_in_title,
    enterprise_of_speech,
    recognise_enterprise,
    recognise_group,
)
from corpus.recognise.expiry import expiry_date
from corpus.recognise.head import Head, Role
from corpus.recognise.issuer import issuers_in_title, recognise_issuer
from corpus.recognise.kind import kind_names, kind_of_title
from corpus.recognise.lines import Line
from corpus.recognise.number import NumberFound, find_order_numbers, promulgating_orders
from corpus.recognise.signature import Signature, own_signature
from corpus.recognise.speech import recognise_occasion, recognise_speaker
from corpus.recognise.speech_types import speech_type
from corpus.recognise.title import join_title, recognise_title, with_subtitle
from corpus.vocabulary.enterprises import Enterprises

_SPOKEN_KIND = re.compile("政府工作报告|党课|讲话|致辞|致词|发言|主持词|演讲|述职报告")
_OF_FORCE = ("policy", "regulation", "plan")
_INTRODUCTION = 8  # lines of a body that introduce the enterprise
_EXPERIENCE_KIND = re.compile("典型案例|经验交流材料|经验材料|案例")


def recognise_facts(
    extracted: Extracted,
    lines: Sequence[Line],
    head: Head,
    sections: Sequence[Section],
    signatures: Sequence[Signature],
    *,
    file_name: str,
    enterprises: Enterprises,
) -> dict[str, Fact]:
    """Give the facts by field name; what the page's own table says wins over the text."""
    text = extracted.text
    told = declared_facts(extracted.declared, text)
    title = told.get("title") or recognise_title(head, lines, file_name=file_name)
    number = told.get("document_number") or _own_number(head)
    body = lines[head.length :]
    issuers = issuers_in_title(_text(title))
    reading = Reading(
        title=_text(title),
        subtitle=join_title([line.text for line in head.of(Role.SUBTITLE)]),
        head=head,
        body=body,
        signature=own_signature(signatures, issuers),
        has_number=number is not None,
        articles=sum(section.kind == "tiao" for section in sections),
    )
    judged = judge_class(reading)
    found = {
        "title": title,
        "document_number": number,
        "document_class": Fact(judged.document_class, judged.confidence, "rule"),
        "kind": _kind(reading, judged.document_class),
        "published": published_date(head, body),
    }
    if judged.document_class in ("speech", "experience"):
        found["title"] = with_subtitle(title, head)
    found |= _enterprise(reading, judged.document_class, text, enterprises)
    if judged.document_class == "speech":
        found |= _spoken(reading, title)
        told.pop("issuer", None)
    else:
        found |= _issued(reading, title, judged.document_class, told, text, file_name)
    known = {name: fact for name, fact in (found | told).items() if fact}
    found |= recognise_about(reading, known, sections, text)
    return {name: fact for name in LABELS if (fact := told.get(name) or found.get(name))}


def _text(fact: Fact | None) -> str:
    return fact.value if fact and isinstance(fact.value, str) else ""


def _own_number(head: Head) -> Fact | None:
    """Give the number in the head, or that of the order which promulgated the wording at hand."""
    if head.numbers:
        return Fact(head.numbers[0].canonical, 0.95, "rule", head.numbers[0].span)
    lines = head.of(Role.ENACTED)
    told = [(line, each) for line in lines for each in promulgating_orders(line.text)][-1:]
    for line, number in told or _first_order(lines):
        span = Span(line.start + number.span.start, line.start + number.span.end)
        return Fact(number.canonical, 0.85, "rule", span)
    return None


def _first_order(lines: Sequence[Line]) -> Iterator[tuple[Line, NumberFound]]:
    for line in lines:
        for number in find_order_numbers(line.text.partition("《")[0]):
            yield line, number


def _kind(reading: Reading, document_class: str) -> Fact | None:
    """Name the kind: by the last word of the title, or by what the class has of names."""
    if document_class == "speech" and (spoken := _SPOKEN_KIND.search(reading.names)):
        lesson = "党课" in reading.names
        return Fact("党课" if lesson else spoken[0].replace("致词", "致辞"), 0.9, "rule")
    if document_class == "experience":
        match = _EXPERIENCE_KIND.search(reading.names)
        return Fact(match[0], 0.8, "rule") if match else Fact("经验材料", 0.5, "rule")
    kind = kind_of_title(reading.title)
    if kind is None:
        return None
    return Fact(kind, 0.95 if kind in kind_names().statutory else 0.85, "rule")


def _spoken(reading: Reading, title: Fact | None) -> dict[str, Fact | None]:
    """Give what a speech has: who spoke, where and when."""
    head = reading.head
    people = head.of(Role.PERSON)
    dated = [*head.of(Role.DATE), *head.of(Role.SUBTITLE), *head.of(Role.ENACTED)]
    speaker = recognise_speaker(title, people, dated)
    occasion = recognise_occasion(head.of(Role.TITLE), reading.title) or recognise_occasion(
        head.of(Role.SUBTITLE), reading.subtitle
    )
    told = speech_type(_text(occasion), reading.names)
    return {
        "speaker": speaker.name,
        "speaker_role": speaker.role,
        "occasion": occasion,
        "speech_type": told and Fact(*told, "rule"),
        "occasion_date": occasion_date(head, reading.title),
    }


def _issued(
    reading: Reading,
    title: Fact | None,
    document_class: str,
    told: Mapping[str, Fact],
    text: str,
    file_name: str,
) -> dict[str, Fact | None]:
    """Give what every other document has: who issued it, and when; a report also its enterprise."""
    head, body, signature = reading.head, reading.body, reading.signature
    found = {
        "issuer": recognise_issuer(head, title, signature, text=text) or told.get("publisher"),
        "effective": effective_date(head, body),
    }
    if document_class not in ("interpretation", "news"):
        found["written"] = written_date(head, body, signature, file_name=file_name)
    if document_class == "regulation":
        known = (found.get("written"), found["effective"], published_date(head))
        found["revised"] = revised_date(head, known, file_name=file_name)
    if document_class in _OF_FORCE:
        issued = found.get("written") or published_date(head, body)
        found["expires"] = expiry_date(
            head, body, effective=told.get("effective") or found["effective"], issued=issued
        )
    return found


def _enterprise(
    reading: Reading, document_class: str, text: str, known: Enterprises
) -> dict[str, Fact | None]:
    """Give the enterprise that a report is about, or for which a speaker speaks, and its group."""
    head, body = reading.head, reading.body
    if document_class == "speech":
        enterprise = enterprise_of_speech(head.of(Role.PERSON), head.of(Role.TITLE), known)
    elif document_class in OF_ENTERPRISES:
        roles = (Role.SUBTITLE, Role.PERSON, Role.TITLE)
        named = [line for role in roles for line in head.of(role)]
        lines = [*named, *body[:_INTRODUCTION], *(body[-3:] if reading.signature else ())]
        enterprise = recognise_enterprise(lines, known, title=reading.names)
    else:
        return {"enterprise": enterprise_in_title(head.of(Role.TITLE), known)}
    beginning = text[: body[min(_INTRODUCTION, len(body)) - 1].end] if body else text
    return {
        "enterprise": enterprise,
        "enterprise_group": recognise_group(enterprise, beginning, known),
    }
