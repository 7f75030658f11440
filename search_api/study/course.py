"""The frozen values of a course: modules, lessons, and what a lesson rests on."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from corpus.catalogue.column_types import LARGEST_INTEGER
from corpus.quotation import Quotation, Reference, quotation_values
from search_api.study.values import Content, Line, Note, Title, Value

MOST_QUOTATIONS = 500  # of a course


def _spans_named(values: Any) -> Any:
    """Write spans, which JSON has as [start, end], by their names, for the check of every field."""
    if not isinstance(values, Mapping) or not isinstance(values.get("spans"), list):
        return values
    spans = [
        {"start": each[0], "end": each[1]} if isinstance(each, list) and len(each) == 2 else each
        for each in values["spans"]
    ]
    return {**values, "spans": spans}


def _placed(quotation: Quotation) -> Quotation:
    """Refuse what can stand in no document."""
    numbers = [quotation.passage, quotation.page or 1]
    numbers += [number for span in quotation.spans for number in (span.start, span.end)]
    if any(not 0 <= number <= LARGEST_INTEGER for number in numbers):
        raise ValueError("引文的位置不在任何文件里")
    return quotation


QuotationJson = Annotated[
    Quotation,
    BeforeValidator(_spans_named),
    AfterValidator(_placed),
    PlainSerializer(quotation_values),
]


class Quoted(Value):
    """
    A quotation in a lesson.

    Attributes:
        quotation: The words, and where they stand.
        note: What the trainer says to them.
    """

    quotation: QuotationJson
    note: Note = ""


class CaseInLesson(Value):
    """
    A case in a lesson.

    Attributes:
        reference: The report.
        place: Of the case within a document that tells of many, from 1; None for a whole report.
        title: What it is called here.
        quotation: What of it is told, verbatim; None where only its name is.
        note: What it is to show.
    """

    reference: Reference
    place: int | None = None
    title: Title
    quotation: QuotationJson | None = None
    note: Note = ""


class Lesson(Value):
    """
    A lesson.

    Attributes:
        title: Its own.
        minutes: How long it takes.
        objectives: What is learned, one a line.
        basis: Policy that it rests on (政策依据).
        quotations: What is quoted.
        cases: What others did.
        questions: For the discussion.
        notes: What the trainer says, in plain text.
    """

    title: Title = ""
    minutes: Annotated[int, Field(ge=0, le=1440)] = 45
    objectives: tuple[Line, ...] = Field(default=(), max_length=30)
    basis: tuple[Quoted, ...] = Field(default=(), max_length=MOST_QUOTATIONS)
    quotations: tuple[Quoted, ...] = Field(default=(), max_length=MOST_QUOTATIONS)
    cases: tuple[CaseInLesson, ...] = Field(default=(), max_length=100)
    questions: tuple[Line, ...] = Field(default=(), max_length=50)
    notes: Annotated[str, StringConstraints(max_length=50_000)] = ""

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """All that is quoted in it, the basis first."""
        return self.basis + self.quotations


class Module(Value):
    """
    A module: lessons under one heading.

    Attributes:
        title: Its own; may be empty in a course of one module.
        lessons: In order.
    """

    title: Title = ""
    lessons: tuple[Lesson, ...] = Field(default=(), max_length=60)


class Course(Content):
    """
    A course.

    Attributes:
        template: From which it was made, see `search_api.study.templates`; empty for none.
        audience: Whom it is for.
        lecturer: Who gives it.
        organisation: Where.
        held_on: When, as people write it.
        objectives: What is learned, one a line.
        modules: In order.
    """

    template: Line = ""
    audience: Line = ""
    lecturer: Line = ""
    organisation: Line = ""
    held_on: Line = ""
    objectives: tuple[Line, ...] = Field(default=(), max_length=30)
    modules: tuple[Module, ...] = Field(default=(), max_length=30)

    @model_validator(mode="after")
    def _holds_no_more_than_it_may(self) -> Self:
        if len(self.quoted) > MOST_QUOTATIONS:
            raise ValueError(
                f"一门课程最多 {MOST_QUOTATIONS} 条引文，这里有 {len(self.quoted)} 条，请分成几门"
            )
        return self

    @property
    def lessons(self) -> Iterator[Lesson]:
        """Its lessons in order."""
        for module in self.modules:
            yield from module.lessons

    @property
    def minutes(self) -> int:
        """How long it takes in all."""
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """All that is quoted in it, in order."""
        return tuple(each for lesson in self.lessons for each in lesson.quoted)
