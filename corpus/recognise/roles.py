"""The parts of a speech or a report, by what they are for."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.document import RoleSpan, Section, Span
from corpus.recognise.head import Head, Role
from corpus.recognise.lines import Line
from corpus.recognise.section_roles import paragraph_roles, report_roles
from corpus.recognise.speech_parts import speech_parts

LEAD = "ex_lead"


def recognise_roles(
    document_class: str,
    head: Head,
    body: Sequence[Line],
    sections: Sequence[Section],
    text: str,
    *,
    hidden: Sequence[Span] = (),
) -> tuple[RoleSpan, ...]:
    """
    Give the parts in order; only speeches and reports have any.

    Args:
        document_class: Of the document.
        head: Of the document.
        body: The lines after the head.
        sections: The outline.
        text: Of the document.
        hidden: Where a site keeps a part back.
    """
    if document_class == "speech":
        greeted = head.of(Role.ADDRESSEES)
        return speech_parts(greeted[-1] if greeted else None, body, sections, hidden=hidden)
    if document_class != "experience":
        return ()
    if not sections:
        return tuple(_by_paragraph(body))
    roles = report_roles(document_class, sections, text)
    found = zip(roles, sections, strict=True)
    parts = [RoleSpan(role, Span(part.start, part.end)) for role, part in found if role]
    return (*_lead(body, parts[0].span.start), *parts)


def _lead(body: Sequence[Line], until: int) -> Iterator[RoleSpan]:
    """Give what stands before the first part."""
    before = [line for line in body if line.start < until]
    if before:
        yield RoleSpan(LEAD, Span(before[0].start, before[-1].end))


def _by_paragraph(body: Sequence[Line]) -> Iterator[RoleSpan]:
    roles = paragraph_roles([line.text for line in body])
    for role, items in groupby(zip(roles, body, strict=True), lambda item: item[0]):
        lines = [line for _, line in items]
        yield RoleSpan(role, Span(lines[0].start, lines[-1].end))
