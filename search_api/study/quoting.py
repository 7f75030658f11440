"""From a stretch of a document to a quotation: verbatim, with its place and its source."""

from collections.abc import Iterator

from corpus.actor import Actor
from corpus.catalogue.values import Stored
from corpus.document import Document, Passage, Span, joined, page_at
from corpus.errors import WrongValue
from corpus.metadata import principal_date
from corpus.quotation import Quotation, Reference
from indexer.library import Library
from search_api.citing import cited_number, cited_pages
from search_api.originals import file_name
from search_api.reading import find_document

LONGEST_QUOTATION = 5000  # characters

_AUTHORS = ("issuer", "speaker", "enterprise")  # the first of them that is known


def quote(library: Library, actor: Actor, document_id: str, span: Span) -> Quotation:
    """
    Quote what stands at *span* of a document's text, without the blanks at its ends.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
        WrongValue: The span lies outside the text, or holds nothing, or too much.
    """
    return quoted(find_document(library, actor, document_id), span)


def quoted(stored: Stored, span: Span) -> Quotation:
    """
    Quote a document that is at hand.

    Raises:
        WrongValue: As `quote` does.
    """
    document = stored.document
    if not 0 <= span.start < span.end <= len(document.text):
        raise WrongValue("这段文字不在文件里。请刷新页面，重新选取。")
    spans = tuple(_kept(document, span))
    if not spans:
        raise WrongValue("选中的地方没有可以引用的文字。请重新选取。")
    text = "".join(document.text[each.start : each.end] for each in spans)
    if len(text) > LONGEST_QUOTATION:
        raise WrongValue(
            f"一条引文最多 {LONGEST_QUOTATION} 字，这里有 {len(text)} 字。请分几条选取。"
        )
    return at_spans(reference_of(stored), document, spans, text)


def at_spans(
    reference: Reference, document: Document, spans: tuple[Span, ...], text: str
) -> Quotation:
    """Say of words that stand at spans of a document where that is."""
    whole = Span(spans[0].start, spans[-1].end)
    first = _passage_at(document, whole.start)
    return Quotation(
        reference=reference,
        spans=spans,
        text=text,
        place=_place(document, whole),
        heading=first.heading,
        page=page_at(document.pages, whole.start),
        passage=first.place,
    )


def reference_of(stored: Stored) -> Reference:
    """Say of a document what a citation needs."""
    document = stored.document
    date, field = principal_date(document.facts) or (None, None)
    authors = next(filter(None, map(document.values, _AUTHORS)), ())
    return Reference(
        document_id=document.id,
        title=document.value("title") or file_name(stored.paths[0]),
        document_class=document.value("document_class") or "other",
        document_number=document.value("document_number"),
        authors=authors,
        date=date,
        date_field=field,
        source_grade=document.source_grade,
        completeness=document.completeness,
    )


def _kept(document: Document, span: Span) -> Iterator[Span]:
    """Give what of a span is the document's own, without blanks at the ends of the whole."""
    at, found = span.start, []
    for gone in joined(document.removed):
        if gone.end > at and gone.start < span.end:
            found.append(Span(at, gone.start))
            at = gone.end
    found.append(Span(at, span.end))
    said = [each for each in found if document.text[each.start : each.end].strip()]
    for number, each in enumerate(said):
        words = document.text[each.start : each.end]
        start = len(words) - len(words.lstrip()) if number == 0 else 0
        end = len(words) - len(words.rstrip()) if number == len(said) - 1 else 0
        yield Span(each.start + start, each.end - end)


def _place(document: Document, span: Span) -> str:
    """Say where a quotation stands: in which articles or sections, else on what pages."""
    held = [_passage_at(document, at) for at in (span.start, span.end - 1)]
    parts = {part.place: part for part in document.parts}
    numbers = [cited_number(each, parts.get(each.part or 0)) for each in held]
    numbered = "至".join(dict.fromkeys(numbers)) if all(numbers) else ""
    is_paged = any(each.article is None for each in held)
    pages = cited_pages(span, document.pages) if is_paged else ""
    return "，".join(filter(None, (numbered, pages)))


def _passage_at(document: Document, offset: int) -> Passage:
    """Give the passage that holds an offset, else the last one before it."""
    before = [each for each in document.passages if each.start <= offset]
    return before[-1] if before else document.passages[0]
