"""The frozen values of a theme (专题): what is put together of a topic, part by part."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from corpus.errors import WrongValue
from corpus.quotation import Reference
from search_api.saving import form_asked
from search_api.searching import MOST_CHARACTERS, Scope, SearchForm, Sort
from search_api.study.course import QuotationJson
from search_api.study.values import Content, Line, Note, Value

MOST_ITEMS = 60  # documents of a part
MOST_QUOTED = 20  # quotations of a document
MOST_QUOTATIONS = 200  # of a theme


class PartName(StrEnum):
    """What a part of a theme holds."""

    BASIS = "basis"
    SPEECHES = "speeches"
    CASES = "cases"
    INTERPRETATION = "interpretation"


PART_LABELS: Mapping[PartName, str] = MappingProxyType(
    {
        PartName.BASIS: "政策依据",
        PartName.SPEECHES: "领导讲话",
        PartName.CASES: "典型案例",
        PartName.INTERPRETATION: "解读研究",
    }
)
# Part -> classes of the documents that are offered for it.
PART_CLASSES: Mapping[PartName, tuple[str, ...]] = MappingProxyType(
    {
        PartName.BASIS: ("policy", "regulation", "plan"),
        PartName.SPEECHES: ("speech",),
        PartName.CASES: ("experience",),
        PartName.INTERPRETATION: ("interpretation", "research"),
    }
)


def part_for(document_class: str) -> PartName:
    """Say into which part a document goes by its class; what fits no other is interpretation."""
    found = (name for name, classes in PART_CLASSES.items() if document_class in classes)
    return next(found, PartName.INTERPRETATION)


class ThemeItem(Value):
    """
    A document of a theme.

    Attributes:
        reference: The document.
        quotations: Its words that matter, verbatim; none where the whole is pointed to.
        remark: What the keeper says to it, in plain text.
    """

    reference: Reference
    quotations: tuple[QuotationJson, ...] = Field(default=(), max_length=MOST_QUOTED)
    remark: Note = ""


class ThemeSearch(Value):
    """A search that fills a theme; its fields are those of `search_api.searching.SearchForm`."""

    query: Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)] = ""
    filters: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    on: date | None = None
    sort: Sort = Sort.RELEVANCE
    relaxed: bool = True
    expand: bool = True
    without: tuple[Line, ...] = Field(default=(), max_length=50)
    plain: bool = False
    scope: Scope = Scope.ALL

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        try:
            form_asked(self.model_dump(mode="json"))
        except WrongValue as error:
            raise ValueError(error.detail.rstrip("。")) from error
        return self

    @property
    def form(self) -> SearchForm:
        """The search as it is asked."""
        return form_asked(self.model_dump(mode="json"))


class Theme(Content):
    """
    A theme.

    Attributes:
        introduction: Why the topic matters, in plain text.
        basis: What policy says (政策依据).
        speeches: What was said of it (领导讲话).
        cases: What others did (典型案例).
        interpretation: How it is explained (解读研究).
        questions: For the discussion.
        recommended_by: The body that recommends it (推荐单位).
        on: The day that it bears; None for none.
        search: What fills it; None where it is filled by hand alone.
        sample: Name of the theme among those that come with the samples; empty for others.
    """

    introduction: Note = ""
    basis: tuple[ThemeItem, ...] = Field(default=(), max_length=MOST_ITEMS)
    speeches: tuple[ThemeItem, ...] = Field(default=(), max_length=MOST_ITEMS)
    cases: tuple[ThemeItem, ...] = Field(default=(), max_length=MOST_ITEMS)
    interpretation: tuple[ThemeItem, ...] = Field(default=(), max_length=MOST_ITEMS)
    questions: tuple[Line, ...] = Field(default=(), max_length=50)
    recommended_by: Line = ""
    on: date | None = None
    search: ThemeSearch | None = None
    sample: Annotated[str, StringConstraints(max_length=40)] = ""

    @model_validator(mode="after")
    def _holds_no_more_than_it_may(self) -> Self:
        count = self.count_quoted
        if count > MOST_QUOTATIONS:
            raise ValueError(
                f"一个专题最多 {MOST_QUOTATIONS} 条引文，这里有 {count} 条，请分成几个专题"
            )
        return self

    def copied(self, title: str) -> Self:
        """Give what a copy of it holds: it does not come with the samples."""
        return self.model_copy(update={"title": title, "sample": ""})

    def part(self, name: PartName) -> tuple[ThemeItem, ...]:
        """Give the items of a part, in order."""
        items: tuple[ThemeItem, ...] = getattr(self, name.value)
        return items

    @property
    def count_quoted(self) -> int:
        """How many quotations it has."""
        return sum(len(each.quotations) for each in self.items)

    @property
    def items(self) -> Iterator[ThemeItem]:
        """All its items, part by part."""
        for name in PartName:
            yield from self.part(name)
