"""The frozen values that every other module speaks of: a document and its parts."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any

FactValue = str | tuple[str, ...]

PLACE_BITS = 20  # room of a passage's place in one number with its document's ordinal


@dataclass(frozen=True, slots=True)
class Span:
    """
    A stretch of a text.

    Attributes:
        start: Code-point offset of its first character.
        end: Code-point offset one past its last character.
    """

    start: int
    end: int


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Give *spans* in order, those that touch or overlap as one."""
    last: Span | None = None
    for span in sorted(spans, key=lambda each: each.start):
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


@dataclass(frozen=True, slots=True)
class Fact:
    """
    Something that a document says of itself, and how sure we are of it.

    Attributes:
        value: Text, or a tuple of texts for a field that may hold several (see `corpus.metadata`).
            Dates are ISO 8601 and may be partial: `2024`, `2024-03`, `2024-03-05`.
        confidence: From 0 to 1.
        method: `rule` from the text, `table` from the page's own metadata, `import` from whoever
            brought the file in, `user` from a person who corrected it.
        span: Where in `Document.text` it stands; None where the text does not hold it.
    """

    value: FactValue
    confidence: float
    method: str
    span: Span | None = None


class GapKind(StrEnum):
    """Why a source is not whole at a place."""

    HIDDEN = "hidden"  # a site keeps a part back
    SCRUBBED = "scrubbed"  # a site struck a name out
    ABRIDGED = "abridged"  # the issuer says that it left something out


@dataclass(frozen=True, slots=True)
class Gap:
    """
    A place at which a source is not whole.

    Attributes:
        span: Where in `Document.text` it shows.
        kind: Why.
        hidden: How many characters are kept back; 0 where the source does not say.
    """

    span: Span
    kind: GapKind
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """
    A part of a speech or of a report, by what it is for.

    Attributes:
        role: A name of `corpus.metadata.ROLE_LABELS`.
        span: From the first to the last of its text; a section where one begins there.
    """

    role: str
    span: Span


class Direction(StrEnum):
    """Where a figure went."""

    UP = "up"
    DOWN = "down"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """
    A figure that a report gives for what was reached.

    Attributes:
        name: As it is written: 营业收入.
        value: The number, without the commas between thousands.
        unit: As it is written: 亿元, %, 个百分点, 倍, 成; of 三分之二, whose value is 2, 三分之.
        year: Of the figure, four digits; None where none is told.
        direction: Where it went.
        sentence: Where the sentence stands that says so.
        span: Where number and unit stand, with what they do: 提升到81.7%.
    """

    name: str
    value: str
    unit: str
    year: str | None
    direction: Direction
    sentence: Span
    span: Span


class Relation(StrEnum):
    """What a document does to one that it names."""

    CITES = "cites"  # 引用
    REPEALS = "repeals"  # 废止
    REPEALS_PART = "repeals_part"  # 部分废止
    REPLACES = "replaces"  # 替代: repeals a text on the same subject; told beside it, not stored
    AMENDS = "amends"  # 修改
    EXTENDS = "extends"  # 延长
    SUSPENDS = "suspends"  # 暂停
    SUPPLEMENTS = "supplements"  # 补充
    CORRECTS = "corrects"  # 更正
    BASED_ON = "based_on"  # 根据
    IMPLEMENTS = "implements"  # 贯彻落实
    ISSUES = "issues"  # 印发
    FORWARDS = "forwards"  # 转发、批转
    REPLIES_TO = "replies_to"  # 批复、函复
    INTERPRETS = "interprets"  # 解读


@dataclass(frozen=True, slots=True)
class Citation:
    """
    A document that is named.

    Attributes:
        relation: What is done to it.
        title: As it is written between the title marks; empty where only a number names it.
        number: In canonical form; None where none is given.
        span: Where the name stands.
        sentence: The sentence that says so.
        confidence: From 0 to 1.
    """

    relation: Relation
    title: str
    number: str | None
    span: Span
    sentence: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Section:
    """
    A node of the outline, from its heading to the next one of its rank.

    Attributes:
        id: Stable over readings: made of document, path and heading.
        parent: Id of the section that holds it; None at the top.
        level: Depth in the outline, from 1.
        kind: What numbers it: `bian zhang jie tiao h1 h2 h3 h4 h5 part`, or `style` for a heading
            that only its style shows.
        number: The number as it is written: `（三）`; empty for `style`.
        title: The heading without its number; empty where none stands behind it, as for many
            an article and for a numbered sentence.
        path: The numbers from the top: `二/（三）/1`.
        start: Offset of the heading in `Document.text`.
        end: Offset one past the section's last character.
    """

    id: str
    parent: str | None
    level: int
    kind: str
    number: str
    title: str
    path: str
    start: int
    end: int


