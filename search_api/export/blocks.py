"""A handout from its title to its end, block by block: the one order of all that is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from search_api.citing import chinese_date
from search_api.export.edition import Edition
from search_api.export.handout import Cited, Handout, HandoutLesson
from search_api.export.title_lines import title_lines

DOUBTFUL = "【引文须核对】"
CHECK_TITLE = "引文核对情况"

TITLE_ROOM = 19  # letters of 二号 on a line of A4, and one to spare
_LONGEST_EXCERPT = 40  # characters of a quotation, in the list at the end


class BlockKind(StrEnum):
    """What a block is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    CONTENTS = "contents"  # the table of contents stands here
    HEADING = "heading"  # of a module, a lesson, or the list at the end
    LABEL = "label"  # a heading within a lesson
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    CASE = "case"
    MARK = "mark"  # why the quotation above must be looked at again


class NoteKind(StrEnum):
    """Where notes stand."""

    FOOTNOTES = "footnotes"  # at the foot of each page
    ENDNOTES = "endnotes"  # behind the text


@dataclass(frozen=True, slots=True)
class Block:
    """
    A block.

    Attributes:
        kind: What it is.
        text: As it is printed; its lines are paragraphs.
        level: Of a heading or label, from 1; of other blocks 0.
        note: The citation that stands in a note to its last letter; None for none.
        number: Of the note, from 1; without one 0.
        stays: Whether it is on the page of what follows, as headings and what is marked are anyway.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    note: str | None = None
    number: int = 0
    stays: bool = False


def blocks(handout: Handout, title_room: int | None = None) -> Iterator[Block]:
    """
    Give what is printed, in order.

    Args:
        handout: To print.
        title_room: Letters of its title that stand on a line; None where its lines are not ours.
    """
    lines = title_lines(handout.title_words, title_room) if title_room else (handout.title,)
    yield Block(BlockKind.TITLE, "\n".join(lines))
    yield from (Block(BlockKind.SUBTITLE, line) for line in handout.about)
    yield Block(BlockKind.CONTENTS)
    yield from _listed(Block(BlockKind.HEADING, "课程目标", 1), handout.objectives)
    level = 2 if handout.has_modules else 1
    for module in handout.modules:
        if module.title:
            yield Block(BlockKind.HEADING, module.title, 1)
        for lesson in module.lessons:
            yield from _lesson(lesson, level)
    if handout.edition is Edition.TRAINER:
        yield from _check(handout)


def mark(cited: Cited) -> str:
    """Say why a quotation must be looked at again."""
    return f"{DOUBTFUL}{'；'.join(cited.concerns)}。"


def check_summary(handout: Handout) -> str:
    """Say what the check of the quotations came to."""
    day = chinese_date(handout.checked_on.isoformat())
    total, doubtful = len(handout.cited), len(handout.doubtful)
    if not total:
        return f"本课程没有引文和案例（{day}导出）。"
    told = f"导出时（{day}）已将 {total} 处引文和案例与库中文件核对，"
    if not doubtful:
        return f"{told}没有发现须核对之处。"
    return f"{told}其中 {doubtful} 处须核对，使用前请逐条查看："


def doubtful_lines(handout: Handout) -> tuple[str, ...]:
    """Say of each quotation that must be looked at again which it is, and why."""
    return tuple(
        f"{each.named}“{excerpt(each.shown)}”：{'；'.join(each.concerns)}。"
        for each in handout.doubtful
    )


def excerpt(words: str) -> str:
    """Give the beginning of a quotation, in one line."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_EXCERPT else f"{line[:_LONGEST_EXCERPT]}…"


def _lesson(lesson: HandoutLesson, level: int) -> Iterator[Block]:
    yield Block(BlockKind.HEADING, lesson.title, level)
    if lesson.minutes:
        yield Block(BlockKind.TEXT, f"时长：{lesson.minutes} 分钟", stays=True)
    yield from _listed(Block(BlockKind.LABEL, "学习目标", level + 1), lesson.objectives)
    yield from _quoted("政策依据", lesson.basis, level + 1)
    yield from _quoted("原文引用", lesson.quotations, level + 1)
    yield from _quoted("典型案例", lesson.cases, level + 1)
    yield from _listed(Block(BlockKind.LABEL, "讨论题", level + 1), lesson.questions)
    if lesson.notes:
        yield Block(BlockKind.LABEL, "讲授要点", level + 1)
        yield Block(BlockKind.TEXT, lesson.notes)


def _listed(heading: Block, lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield heading
    for number, line in enumerate(lines, 1):
        yield Block(BlockKind.ITEM, f"{number}. {line}")


def _quoted(label: str, cited: Sequence[Cited], level: int) -> Iterator[Block]:
    if cited:
        yield Block(BlockKind.LABEL, label, level)
    for each in cited:
        if each.title and each.words:
            yield Block(BlockKind.CASE, each.title, stays=True)
        kind = BlockKind.QUOTE if each.words else BlockKind.CASE
        yield Block(kind, each.shown, note=each.citation, number=each.number)
        if each.concerns:
            yield Block(BlockKind.MARK, mark(each))
        if each.remark:
            yield Block(BlockKind.TEXT, f"讲授提示：{each.remark}")


def _check(handout: Handout) -> Iterator[Block]:
    yield Block(BlockKind.HEADING, CHECK_TITLE, 1)
    yield Block(BlockKind.TEXT, check_summary(handout))
    for each, line in zip(handout.doubtful, doubtful_lines(handout), strict=True):
        yield Block(BlockKind.ITEM, f"注{each.number}　{line}")
