"""五分钟发言: an outline drawn from a theme; its quotations are verbatim, the rest is to write."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.actor import Actor
from corpus.document import Span
from corpus.errors import DocumentNotFound
from corpus.quotation import Quotation, Reference
from indexer.library import Library
from search_api.cases.case import Case
from search_api.cases.opening import open_case
from search_api.cases.practices import practices_of
from search_api.citing import in_title_marks
from search_api.export.concerns import concerns
from search_api.study.quoting import quote
from search_api.study.showing import is_doubtful
from search_api.study.sources import SourceState, source_states
from search_api.themes.showing import ShownItem, ShownTheme
from search_api.themes.theme import PartName

MINUTES = 5
RATE = 220  # characters a minute, ours: a calm reading to a meeting; newsreaders are quicker
_OPENING_ROOM, _CASE_ROOM = 130, 260  # characters at most
_OPENING_S, _VIEWS_S, _STEPS_S = 20, 60, 40  # for what the speaker writes
_RESULTS_SHARE = 0.55  # of the room for a case, for what was reached
_LONGEST_PRACTICE = 60  # characters of what was done, in its own heading
_SENTENCES = re.compile(r"[^。！？\n]+[。！？]?")
_WRITE = "【由发言人写{}】"
_AGAIN = "还提出："  # before further words of the same document


@dataclass(frozen=True, slots=True)
class SpeechLine:
    """
    A line of an outline.

    Attributes:
        lead: What is said before the words: whose they are; empty for none.
        text: The keeper's words or those of a document; what is to be written, in 【】.
        state: Of what is quoted, its source; None where nothing is.
        seconds: For what the speaker writes; 0 for what is read.
    """

    lead: str = ""
    text: str = ""
    state: SourceState | None = None
    seconds: int = 0

    @property
    def characters(self) -> int:
        """How many characters are read aloud."""
        return 0 if self.seconds else spoken(self.lead + self.text)

    @property
    def concerns(self) -> tuple[str, ...]:
        """What speaks against the source today; nothing where nothing is quoted."""
        return () if self.state is None else concerns(self.state)


@dataclass(frozen=True, slots=True)
class SpeechPart:
    """
    A part of an outline.

    Attributes:
        title: Its own.
        lines: In order.
    """

    title: str
    lines: tuple[SpeechLine, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """
    What of a theme the outline does not take.

    Attributes:
        words: Of the quotation, else the title of the document.
        title: Of the document.
        reason: Why, in Chinese.
    """

    words: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Speech:
    """
    An outline for a speech of five minutes.

    Attributes:
        title: Of the theme.
        parts: In order.
        left_out: What it does not take, and why.
    """

    title: str
    parts: tuple[SpeechPart, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def lines(self) -> Iterator[SpeechLine]:
        """All its lines, in order."""
        for part in self.parts:
            yield from part.lines

    @property
    def characters(self) -> int:
        """How many characters are read aloud."""
        return sum(each.characters for each in self.lines)

    @property
    def seconds(self) -> int:
        """How long it takes, with what the speaker writes."""
        written = sum(each.seconds for each in self.lines)
        return round(self.characters * 60 / RATE) + written


@dataclass(slots=True)
class _Room:
    """Characters that may still be read aloud, and what found no place."""

    left: int
    left_out: list[LeftOut] = field(default_factory=list)

    def takes(self, line: SpeechLine) -> bool:
        """Take a line where there is room for it."""
        if line.characters > self.left:
            return False
        self.left -= line.characters
        return True


def spoken(text: str) -> int:
    """Count the characters of a text that take time: all but blanks."""
    return len("".join(text.split()))


def speech_of(library: Library, actor: Actor, shown: ShownTheme) -> Speech:
    """
    Draw an outline from a theme.

    Quotations are taken in the theme's order as long as there is time. What is repealed, amended,
    changed or gone is never taken; what else must be known of a source stands with its line.
    """
    room = _Room(round((MINUTES * 60 - _VIEWS_S - _STEPS_S) * RATE / 60))
    opening = _opening(shown, room)
    case = tuple(_case(library, actor, shown, room))
    study = tuple(_study(shown, room))
    parts = (
        SpeechPart("为什么学", opening),
        SpeechPart("学原文", study),
        SpeechPart("看案例", case),
        SpeechPart("谈认识", tuple(_views(shown))),
        SpeechPart("下一步", tuple(_steps())),
    )
    return Speech(
        shown.theme.title, tuple(each for each in parts if each.lines), tuple(room.left_out)
    )


def _opening(shown: ShownTheme, room: _Room) -> tuple[SpeechLine, ...]:
    """Give the sentences of the introduction's first paragraph, as many as there is room for."""
    said = ""
    for found in _SENTENCES.finditer(shown.theme.introduction.strip().partition("\n")[0]):
        if spoken(said + found[0]) > _OPENING_ROOM:
            break
        said += found[0].strip()
    if said and room.takes(SpeechLine(text=said)):
        return (SpeechLine(text=said),)
    room.left -= round(_OPENING_S * RATE / 60)
    return (_to_write("：这个题目为什么重要，和本单位有什么关系", _OPENING_S),)


