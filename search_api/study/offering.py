"""What a search finds, as it can be quoted: of each document its best sentences, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.quotation import Quotation, Reference
from corpus.resolve.validity import IN_FORCE, UNKNOWN, Validity
from indexer.library import Library
from indexer.search.found import FoundDocument, FoundPassage
from search_api.bodied import body_first
from search_api.reading import find_document
from search_api.searching import SearchForm, run_search
from search_api.snippets import Span, body, quotable, snippet
from search_api.study.quoting import quoted, reference_of

MAY_REST_ON = (IN_FORCE, UNKNOWN)  # standings of what something new may rest on
_LONGEST_WHOLE = 300  # characters of a passage that is offered whole
_MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """
    A document that a search finds.

    Attributes:
        reference: The document.
        quotation: Whole sentences of it, verbatim; None where no words were looked for.
        reasons: Words for which it was found.
        validity: Its standing today; None where it has none.
    """

    reference: Reference
    quotation: Quotation | None
    reasons: tuple[str, ...]
    validity: Validity | None


def offers(library: Library, actor: Actor, form: SearchForm) -> Iterator[Offer]:
    """
    Give what a search finds, the best first.

    Raises:
        QuerySyntaxError: The query cannot be understood.
        IndexOutOfDate: There is no index yet.
    """
    for hit in run_search(library, actor, form).result.hits:
        yield _offer(library, actor, hit)


def _offer(library: Library, actor: Actor, hit: FoundDocument) -> Offer:
    stored = find_document(library, actor, hit.card.id)
    if not hit.passages:
        return Offer(reference_of(stored), None, (), hit.validity)
    passage = max(body_first(hit), key=_words_found)
    start, shown = passage.where.start, _sentences(passage)
    return Offer(
        reference=reference_of(stored),
        quotation=quoted(stored, Span(start + shown.start, start + shown.end)),
        reasons=_reasons(hit, passage),
        validity=hit.validity,
    )


def _words_found(passage: FoundPassage) -> int:
    """Count the letters of the different words for which a passage was found."""
    return sum(map(len, {passage.text[span.start : span.end] for span in passage.spans}))


def _sentences(passage: FoundPassage) -> Span:
    text = passage.text
    if len(text) <= _LONGEST_WHOLE:
        return body(text, Span(0, len(text)))
    return body(text, quotable(text, snippet(text, passage.spans)))


def _reasons(hit: FoundDocument, passage: FoundPassage) -> tuple[str, ...]:
    """Give the words for which it was found, those of the passage first, the longest first."""
    in_text = {passage.text[span.start : span.end] for span in passage.spans}
    in_title = {hit.card.title[span.start : span.end] for span in hit.title_spans}
    words = (*sorted(in_text, key=len, reverse=True), *sorted(in_title, key=len, reverse=True))
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))[:_MOST_REASONS]
