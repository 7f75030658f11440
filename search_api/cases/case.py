"""A case: whose it is, what was done and reached, in which figures, and under which conditions."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from corpus.document import Document, Indicator, Part, PartKind, RoleSpan, Section, Span
from corpus.recognise.enterprise_size import EnterpriseSize
from search_api.cases.conditions import find_conditions
from search_api.cases.fields import fields_of, kinds_of_results, size_of
from search_api.labels import value_label
from search_api.outlining import line_start

# Part of a case -> its name, and the roles of the parts of a report that belong to it.
PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "background": ("背景", ("ex_basic", "ex_problem")),
        "practices": ("做法", ("ex_practice",)),
        "results": ("成效", ("ex_result",)),
        "insights": ("启示", ("ex_insight",)),
    }
)
_OPENING = 90  # characters of a part that the card shows
_PROBLEM, _PRACTICE, _RESULTS = "ex_problem", "ex_practice", "ex_result"
# Figures there tell what was before, or what is to come.
_NO_FIGURES = frozenset({"ex_basic", "ex_problem", "ex_next"})


@dataclass(frozen=True, slots=True)
class CasePart:
    """
    A part of a report that belongs to a part of the case.

    Attributes:
        heading: Of its section; empty where it has none.
        opening: How its text begins, without the heading.
        start: Offset of the line that it begins in, which names its anchor.
        span: From its heading to its end.
    """

    heading: str
    opening: str
    start: int
    span: Span


@dataclass(frozen=True)
class Case:
    """
    A report as a case, or one of the many practices that a notice praises.

    Attributes:
        document: The report, or the notice.
        part: Of the notice; None for a report.
    """

    document: Document
    part: Part | None = None

    @property
    def id(self) -> str:
        """Its document's id; that of a praised practice goes on with its place."""
        return self.document.id if self.part is None else f"{self.document.id}-{self.part.place}"

    @property
    def place_of_part(self) -> int | None:
        """Place of the practice in its notice; None for a report."""
        return None if self.part is None else self.part.place

    @cached_property
    def title(self) -> str:
        """What it is called."""
        if self.part is not None:
            return self.part.title.rstrip("。 ")
        return self.document.value("title") or ""

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        if self.part is None:
            return Span(0, len(self.document.text))
        return Span(self.part.start, self.part.end)

    @cached_property
    def fields(self) -> Mapping[str, tuple[str, ...]]:
        """What it is found by, see `search_api.cases.fields`."""
        results = kinds_of_results(self.figures)
        return {**fields_of(self.document, self.part), "result": results}

    @cached_property
    def size(self) -> EnterpriseSize | None:
        """How large the enterprise is; None where the text does not say."""
        return size_of(self.document, self.part)

    @cached_property
    def size_words(self) -> tuple[str, ...]:
        """The words of the text by which the size is told."""
        found = self.size.evidence if self.size else ()
        return tuple(self.document.text[span.start : span.end] for span in found)

    @cached_property
    def conditions(self) -> tuple[Span, ...]:
        """The sentences that tell under which conditions it worked; none where none does."""
        return find_conditions(self.document) if self.part is None else ()

    @cached_property
    def parts(self) -> tuple[tuple[str, str, tuple[CasePart, ...]], ...]:
        """The parts that it has: name, Chinese name, and where they stand, in order."""
        if self.part is not None:
            name = "practices"
            return ((name, PARTS[name][0], (self._praised(self.part),)),)
        found = (
            (name, label, tuple(self._of_roles(roles))) for name, (label, roles) in PARTS.items()
        )
        return tuple(each for each in found if each[2])

    @cached_property
    def figures(self) -> tuple[Indicator, ...]:
        """The indicators, those of the results first; what was before, and plans, are left out."""
        if self.part is not None:
            return ()
        roles = ((self._role(each), each) for each in self.document.indicators)
        reached = [(role, each) for role, each in roles if role not in _NO_FIGURES]
        return tuple(each for _, each in sorted(reached, key=lambda pair: pair[0] != _RESULTS))

    @cached_property
    def whose(self) -> tuple[str, ...]:
        """Whose it is, in a few words: enterprise, region, industry, types."""
        values = (
            "、".join(value_label(name, value) for value in self.fields.get(name, ()))
            for name in ("enterprise", "region", "industry", "enterprise_type")
        )
        return tuple(filter(None, values))

    def of(self, name: str) -> tuple[CasePart, ...]:
        """Give the parts of a name; none where it has none."""
        return next((found for each, _, found in self.parts if each == name), ())

    def words_of(self, span: Span) -> str:
        """Give what stands at a place, verbatim, without the blanks at its ends."""
        return self.document.text[span.start : span.end].strip()

    def has(self, name: str) -> bool:
        """Tell whether it has a part of this name."""
        return any(each[0] == name for each in self.parts)

    def sentence(self, indicator: Indicator) -> str:
        """Give the sentence that tells the indicator, verbatim."""
        return self.document.text[indicator.sentence.start : indicator.sentence.end].strip()

    def words(self, indicator: Indicator) -> str:
        """Give the figure as the text has it: 提升到81.7%."""
        return self.document.text[indicator.span.start : indicator.span.end]

    def place(self, indicator: Indicator) -> int | None:
        """Give the place of the passage that tells the indicator; None where none holds it."""
        return self.document.place_at(indicator.span.start)

    def _role(self, indicator: Indicator) -> str:
        """Give the role of the last part that begins before the indicator and holds it."""
        at = indicator.span.start
        begun = bisect_right(self.document.roles, at, key=_start) - 1
        part = self.document.roles[begun] if begun >= 0 else None
        return part.role if part and at < part.span.end else ""

    def _of_roles(self, roles: tuple[str, ...]) -> Iterator[CasePart]:
        for part in self.document.roles:
            too_late = part.role == _PROBLEM and part.span.start > self.begun
            if part.role in roles and not too_late:
                yield self._part(part)

    @cached_property
    def begun(self) -> int:
        """Where the practices begin: problems beyond are those that are left, no background."""
        starts = (part.span.start for part in self.document.roles if part.role == _PRACTICE)
        return next(starts, len(self.document.text))

    @cached_property
    def _headed(self) -> Mapping[int, Section]:
        """The sections, by where they begin."""
        return {section.start: section for section in self.document.sections}

    def _part(self, part: RoleSpan) -> CasePart:
        text = self.document.text[part.span.start : part.span.end]
        heading, rest = _parted(text, self._headed.get(part.span.start))
        opening = " ".join(rest.split())
        return CasePart(
            heading=heading,
            opening=opening[:_OPENING] + ("…" if len(opening) > _OPENING else ""),
            start=line_start(self.document.text, part.span.start),
            span=part.span,
        )

    def _praised(self, part: Part) -> CasePart:
        rest = self.document.text[part.start : part.end].partition(part.title)[2]
        opening = " ".join(rest.strip("。 \n").split())
        return CasePart(
            heading=self.title,
            opening=opening[:_OPENING] + ("…" if len(opening) > _OPENING else ""),
            start=line_start(self.document.text, part.start),
            span=Span(part.start, part.end),
        )


def _parted(text: str, section: Section | None) -> tuple[str, str]:
    """
    Part the heading of a section from what stands below it, or behind it in its line.

    A numbered sentence is no heading; a title that its line goes on behind (一、背景。我公司……)
    ends at the full stop.
    """
    if section is None or (section.number and not section.title and section.kind != "style"):
        return "", text
    first, _, below = text.partition("\n")
    behind = first.removeprefix(section.number).lstrip()[len(section.title) :]
    if not section.title or not behind.startswith("。"):
        return first.strip(), below
    return first[: len(first) - len(behind)].strip(), f"{behind[1:]}\n{below}"


def _start(part: RoleSpan) -> int:
    return part.span.start


def case_of(document: Document) -> Case | None:
    """Give a report as a case; None for every other document, and one without parts and figures."""
    if document.value("document_class") != "experience":
        return None
    case = Case(document)
    return case if case.parts or case.figures else None


def cases_in(document: Document) -> Iterator[Case]:
    """Give the cases of a document: the report itself, and the practices that it praises."""
    if (case := case_of(document)) is not None:
        yield case
    for part in document.parts:
        if part.kind is PartKind.CASE:
            yield Case(document, part)
