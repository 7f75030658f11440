"""A theme on paper: its blocks in order, and its Word file."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from corpus.actor import Actor
from corpus.catalogue.publications import Publication
from corpus.text.numerals import chinese
from indexer.library import Library
from search_api.citing import chinese_date, in_title_marks
from search_api.export.blocks import TITLE_ROOM, Block, BlockKind, NoteKind
from search_api.export.concerns import concerns
from search_api.export.file_names import file_name
from search_api.export.source_blocks import (
    document_mark,
    numbered_blocks,
    quoted_blocks,
    text_blocks,
)
from search_api.export.title_lines import title_lines, title_words
from search_api.export.word import write_word_blocks
from search_api.export.word_file import WordFile
from search_api.export.words import printable
from search_api.themes.arriving import Arrival
from search_api.themes.publishing import read_theme
from search_api.themes.showing import ShownItem, ShownTheme
from search_api.themes.theme import Theme

UNTITLED = "专题"
REMARK = "编者按："


def theme_file(library: Library, actor: Actor, number: int, *, draft: bool = False) -> WordFile:
    """
    Write a theme as a Word file, its quotations compared with the library once more.

    Raises:
        PaperNotFound: It is neither published nor the actor's.
    """
    shown, publication = read_theme(library, actor, number, draft=draft)
    title = shown.theme.title or UNTITLED
    printed = theme_blocks(library, shown, publication)
    written = write_word_blocks(title, printed, library.clock(), NoteKind.FOOTNOTES)
    return WordFile(file_name(title, "docx", UNTITLED), written)


def theme_blocks(
    library: Library, shown: ShownTheme, publication: Publication | None
) -> tuple[Block, ...]:
    """Give what is printed of a theme, in order."""
    title = title_block(library, shown.theme.title or UNTITLED)
    return (title, *_blocks(library, shown, publication))


def title_block(library: Library, title: str) -> Block:
    """Give a title, broken between words where it is too long for a line."""
    words = title_words(library.analyser.segmenter, printable(title))
    return Block(BlockKind.TITLE, "\n".join(title_lines(words, TITLE_ROOM)))


def headed_blocks(sections: list[tuple[str, tuple[Block, ...]]]) -> Iterator[Block]:
    """Give sections under numbered headings; those without blocks are left out."""
    told = [(title, blocks) for title, blocks in sections if blocks]
    for number, (title, blocks) in enumerate(told, 1):
        yield Block(BlockKind.HEADING, f"{chinese(number)}、{title}", 1)
        yield from blocks


def about_theme(theme: Theme, publication: Publication | None) -> str:
    """Say in one line who recommends a theme, and its day; empty where neither is known."""
    day = theme.on or (publication.published_on if publication else None)
    told = (
        f"推荐单位：{theme.recommended_by}" if theme.recommended_by else "",
        chinese_date(day.isoformat()) if day else "",
    )
    return "　".join(filter(None, told))


def _blocks(
    library: Library, shown: ShownTheme, publication: Publication | None
) -> Iterator[Block]:
    notes = count(1)
    if about := about_theme(shown.theme, publication):
        yield Block(BlockKind.SUBTITLE, printable(about))
    yield from text_blocks(shown.theme.introduction)
    sections = [
        (
            part.label,
            tuple(
                block
                for number, each in enumerate(part.items, 1)
                for block in _item(each, number, notes)
            ),
        )
        for part in shown.parts
    ]
    sections.append(("讨论题", tuple(numbered_blocks(shown.theme.questions))))
    sections.append(("最新收录", tuple(numbered_blocks(map(_arrived, shown.arrivals)))))
    yield from headed_blocks(sections)
    yield from text_blocks(_checked(library, shown))


def _item(shown: ShownItem, number: int, notes: Iterator[int]) -> Iterator[Block]:
    known = concerns(shown.document)
    named = Block(BlockKind.ITEM, f"{number}. {printable(shown.document.line)}")
    has_more = bool(shown.quotations or shown.item.remark.strip())
    for each in (named, *document_mark(known)):
        yield replace(each, stays=has_more)  # no title at the foot of a page, its words overleaf
    for state in shown.quotations:
        yield from quoted_blocks(state, next(notes), known)
    if shown.item.remark.strip():
        yield from text_blocks(f"{REMARK}{shown.item.remark.strip()}")


def _arrived(arrival: Arrival) -> str:
    card = arrival.card
    came = f"{chinese_date(arrival.came_on.isoformat())}收录"
    told = (in_title_marks(card.title), card.document_number or "", card.date_value or "", came)
    return "，".join(filter(None, told))


def _checked(library: Library, shown: ShownTheme) -> str:
    """Say on what day the quotations were compared, and how many must be looked at."""
    quoted = sum(len(each.quotations) for each in shown.items)
    if not quoted:
        return ""
    day = chinese_date(library.today.isoformat())
    doubtful = sum(bool(concerns(state)) for each in shown.items for state in each.quotations)
    more = f"，其中 {doubtful} 条须核对" if doubtful else ""
    return f"以上引文 {quoted} 条，已于{day}与库中原文核对{more}。"
