"""An outline of a speech as a Word file."""

from collections.abc import Iterator
from itertools import count

from corpus.actor import Actor
from indexer.library import Library
from search_api.citing import in_title_marks
from search_api.export.blocks import Block, BlockKind, NoteKind, excerpt
from search_api.export.file_names import file_name
from search_api.export.source_blocks import numbered_blocks, quoted_blocks
from search_api.export.word import write_word_blocks
from search_api.export.word_file import WordFile
from search_api.export.words import printable
from search_api.themes.publishing import read_theme
from search_api.themes.speech import RATE, LeftOut, Speech, SpeechLine
from search_api.themes.speech_drawing import draw_speech
from search_api.themes.writing import UNTITLED, headed_blocks, title_block

NAME = "五分钟发言提纲"


def read_speech(library: Library, actor: Actor, number: int, *, draft: bool = False) -> Speech:
    """
    Draw the outline from a theme that is published or the actor's.

    Raises:
        PaperNotFound: It is neither.
    """
    shown, _ = read_theme(library, actor, number, draft=draft)
    return draw_speech(library, actor, shown)


def speech_file(library: Library, actor: Actor, number: int, *, draft: bool = False) -> WordFile:
    """
    Write the outline as a Word file.

    Raises:
        PaperNotFound: It is neither published nor the actor's.
    """
    speech = read_speech(library, actor, number, draft=draft)
    title = speech.title or UNTITLED
    printed = speech_blocks(library, speech)
    written = write_word_blocks(f"{title}（{NAME}）", printed, library.clock(), NoteKind.FOOTNOTES)
    return WordFile(file_name(f"{title}（{NAME}）", "docx", NAME), written)


def speech_blocks(library: Library, speech: Speech) -> tuple[Block, ...]:
    """Give what is printed of an outline, in order."""
    return (title_block(library, speech.title or UNTITLED), *_blocks(speech))


def told_time(speech: Speech) -> str:
    """Say how long an outline takes, and by what reckoning."""
    minutes, seconds = divmod(speech.seconds, 60)
    told = f"{minutes} 分 {seconds} 秒" if seconds else f"{minutes} 分钟"
    written = sum(each.seconds for each in speech.lines)
    return (
        f"约 {told}：照读 {speech.characters} 字，按每分钟 {RATE} 字计"
        f"（本程序取的会议发言语速，可按自己的语速增减）；另留 {written} 秒讲自己写的内容。"
    )


def told_left_out(left_out: LeftOut) -> str:
    """Say what the outline does not take, and why."""
    is_quoted = left_out.words != left_out.title
    words = f"“{excerpt(left_out.words)}”" if is_quoted else ""
    return f"{in_title_marks(left_out.title)}{words}：{left_out.reason}"


def _blocks(speech: Speech) -> Iterator[Block]:
    notes: Iterator[int] = count(1)
    told: dict[str, tuple[str, ...]] = {}
    yield Block(BlockKind.SUBTITLE, f"（{NAME}）")
    sections = [
        (part.title, tuple(block for line in part.lines for block in _line(line, notes, told)))
        for part in speech.parts
    ]
    yield from headed_blocks(sections)
    yield Block(BlockKind.LABEL, "说明", 3)
    yield Block(BlockKind.TEXT, f"用时{told_time(speech)}")
    if speech.left_out:
        yield Block(BlockKind.TEXT, "专题里的以下内容没有收入：", stays=True)
    yield from numbered_blocks(f"{told_left_out(each)}。" for each in speech.left_out)


def _line(
    line: SpeechLine, notes: Iterator[int], told: dict[str, tuple[str, ...]]
) -> Iterator[Block]:
    """Give a line; what speaks against a document is said at its first words."""
    if line.lead:
        yield Block(BlockKind.TEXT, printable(line.lead), stays=True)
    if line.state is None:
        yield Block(BlockKind.TEXT, printable(line.text))
    else:
        id_ = line.state.quotation.reference.document_id
        yield from quoted_blocks(line.state, next(notes), told.get(id_, ()))
        told[id_] = line.concerns
