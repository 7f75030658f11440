"""A course as it leaves: every word that is written, each quotation with its citation, checked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.actor import Actor
from corpus.quotation import Quotation
from indexer.library import Library
from search_api.bibliography import CitationStyle, cite
from search_api.citing import in_title_marks
from search_api.export.concerns import concerns
from search_api.export.edition import Edition, course_for
from search_api.export.title_lines import title_words
from search_api.export.words import printable
from search_api.places import named_place
from search_api.study.course import CaseInLesson, Course, Lesson, Module, Quoted
from search_api.study.sources import SourceState, source_states

_NUMBERED = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百\d]+(?:讲|课|节|章|编|单元|模块|部分|专题|[、.．])"
    r"|[（(][一二三四五六七八九十\d]+[）)]|(?:模块|单元|专题)[一二三四五六七八九十\d]+)"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """
    What has a source.

    Attributes:
        number: Of its note, from 1, in the order of the course.
        title: Of a case, what it is called; of a quotation empty.
        words: What is quoted, verbatim; empty of a case of which only its name stands.
        named: Title and place of its source, as running text names them.
        citation: In the style that was chosen, with what a reader must know of the source.
        source: The source line in running words.
        remark: What the trainer says to it; empty where there is nothing, and for learners.
        concerns: Why it must be looked at again; empty where nothing speaks against it.
    """

    number: int
    title: str
    words: str
    named: str
    citation: str
    source: str
    remark: str
    concerns: tuple[str, ...]

    @property
    def shown(self) -> str:
        """What stands for it in a list: its words, else its title."""
        return self.words or self.title


@dataclass(frozen=True, slots=True)
class HandoutLesson:
    """A lesson, as `search_api.study.course.Lesson` has it, under the title that is written."""

    title: str
    minutes: int
    objectives: tuple[str, ...]
    basis: tuple[Cited, ...]
    quotations: tuple[Cited, ...]
    cases: tuple[Cited, ...]
    questions: tuple[str, ...]
    notes: str

    @property
    def cited(self) -> tuple[Cited, ...]:
        """All that has a source, in order."""
        return self.basis + self.quotations + self.cases


@dataclass(frozen=True, slots=True)
class HandoutModule:
    """A module; its title is empty where the course has only this one, and it has no name."""

    title: str
    lessons: tuple[HandoutLesson, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """
    A course as it leaves.

    Attributes:
        title_words: The words of its title, which joined are the title.
        about: For whom, by whom, where, when and how long: what stands below the title.
        objectives: What is learned.
        modules: In order.
        checked_on: The day on which its quotations were compared with the library.
        edition: For whom it is; that for learners has none of the trainer's own words.
    """

    title_words: tuple[str, ...]
    about: tuple[str, ...]
    objectives: tuple[str, ...]
    modules: tuple[HandoutModule, ...]
    checked_on: date
    edition: Edition = Edition.TRAINER

    @property
    def title(self) -> str:
        """Its own."""
        return "".join(self.title_words)

    @property
    def lessons(self) -> Iterator[HandoutLesson]:
        """Its lessons in order."""
        for module in self.modules:
            yield from module.lessons

    @property
    def cited(self) -> tuple[Cited, ...]:
        """All that has a source, in order."""
        return tuple(each for lesson in self.lessons for each in lesson.cited)

    @property
    def doubtful(self) -> tuple[Cited, ...]:
        """What must be looked at again."""
        return tuple(each for each in self.cited if each.concerns)

    @property
    def has_modules(self) -> bool:
        """Whether lessons stand below the headings of modules."""
        return any(module.title for module in self.modules)


def make_handout(
    library: Library,
    actor: Actor,
    course: Course,
    style: CitationStyle,
    edition: Edition = Edition.TRAINER,
) -> Handout:
    """Compare what a course quotes with the library, and cite it."""
    course = course_for(course, edition)
    items = [item for lesson in course.lessons for item in _items(lesson)]
    states = source_states(library, actor, [_quotation(item) for item in items])
    cited = _cited(items, states, style)
    return Handout(
        title_words=title_words(library.analyser.segmenter, printable(course.title)),
        about=tuple(_about(course)),
        objectives=_lines(course.objectives),
        modules=_modules(course, cited),
        checked_on=library.today,
        edition=edition,
    )


def _about(course: Course) -> Iterator[str]:
    told = (
        ("培训对象", course.audience),
        ("主讲", course.lecturer),
        ("单位", course.organisation),
        ("时间", course.held_on),
        ("总时长", f"{course.minutes} 分钟" if course.minutes else ""),
    )
    for label, text in told:
        if text:
            yield f"{label}：{printable(text)}"


def _items(lesson: Lesson) -> Iterator[Quoted | CaseInLesson]:
    """Give what has a source, in the order in which it is printed."""
    yield from lesson.quoted
    yield from lesson.cases


def _quotation(item: Quoted | CaseInLesson) -> Quotation:
    """Give what is quoted; of a case of no words only the source is looked at."""
    if item.quotation is not None:
        return item.quotation
    place = f"案例{item.place}" if item.place else ""
    return Quotation(item.reference, (), "", place, "", None, 0)


def _cited(
    items: Sequence[Quoted | CaseInLesson], states: Sequence[SourceState], style: CitationStyle
) -> Iterator[Cited]:
    for number, (item, state) in enumerate(zip(items, states, strict=True), 1):
        quotation = state.quotation
        title = "" if isinstance(item, Quoted) else item.title or item.reference.title
        citation = cite(quotation.reference, style, quotation.place)
        yield Cited(
            number=number,
            title=printable(title),
            words=printable(quotation.text),
            named=printable(
                f"{in_title_marks(quotation.reference.title)}{named_place(quotation.place)}"
            ),
            citation=printable(f"{citation}{state.source.notice}"),
            source=printable(state.line),
            remark="\n".join(_lines(item.note.split("\n"))),
            concerns=tuple(map(printable, concerns(state))),
        )


def _modules(course: Course, cited: Iterator[Cited]) -> tuple[HandoutModule, ...]:
    is_plain = len(course.modules) == 1 and not course.modules[0].title
    titles = [""] if is_plain else _titles([each.title for each in course.modules], "单元")
    lessons = iter(_titles([each.title for each in course.lessons], "课"))  # through the course
    return tuple(
        HandoutModule(printable(title), _lessons(module, lessons, cited))
        for title, module in zip(titles, course.modules, strict=True)
    )


def _lessons(
    module: Module, titles: Iterator[str], cited: Iterator[Cited]
) -> tuple[HandoutLesson, ...]:
    return tuple(
        HandoutLesson(
            title=printable(next(titles)),
            minutes=lesson.minutes,
            objectives=_lines(lesson.objectives),
            basis=tuple(next(cited) for _ in lesson.basis),
            quotations=tuple(next(cited) for _ in lesson.quotations),
            cases=tuple(next(cited) for _ in lesson.cases),
            questions=_lines(lesson.questions),
            notes="\n".join(_lines(lesson.notes.split("\n"))),
        )
        for lesson in module.lessons
    )


def _titles(typed: Sequence[str], unit: str) -> list[str]:
    """Number titles as the pages do, unless whoever typed them numbered them already."""
    is_numbered = any(map(_NUMBERED.match, typed))
    return [
        title if title and is_numbered else f"第{number}{unit}　{title}".rstrip()
        for number, title in enumerate(typed, 1)
    ]


def _lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Leave out what is empty."""
    return tuple(filter(None, (printable(line).strip() for line in lines)))