def _study(shown: ShownTheme, room: _Room) -> Iterator[SpeechLine]:
    for name in (PartName.BASIS, PartName.SPEECHES):
        for item in shown.part(name).items:
            yield from _read_of(item, room)


def _read_of(item: ShownItem, room: _Room) -> Iterator[SpeechLine]:
    """Read what is quoted of a document; its title is said once."""
    lead = _lead(item.item.reference)
    for state in item.quotations:
        line = SpeechLine(lead, state.quotation.text, state)
        if _is_refused(item, state, room):
            continue
        if room.takes(line):
            lead = _AGAIN
            yield line
        else:
            room.left_out.append(_left_out(state, f"时间不够（{line.characters} 字）"))


def _case(library: Library, actor: Actor, shown: ShownTheme, room: _Room) -> Iterator[SpeechLine]:
    """Give one case: what was done in its own words, and what was reached in its own figures."""
    told = False
    for item in shown.part(PartName.CASES).items:
        if told:
            title = item.item.reference.title
            room.left_out.append(LeftOut(title, title, "只讲一个案例"))
        elif not _is_refused(item, item.document, room):
            lines = tuple(_told(library, actor, item, _Room(min(_CASE_ROOM, room.left))))
            room.left -= sum(each.characters for each in lines)
            told = bool(lines)
            yield from lines


def _told(library: Library, actor: Actor, item: ShownItem, room: _Room) -> Iterator[SpeechLine]:
    """Tell a case: its name, what was done, what was reached."""
    name = SpeechLine(text=f"案例：{in_title_marks(item.item.reference.title)}。")
    case = _case_of(library, actor, item)
    chosen = [each for each in item.quotations if not is_doubtful(each)]
    if not room.takes(name):
        return
    results = _Room(round(room.left * _RESULTS_SHARE))
    reached = _fitting(results, "", _results(library, actor, case, chosen))
    room.left -= sum(each.characters for each in reached)
    done = _fitting(room, "", chosen) or _fitting(room, "", _practices(library, actor, case))
    if done or reached:
        yield name
        yield from _headed("主要做法：", done)
        yield from _headed("取得成效：", reached)


def _fitting(room: _Room, lead: str, states: Iterable[SourceState]) -> list[SpeechLine]:
    lines = (SpeechLine(lead, each.quotation.text, each) for each in states)
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
    spans = dict.fromkeys(each.sentence for each in case.figures if case.sentence(each) not in said)
    return _quoted(library, actor, case, spans)


def _quoted(
    library: Library, actor: Actor, case: Case, spans: Iterable[Span]
) -> tuple[SourceState, ...]:
    quotations: list[Quotation] = [quote(library, actor, case.document.id, span) for span in spans]
    return source_states(library, actor, quotations)


def _beginning(text: str, span: Span) -> Span | None:
    """Give the heading of a practice, or the sentence that it begins with; None if it is long."""
    first = text[span.start : span.end].strip().partition("\n")[0]
    if len(first) > _LONGEST_PRACTICE:
        found = _SENTENCES.match(first)
        first = found[0] if found else ""
    start = text.index(first, span.start) if first else span.start
    return Span(start, start + len(first)) if 0 < len(first) <= _LONGEST_PRACTICE else None


def _views(shown: ShownTheme) -> Iterator[SpeechLine]:
    """Leave places for what the speaker thinks; the questions of the theme may guide it."""
    guides = [f"，可结合讨论题：{each}" for each in shown.theme.questions[:2] if each]
    told = guides or ["：学了以后最深的一点体会", "：对照本单位，差距在哪里"]
    for each in told:
        yield _to_write(each, _VIEWS_S // len(told))


def _steps() -> Iterator[SpeechLine]:
    yield _to_write("：准备做的第一件事，谁负责，什么时候完成", _STEPS_S // 2)
    yield _to_write("：准备做的第二件事，谁负责，什么时候完成", _STEPS_S // 2)


def _to_write(what: str, seconds: int) -> SpeechLine:
    return SpeechLine(text=_WRITE.format(what), seconds=seconds)


def _lead(reference: Reference) -> str:
    """Say whose the words are that follow."""
    title = in_title_marks(reference.title)
    if reference.document_class == "speech" and reference.authors:
        return f"{'、'.join(reference.authors)}在{title}中提出："
    return f"{title}提出："


def _is_refused(item: ShownItem, state: SourceState, room: _Room) -> bool:
    """Tell whether a source is repealed, amended, changed or gone; note it then."""
    doubtful = next((each for each in (item.document, state) if is_doubtful(each)), None)
    if doubtful is not None:
        room.left_out.append(_left_out(state, "；".join(concerns(doubtful)) or "须核对"))
    return doubtful is not None


def _left_out(state: SourceState, reason: str) -> LeftOut:
    title = state.quotation.reference.title
    return LeftOut(state.quotation.text or title, title, reason)