class PartKind(StrEnum):
    """What a part of a document is."""

    ANNEX = "annex"  # an annex, or a text that a notice prints
    CASE = "case"  # one of many that a notice praises


@dataclass(frozen=True, slots=True)
class Part:
    """
    A part of a document that can be found, opened and cited by itself.

    Attributes:
        place: Ordinal within the document, from 1.
        kind: What it is.
        title: Its own.
        cited: What a citation says of it: `附件1《…》`, `附件《…》第3项`.
        start: Offset of its first character in `Document.text`.
        end: Offset one past its last.
        document_number: Its own number; None for most.
        region: Of a case, as the field of a document has it.
        enterprise: Of a case.
    """

    place: int
    kind: PartKind
    title: str
    cited: str
    start: int
    end: int
    document_number: str | None = None
    region: tuple[str, ...] = ()
    enterprise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """
    The unit of reading and quoting.

    Attributes:
        place: Ordinal within the document, from 0.
        start: Offset of its first character in `Document.text`.
        end: Offset one past its last.
        heading: Titles of the sections that hold it, outermost first, joined by ` › `.
        article: `第五条` where the passage is an article; None otherwise.
        page: Page on which it starts, from 1; None where the format has no pages.
        section: Numbers of the sections that hold it, as they are written: `二、（三）`; None for
            an article, and where no section has a number. Within a part only those below it.
        part: Place of the innermost part that holds it; None for most.
    """

    place: int
    start: int
    end: int
    heading: str = ""
    article: str | None = None
    page: int | None = None
    section: str | None = None
    part: int | None = None


def page_at(pages: Sequence[int], offset: int) -> int | None:
    """Give the page, from 1, on which *offset* lies; *pages* are the offsets where they start."""
    return max(1, bisect_right(pages, offset)) if pages else None


@dataclass(frozen=True, slots=True)
class Document:
    """
    A document as the library understands it.

    Attributes:
        id: First 16 hex digits of the sha256 of its bytes.
        text: What the reader joined; immutable, never normalised. Every offset counts its
            code points.
        facts: By field name of `corpus.metadata`.
        sections: The outline in reading order.
        passages: In reading order; a document without text has one, empty.
        pages: Offset at which each page starts; empty where the format has no pages.
        removed: Ranges of `text` that are no part of the document (debris of web pages).
        gaps: Places at which the source is not whole.
        citations: What it names, and what it does to them, in order.
        parts: What of it has a title and a place of its own, in order.
        roles: Its parts by what they are for, in order; of speeches and reports only.
        indicators: The figures for what was reached, in order; of reports only.
        source_grade: A value of `corpus.metadata.SOURCE_GRADES`.
        completeness: A value of `corpus.metadata.COMPLETENESS`.
    """

    id: str
    text: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    pages: tuple[int, ...] = ()
    removed: tuple[Span, ...] = ()
    gaps: tuple[Gap, ...] = ()
    citations: tuple[Citation, ...] = ()
    parts: tuple[Part, ...] = ()
    roles: tuple[RoleSpan, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    source_grade: str = "待核实"
    completeness: str = "完整"

    def value(self, name: str) -> str | None:
        """Give the field's value as one text, several joined by a blank; None when unknown."""
        values = self.values(name)
        return " ".join(values) if values else None

    def values(self, name: str) -> tuple[str, ...]:
        """Give the field's values; empty when unknown."""
        fact = self.facts.get(name)
        if fact is None:
            return ()
        return (fact.value,) if isinstance(fact.value, str) else fact.value

    def role_at(self, start: int) -> str | None:
        """Give what the part is for that begins at an offset; None where none begins."""
        return next((part.role for part in self.roles if part.span.start == start), None)

    def place_at(self, offset: int) -> int | None:
        """Give the place of the passage that holds an offset; None where none does."""
        begun = bisect_right(self.passages, offset, key=_start) - 1
        passage = self.passages[begun] if begun >= 0 else None
        return passage.place if passage and offset < passage.end else None

    def __reduce__(self) -> tuple[Any, ...]:  # it travels from the reading process to ours
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return _document, ({**values, "facts": dict(self.facts)},)


def _start(passage: Passage) -> int:
    return passage.start


def _document(values: dict[str, Any]) -> Document:
    return Document(**{**values, "facts": MappingProxyType(values["facts"])})
