"""Quotations as they are read aloud: to the end of the sentence, where that is said in time."""

from collections.abc import Iterable, Iterator

from corpus.actor import Actor
from corpus.document import Span
from corpus.quotation import Quotation
from indexer.library import Library
from search_api.reading import find_document
from search_api.study.quoting import LONGEST_QUOTATION, quote
from search_api.study.sources import SourceState, source_states
from search_api.themes.sentences import is_whole, ways_to_end
from search_api.themes.speech import Room, SpeechLine


def read_aloud(
    library: Library, actor: Actor, lead: str, state: SourceState
) -> tuple[SpeechLine, ...]:
    """
    Give the ways in which a quotation may be read, the better first; verbatim, all of them.

    Words that break off within a sentence go on to its end, or stop where the last whole one ends;
    none where they end before a colon, with nothing of what it announces.
    """
    if not state.is_sound or is_whole(state.quotation.text):
        return (SpeechLine(lead, state.quotation.text, state),)
    states = source_states(library, actor, list(_ended(library, actor, state.quotation)))
    return tuple(SpeechLine(lead, each.quotation.text, each) for each in states)


def first_that_fits(room: Room, lines: Iterable[SpeechLine]) -> SpeechLine | None:
    """Take the first of some lines for which there is room."""
    return next((line for line in lines if room.takes(line)), None)


def _ended(library: Library, actor: Actor, quotation: Quotation) -> Iterator[Quotation]:
    """Quote what was quoted so that it ends where one can stop."""
    id_ = quotation.reference.document_id
    text = find_document(library, actor, id_).document.text
    for span in ways_to_end(text, Span(quotation.spans[0].start, quotation.spans[-1].end)):
        if span.end - span.start <= LONGEST_QUOTATION:
            yield quote(library, actor, id_, span)
