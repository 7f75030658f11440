"""A handout slide by slide: one idea each, none too full, nothing cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from search_api.export.blocks import CHECK_TITLE, check_summary, doubtful_lines, excerpt, mark
from search_api.export.edition import Edition
from search_api.export.handout import Cited, Handout, HandoutLesson, HandoutModule
from search_api.export.slide_text import height_of, largest, letters_of, paged, split
from search_api.export.title_lines import title_lines

WIDTH, HEIGHT, MARGIN = 960, 540, 56  # points: 16:9
TEXT_WIDTH = WIDTH - 2 * MARGIN
TOP = 148  # where the text begins, below the title and its rule
FOOT = HEIGHT - 34  # where the foot ends, above the number of the slide
FOOT_SIZE = 16  # the source too is read from the back
FOOT_WIDTH = TEXT_WIDTH - 60  # beside the number
TITLE_HEIGHT = 84
COVER_TOP, COVER_HEIGHT = 120, 180
BELOW_COVER = COVER_TOP + COVER_HEIGHT + 42  # where the text below a cover's title begins

_GAP = 14
_LONGEST_FOOT = 200  # characters of a line
_TITLE_SIZES = (30, 26, 22, 18)
_COVER_SIZES = (44, 40, 34, 28)
_BELOW_COVER_SIZES = (22, 18, 14, 12)
_LIST_SIZES = (26, 24, 22)
_QUOTE_SIZES = (32, 28, 24)  # never smaller: who sits at the back reads it too
_FEW_WORDS = 0.5  # of the room, at most: then the letters are larger, and stand in the middle
_LARGE_LIST_SIZES = (36, 32, 28)
_LARGE_QUOTE_SIZES = (44, 40, 36)


class SlideLook(StrEnum):
    """What a slide looks like."""

    COVER = "cover"  # a title in the middle: of the course, or of a module
    LIST = "list"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Slide:
    """
    A slide.

    Attributes:
        look: What it looks like.
        title: Its own.
        title_size: Of its letters, in points.
        paragraphs: Its text.
        size: Of the letters of its text.
        above: What it belongs to, in small letters above its title.
        source: The source line, at its foot.
        mark: Why the quotation must be looked at again; empty for none.
        notes: What the trainer says, for the presenter's view.
        is_hidden: Whether it is for the trainer alone, and passed over when slides are shown.
    """

    look: SlideLook
    title: str
    title_size: int
    paragraphs: tuple[str, ...] = ()
    size: int = _LIST_SIZES[0]
    above: str = ""
    source: str = ""
    mark: str = ""
    notes: str = ""
    is_hidden: bool = False

    @property
    def room(self) -> float:
        """The height that its text may take, in points."""
        return FOOT - TOP - (foot_height(self.source, self.mark) if self.source else 0)

    @property
    def is_sparse(self) -> bool:
        """Whether its text leaves so much free that it stands in the middle."""
        return height_of(self.paragraphs, self.size, TEXT_WIDTH) <= self.room * _FEW_WORDS


def slides(handout: Handout) -> Iterator[Slide]:
    """Give the slides in order."""
    yield _first(handout)
    yield from _listed("课程目标", _numbered(handout.objectives))
    yield from _listed("课程安排", tuple(_agenda(handout)))
    for module in handout.modules:
        if module.title:
            yield _cover(module.title, ())
        for lesson in module.lessons:
            yield from _lesson(module, lesson)
    if handout.edition is Edition.TRAINER:
        yield from _check(handout)


def _first(handout: Handout) -> Slide:
    """Give the cover of the whole, its title broken between words."""
    cover = _cover(handout.title, handout.about)
    room = int(letters_of(cover.title_size, TEXT_WIDTH))
    return replace(cover, title="\n".join(title_lines(handout.title_words, room)))


def foot_height(source: str, told: str) -> float:
    """Give the height of a foot in points."""
    lines = [each for each in (told, source) if each]
    return height_of(lines, FOOT_SIZE, FOOT_WIDTH)


def _agenda(handout: Handout) -> Iterator[str]:
    for module in handout.modules:
        if module.title:
            yield module.title
        for lesson in module.lessons:
            minutes = f"（{lesson.minutes} 分钟）" if lesson.minutes else ""
            yield f"{'　' if module.title else ''}{lesson.title}{minutes}"


def _lesson(module: HandoutModule, lesson: HandoutLesson) -> Iterator[Slide]:
    about = tuple(filter(None, (_minutes(lesson.minutes),)))
    objectives = ("学习目标：", *_numbered(lesson.objectives)) if lesson.objectives else ()
    yield from _listed(lesson.title, (*about, *objectives), module.title, lesson.notes, bare=True)
    for cited in lesson.basis:
        yield from _cited("政策依据", cited, lesson.title)
    for cited in lesson.quotations:
        yield from _cited("原文引用", cited, lesson.title)
    for cited in lesson.cases:
        yield from _cited("典型案例", cited, lesson.title)
    yield from _listed("讨论题", _numbered(lesson.questions), lesson.title)


def _check(handout: Handout) -> Iterator[Slide]:
    lines = (check_summary(handout), *_numbered(doubtful_lines(handout)))
    yield from (replace(each, is_hidden=True) for each in _listed(CHECK_TITLE, lines))


def _cover(title: str, lines: tuple[str, ...]) -> Slide:
    size = largest((title,), _COVER_SIZES, TEXT_WIDTH, COVER_HEIGHT)
    below = largest(lines, _BELOW_COVER_SIZES, TEXT_WIDTH, FOOT - BELOW_COVER)
    return Slide(SlideLook.COVER, title, size, lines, below)


def _listed(
    title: str, lines: Sequence[str], above: str = "", notes: str = "", *, bare: bool = False
) -> Iterator[Slide]:
    """Give the slides of a list; without lines none, unless a *bare* title is wanted."""
    height = FOOT - TOP
    size = _size(lines, _LARGE_LIST_SIZES, _LIST_SIZES, height)
    pages = paged(lines, size, TEXT_WIDTH, height) or ([()] if bare else [])
    for number, page in enumerate(pages, 1):
        shown = _counted(title, number, len(pages))
        yield Slide(
            look=SlideLook.LIST,
            title=shown,
            title_size=largest((shown,), _TITLE_SIZES, TEXT_WIDTH, TITLE_HEIGHT),
            paragraphs=page,
            size=size,
            above=excerpt(above),
            notes=notes if number == 1 else "",
        )


def _cited(label: str, cited: Cited, lesson: str) -> Iterator[Slide]:
    """Give the slides of a quotation: as few as hold it in letters that can be read."""
    told = _shortened(mark(cited)) if cited.concerns else ""
    source = _shortened(cited.source)
    height = FOOT - TOP - foot_height(source, told) - _GAP
    size = _size((cited.shown,), _LARGE_QUOTE_SIZES, _QUOTE_SIZES, height)
    parts = split(cited.shown, size, TEXT_WIDTH, height)
    named = f"{label}：{cited.title}" if cited.title and cited.words else label
    for number, part in enumerate(parts, 1):
        title = _counted(named, number, len(parts))
        yield Slide(
            look=SlideLook.QUOTE,
            title=title,
            title_size=largest((title,), _TITLE_SIZES[-2:], TEXT_WIDTH, TITLE_HEIGHT),
            paragraphs=(part.strip("\n"),),
            size=size,
            above=excerpt(lesson),
            source=source,
            mark=told,
            notes="\n".join(filter(None, (cited.remark, cited.citation))) if number == 1 else "",
        )


def _size(
    paragraphs: Sequence[str], large: Sequence[int], usual: Sequence[int], height: float
) -> int:
    """Give a size in which paragraphs can be read: a large one where they are few words."""
    few = height * _FEW_WORDS
    size = largest(paragraphs, (*large, usual[0]), TEXT_WIDTH, few)
    return size if size != usual[0] else largest(paragraphs, usual, TEXT_WIDTH, height)


def _shortened(line: str) -> str:
    """Leave out the middle of a line too long for a foot: its whole is in the speaker notes."""
    if len(line) <= _LONGEST_FOOT:
        return line
    return f"{line[: _LONGEST_FOOT - 40]}…{line[-40:]}"


def _counted(title: str, number: int, count: int) -> str:
    return f"{title}（{number}/{count}）" if count > 1 else title


def _numbered(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _minutes(minutes: int) -> str:
    return f"时长：{minutes} 分钟" if minutes else ""
