"""Drawing the outline of a speech from a theme: what is read is quoted, the rest is to write."""

from collections.abc import Iterator

from corpus.actor import Actor
from corpus.quotation import Reference
from indexer.library import Library
from search_api.citing import in_title_marks
from search_api.export.concerns import concerns
from search_api.study.showing import is_doubtful
from search_api.study.sources import SourceState
from search_api.themes.case_telling import tell_case
from search_api.themes.showing import ShownItem, ShownTheme
from search_api.themes.speech import (
    MINUTES,
    RATE,
    SENTENCES,
    LeftOut,
    Room,
    Speech,
    SpeechLine,
    SpeechPart,
    count_spoken,
)
from search_api.themes.speech_quoting import first_that_fits, read_aloud
from search_api.themes.theme import PartName

_OPENING_ROOM, _CASE_ROOM = 130, 260  # characters at most
_OPENING_S, _VIEWS_S, _STEPS_S = 20, 60, 40  # for what the speaker writes
_WRITE = "【由发言人写{}】"
_BREAKS_OFF = "引文到冒号为止，下文没有引，不好照读"
_NAMED = "专题里只列了篇目，没有引文可读"
_EXPLAINS = "解读研究供准备时参考，不照读"
_AGAIN = "还提出："  # before further words of the same document


def draw_speech(library: Library, actor: Actor, shown: ShownTheme) -> Speech:
    """
    Draw an outline from a theme.

    Quotations are taken in the theme's order as long as there is time, to the end of a sentence
    where that is in time too. What is repealed, amended, changed or gone is never taken; what else
    must be known of a source stands with its line. What is only named or explains is left out.
    """
    room = Room(round((MINUTES * 60 - _VIEWS_S - _STEPS_S) * RATE / 60))
    opening = _opening(shown, room)
    case = tuple(_case(library, actor, shown, room))
    study = tuple(_study(library, actor, shown, room))
    room.left_out += _background(shown)
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


def _opening(shown: ShownTheme, room: Room) -> tuple[SpeechLine, ...]:
    """Give the sentences of the introduction's first paragraph, as many as there is room for."""
    said = ""
    for found in SENTENCES.finditer(shown.theme.introduction.strip().partition("\n")[0]):
        if count_spoken(said + found[0]) > _OPENING_ROOM:
            break
        said += found[0].strip()
    if said and room.takes(SpeechLine(text=said)):
        return (SpeechLine(text=said),)
    room.left -= round(_OPENING_S * RATE / 60)
    return (_to_write("：这个题目为什么重要，和本单位有什么关系", _OPENING_S),)


def _study(library: Library, actor: Actor, shown: ShownTheme, room: Room) -> Iterator[SpeechLine]:
    for name in (PartName.BASIS, PartName.SPEECHES):
        for item in shown.part(name).items:
            yield from _read_of(library, actor, item, room)


def _read_of(library: Library, actor: Actor, item: ShownItem, room: Room) -> Iterator[SpeechLine]:
    """Read what is quoted of a document; its title is said once."""
    lead = _lead(item.item.reference)
    if not item.quotations and not _is_refused(item, item.document, room):
        room.left_out.append(_left_out(item.document, _NAMED))
    for state in item.quotations:
        if _is_refused(item, state, room):
            continue
        ways = read_aloud(library, actor, lead, state)
        if (line := first_that_fits(room, ways)) is not None:
            lead = _AGAIN
            yield line
        else:
            told = f"时间不够（{ways[-1].characters} 字）" if ways else _BREAKS_OFF
            room.left_out.append(_left_out(state, told))


def _background(shown: ShownTheme) -> Iterator[LeftOut]:
    """Name what explains: it is for who prepares, and not read aloud."""
    for item in shown.part(PartName.INTERPRETATION).items:
        doubtful = "；".join(concerns(item.document)) if is_doubtful(item.document) else ""
        yield _left_out(item.document, doubtful or _EXPLAINS)


def _case(library: Library, actor: Actor, shown: ShownTheme, room: Room) -> Iterator[SpeechLine]:
    """Give one case: what was done in its own words, and what was reached in its own figures."""
    told = False
    for item in shown.part(PartName.CASES).items:
        if told:
            title = item.item.reference.title
            room.left_out.append(LeftOut(title, title, "只讲一个案例"))
        elif not _is_refused(item, item.document, room):
            lines = tuple(tell_case(library, actor, item, Room(min(_CASE_ROOM, room.left))))
            room.left -= sum(each.characters for each in lines)
            told = bool(lines)
            yield from lines


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


def _is_refused(item: ShownItem, state: SourceState, room: Room) -> bool:
    """Tell whether a source is repealed, amended, changed or gone; note it then."""
    doubtful = next((each for each in (item.document, state) if is_doubtful(each)), None)
    if doubtful is not None:
        room.left_out.append(_left_out(state, "；".join(concerns(doubtful)) or "须核对"))
    return doubtful is not None


def _left_out(state: SourceState, reason: str) -> LeftOut:
    title = state.quotation.reference.title
    return LeftOut(state.quotation.text or title, title, reason)
