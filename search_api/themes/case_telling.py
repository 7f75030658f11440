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
from search_api.themes.sentences import can_be_said, sentences_done, to_end
from search_api.themes.showing import ShownItem
from search_api.themes.speech import Room, SpeechLine
from search_api.themes.speech_quoting import first_that_fits, read_aloud

_RESULTS_SHARE = 0.55  # of the room, for what was reached


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
    reached = _fitting(library, actor, results, _results(library, actor, case, chosen))
    room.left -= sum(each.characters for each in reached)
    done = _fitting(library, actor, room, chosen)
    if not done:
        done = _fitting(library, actor, room, _practices(library, actor, case), besides=reached)
    if done or reached:
        yield name
        yield from _headed("主要做法：", done)
        yield from _headed("取得成效：", reached)


def _fitting(
    library: Library,
    actor: Actor,
    room: Room,
    states: Iterable[SourceState],
    *,
    besides: Iterable[SpeechLine] = (),
) -> list[SpeechLine]:
    """Take what there is room for, and what is not said already."""
    said, lines = [each.text for each in besides], []
    for state in states:
        if any(state.quotation.text in each for each in said):
            continue
        line = first_that_fits(room, read_aloud(library, actor, "", state))
        if line is not None:
            said.append(line.text)
            lines.append(line)
    return lines


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
    """Quote of each practice of a case the sentence that says what was done."""
    if case is None:
        return ()
    text = case.document.text
    told = (
        next(sentences_done(text, each.span, each.heading), None) for each in practices_of(case)
    )
    return _quoted(library, actor, case, filter(None, told))


def _results(
    library: Library, actor: Actor, case: Case | None, known: list[SourceState]
) -> tuple[SourceState, ...]:
    """Quote the sentences that tell the figures of a case, but those that are quoted already."""
    if case is None:
        return ()
    text = case.document.text
    said = "\n".join(each.quotation.text for each in known)
    whole = dict.fromkeys(filter(None, (to_end(text, each.sentence) for each in case.figures)))
    told = (span for span in whole if can_be_said(text, span) and case.words_of(span) not in said)
    return _quoted(library, actor, case, told)


def _quoted(
    library: Library, actor: Actor, case: Case, spans: Iterable[Span]
) -> tuple[SourceState, ...]:
    quotations = [quote(library, actor, case.document.id, span) for span in spans]
    return source_states(library, actor, quotations)
