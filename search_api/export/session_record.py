"""A study session as its record (学习研讨记录), its quotations compared with the library again."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import count
from types import MappingProxyType

from corpus.actor import Actor
from corpus.text.numerals import chinese
from indexer.library import Library
from search_api.citing import chinese_date
from search_api.export.blocks import Block, BlockKind, NoteKind
from search_api.export.concerns import concerns
from search_api.export.markdown import write_markdown_blocks
from search_api.export.source_blocks import (
    document_mark,
    numbered_blocks,
    quoted_blocks,
    text_blocks,
)
from search_api.export.word import write_word_blocks
from search_api.export.word_page import WORD_MEDIA_TYPE
from search_api.export.words import printable
from search_api.study.session import Measure, Reading, Session
from search_api.study.session_showing import ShownReading, show_reading

RECORD = "学习研讨记录"


class RecordFormat(StrEnum):
    """The files in which a record leaves."""

    WORD = "docx"
    MARKDOWN = "md"


RECORD_TYPES: Mapping[RecordFormat, str] = MappingProxyType(
    {
        RecordFormat.WORD: WORD_MEDIA_TYPE,
        RecordFormat.MARKDOWN: "text/markdown; charset=utf-8",
    }
)


def record_file(library: Library, actor: Actor, session: Session, ending: RecordFormat) -> bytes:
    """Write the record of a session as a file."""
    printed = record_blocks(library, actor, session)
    if ending is RecordFormat.MARKDOWN:
        return write_markdown_blocks(printed)
    title = session.title or RECORD
    return write_word_blocks(title, printed, library.clock(), NoteKind.FOOTNOTES)


def record_blocks(library: Library, actor: Actor, session: Session) -> tuple[Block, ...]:
    """Give what is printed of a session, in order."""
    shown = show_reading(library, actor, session)
    checked_on = chinese_date(library.today.isoformat())
    sections = (
        ("学习内容", tuple(_reading(shown, checked_on))),
        ("讨论题", tuple(numbered_blocks(session.questions))),
        ("研讨发言", tuple(_speeches(session))),
        ("研讨成果", text_blocks(session.outcome)),
        ("下一步措施", tuple(numbered_blocks(map(_measure, session.measures)))),
    )
    told = [(title, said) for title, said in sections if said]
    body = [
        block
        for number, (title, said) in enumerate(told, 1)
        for block in (Block(BlockKind.HEADING, f"{chinese(number)}、{title}", 1), *said)
    ]
    return (Block(BlockKind.TITLE, RECORD), *_about(session), *body)


def _about(session: Session) -> Iterator[Block]:
    day = chinese_date(session.held_on.isoformat()) if session.held_on else ""
    told = (
        ("名称", session.title),
        ("主题", session.theme),
        ("时间", f"{day}{session.hours}"),
        ("地点", session.place),
        ("主持人", session.host),
        ("记录人", session.recorder),
        ("参加人员", "、".join(filter(None, session.members))),
    )
    for name, words in told:
        if words:
            yield Block(BlockKind.TEXT, f"{name}：{printable(words)}")


def _reading(shown: Iterable[ShownReading], checked_on: str) -> Iterator[Block]:
    notes = count(1)
    doubtful = quoted = 0
    for number, each in enumerate(shown, 1):
        quoted += len(each.quotations)
        doubtful += sum(bool(concerns(state)) for state in each.quotations)
        line = printable(each.document.line)
        yield Block(BlockKind.ITEM, f"{number}. {line}{_asked(each.reading)}")
        known = concerns(each.document)
        yield from document_mark(known)
        for state in each.quotations:
            yield from quoted_blocks(state, next(notes), known)
        yield from text_blocks(each.reading.notes)
    if quoted:
        told = f"以上引文 {quoted} 条，已于{checked_on}与库中原文核对"
        yield Block(BlockKind.TEXT, f"{told}{f'，其中 {doubtful} 条须核对' if doubtful else ''}。")


def _asked(reading: Reading) -> str:
    leader = f"，领学人：{printable(reading.leader)}" if reading.leader else ""
    return f"（{'必读' if reading.is_required else '选读'}{leader}）"


def _speeches(session: Session) -> Iterator[Block]:
    for each in session.speeches:
        who, words = printable(each.who), printable(each.words).strip()
        if who or words:
            yield Block(BlockKind.TEXT, f"{who}：{words}" if who else words)


def _measure(measure: Measure) -> str:
    owner = f"责任人：{measure.owner}" if measure.owner else ""
    due = f"时限：{measure.due}" if measure.due else ""
    told = "，".join(filter(None, (owner, due)))
    return f"{measure.what}（{told}）" if told else measure.what
