"""Where the words of a quotation stand after their document was read anew, or replaced."""

from dataclasses import replace
from itertools import accumulate, pairwise

from corpus.catalogue.values import Stored
from corpus.document import Document, Span
from corpus.quotation import Quotation
from corpus.text.alignment import nearest
from search_api.study.quoting import at_spans, quoted, reference_of

_MOST_DIFFERENT = 0.5  # of the letters; what differs more is another sentence


def found_again(document: Document, quotation: Quotation) -> Quotation | None:
    """
    Find the words of a quotation again, as near as can be to where they stood.

    What stood in several spans is looked for span by span, in order, for what lay between them
    may have changed.

    Returns:
        The quotation with the places that it has now; None where the words do not stand there.
    """
    spans: list[Span] = []
    for words in _words(quotation):
        start = _start(document.text, words, spans, quotation)
        if start < 0:
            return None
        spans.append(Span(start, start + len(words)))
    if not spans:
        return None
    return at_spans(quotation.reference, document, tuple(spans), quotation.text)


def nearest_in(stored: Stored, quotation: Quotation) -> Quotation | None:
    """
    Find in another document the words of a quotation, else what is most like them.

    Returns:
        What stands there, quoted from that document; None where nothing is like the words.
    """
    same = found_again(stored.document, replace(quotation, reference=reference_of(stored)))
    if same is not None or not quotation.text:
        return same
    found = nearest(quotation.text, stored.document.text)
    if found.distance > len(quotation.text) * _MOST_DIFFERENT:
        return None
    return quoted(stored, found.span)


def _words(quotation: Quotation) -> list[str]:
    """Give what each span held."""
    ends = accumulate((span.end - span.start for span in quotation.spans), initial=0)
    return [quotation.text[start:end] for start, end in pairwise(ends)]


def _start(text: str, words: str, found: list[Span], quotation: Quotation) -> int:
    """Give where words stand: the first nearest to its old place, the others behind it; or -1."""
    if found:
        return text.find(words, found[-1].end)
    old = quotation.spans[0].start
    places = text.rfind(words, 0, old + len(words)), text.find(words, old)
    return min((each for each in places if each >= 0), key=lambda each: abs(each - old), default=-1)
