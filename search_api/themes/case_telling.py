"""One case told in a speech: what was done and what was reached, in its own words and figures."""

from collections.abc import Iterable, Iterator

from corpus.actor import Actor
from corpus.document import Span
from corpus.errors import DocumentNotFound
from indexer.library import Library
from search_api.cases.case import Case
from search_api.cases.opening import open_case
from search_api.cases.practices import practices_of
from search_api.citing import in_title_marks
from search_api.study.quoting import quote
from search_api.study.showing import is_doubtful
from search_api.study.sources import SourceState, source_states
from search_api.themes.showing import ShownItem
from search_api.themes.speech import SENTENCES, Room, SpeechLine

_RESULTS_SHARE = 0.55  # of the room, for what was reached
_CELLS = "\t"  # stands between the cells of a row, which nobody can say aloud
_LONGEST_PRACTICE = 60  # characters of what was done, in its own heading


def tell_case(library: Library, actor: Actor, item: ShownItem, room: Room) -> Iterator[SpeechLine]:
    """
    Tell a case: its name, what was done, what was reached; nothing where there is no room for it.

    Args:
        library: Where it lies.
        actor: Who asks.
        item: The report in the theme; what the keeper quotes of it is told first.
        room: For all of it.
    """
    name = SpeechLine(text=f"案例：{in_title_marks(item.item.reference.title)}。")
    case = _case_of(library, actor, item)
    chosen = [each for each in item.quotations if not is_doubtful(each)]
    if not room.takes(name):
        return
    results = Room(round(room.left * _RESULTS_SHARE))
    reached = _fitting(results, _results(library, actor, case, chosen))
    room.left -= sum(each.characters for each in reached)
    done = _fitting(room, chosen) or _fitting(room, _practices(library, actor, case))
    if done or reached:
        yield name
        yield from _headed("主要做法：", done)
        yield from _headed("取得成效：", reached)


def _fitting(room: Room, states: Iterable[SourceState]) -> list[SpeechLine]:
    lines = (SpeechLine(text=each.quotation.text, state=each) for each in states)
    return [line for line in lines if room.takes(line)]


def _headed(lead: str, lines: list[SpeechLine]) -> Iterator[SpeechLine]:
    """Say before the first of some lines what they tell."""
    for number, line in enumerate(lines):
        yield SpeechLine(lead if number == 0 else "", line.text, line.state)


def _case_of(library: Library, actor: Actor, item: ShownItem) -> Case | None:
    try:
        return open_case(library, actor, item.item.reference.document_id).case
    except DocumentNotFound:  # a report without parts and figures is no case
        return None


def _practices(library: Library, actor: Actor, case: Case | None) -> tuple[SourceState, ...]:
    """Quote what the practices of a case are called, in its own words."""
    if case is None:
        return ()
    spans = (_beginning(case.document.text, each.span) for each in practices_of(case))
    return _quoted(library, actor, case, filter(None, spans))


def _results(
    library: Library, actor: Actor, case: Case | None, known: list[SourceState]
) -> tuple[SourceState, ...]:
    """Quote the sentences that tell the figures of a case, but those that are quoted already."""
    if case is None:
        return ()
    said = "\n".join(each.quotation.text for each in known)
    told = ((each.sentence, case.sentence(each)) for each in case.figures)
    spans = dict.fromkeys(span for span, words in told if words not in said and _CELLS not in words)
    return _quoted(library, actor, case, spans)


def _quoted(
    library: Library, actor: Actor, case: Case, spans: Iterable[Span]
) -> tuple[SourceState, ...]:
    quotations = [quote(library, actor, case.document.id, span) for span in spans]
    return source_states(library, actor, quotations)


def _beginning(text: str, span: Span) -> Span | None:
    """Give the heading of a practice, or the sentence that it begins with; None if it is long."""
    first = text[span.start : span.end].strip().partition("\n")[0]
    if len(first) > _LONGEST_PRACTICE:
        found = SENTENCES.match(first)
        first = found[0] if found else ""
    start = text.index(first, span.start) if first else span.start
    return Span(start, start + len(first)) if 0 < len(first) <= _LONGEST_PRACTICE else None
