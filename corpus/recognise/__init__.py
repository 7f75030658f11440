"""From text to facts: what a document is, what it says of itself, and how it is built."""

import re
from collections.abc import Sequence
from types import MappingProxyType

from corpus.document import Document, GapKind, Indicator
from corpus.read.extracted import Extracted
from corpus.recognise.broken_lines import with_whole_enactments
from corpus.recognise.card import recognise_card
from corpus.recognise.citations import find_citations
from corpus.recognise.cleaning import clean, completeness
from corpus.recognise.enclosures import bare, printed_titles
from corpus.recognise.facts import recognise_facts
from corpus.recognise.head import read_head
from corpus.recognise.indicators import find_indicators
from corpus.recognise.lines import Line, parted_at_notes, read_lines
from corpus.recognise.outline import read_outline
from corpus.recognise.parts import recognise_parts
from corpus.recognise.passages import cut_passages
from corpus.recognise.roles import recognise_roles
from corpus.recognise.script import in_simplified
from corpus.recognise.second_document import doubted, second_title
from corpus.recognise.signature import find_signatures, signed_at
from corpus.recognise.source_grade import recognise_grade
from corpus.vocabulary.enterprises import Enterprises, bundled_enterprises

__all__ = ["recognise"]

_YEAR = re.compile(r"(20\d{2})年")


def recognise(
    extracted: Extracted,
    *,
    document_id: str,
    file_name: str = "",
    enterprises: Enterprises | None = None,
) -> Document:
    """
    Make a document of what a reader gave.

    What is recognised in a text of traditional characters is given in simplified ones, so that it
    can be compared; the text itself, and every offset in it, stays as it is.

    Args:
        extracted: Text, blocks and the page's own table.
        document_id: The id that the document will have; section ids are made of it.
        file_name: The last resort for title and date.
        enterprises: The authority list of the home; the bundled one where none is given.
    """
    if extracted.format == "card":
        return recognise_card(extracted, document_id=document_id, file_name=file_name)
    text = extracted.text
    extracted = in_simplified(extracted)
    found = clean(text)
    lines = read_lines(extracted, found.cut)
    before_notes, notes = parted_at_notes(lines)
    before_notes = with_whole_enactments(before_notes)
    head = read_head(before_notes)
    body = before_notes[head.length :]
    signatures = find_signatures(body)
    second = second_title(body, signed_at(signatures), head)
    printed = printed_titles(head, body) | ({bare(second): second} if second else {})
    sections = read_outline(body, document_id=document_id, printed=printed)
    known = enterprises or bundled_enterprises()
    facts = recognise_facts(
        extracted,
        before_notes,
        head,
        sections,
        signatures,
        file_name=file_name,
        enterprises=known,
    )
    grade = recognise_grade(extracted, found, facts)
    facts["source_grade"] = grade
    if second:
        facts = doubted(facts)
    title = facts.get("title")
    name = str(title.value) if title else ""
    parts = recognise_parts(name, sections, printed, extracted.text, known)
    document_class = str(facts["document_class"].value)
    hidden = [gap.span for gap in found.gaps if gap.kind is GapKind.HIDDEN]
    return Document(
        id=document_id,
        text=text,
        facts=MappingProxyType(facts),
        sections=sections,
        passages=cut_passages(
            lines,
            sections,
            text=text,
            head=head.length,
            endings=[*signed_at(signatures), *(line.start for line in notes[:1])],
            pages=extracted.pages,
            parts=parts,
            borders=hidden,
        ),
        pages=extracted.pages,
        removed=found.removed,
        gaps=found.gaps,
        citations=tuple(
            find_citations(
                extracted.text,
                title=name,
                title_span=title.span if title else None,
            )
        ),
        parts=parts,
        indicators=_indicators(document_class, name, body, extracted.text),
        roles=recognise_roles(document_class, head, body, sections, extracted.text, hidden=hidden),
        source_grade=str(grade.value),
        completeness=completeness(found.gaps, name),
    )


def _indicators(
    document_class: str, title: str, body: Sequence[Line], text: str
) -> tuple[Indicator, ...]:
    """Give the figures of a report, of the year that its title names where nothing nearer does."""
    if document_class != "experience" or not body:
        return ()
    year = _YEAR.search(title)
    start, end = body[0].start, body[-1].end
    return tuple(find_indicators(text[start:end], start, year=year[1] if year else ""))
