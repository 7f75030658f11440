"""An experience report as a case: whose it is, what was done and reached, and in which figures."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from corpus.document import Document, Indicator, RoleSpan, Section
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
_NO_FIGURES = frozenset({"ex_basic", "ex_problem"})  # figures there tell what was before


@dataclass(frozen=True, slots=True)
class CasePart:
    """
    A part of a report that belongs to a part of the case.

    Attributes:
        heading: Of its section; empty where it has none.
        opening: How its text begins, without the heading.
        start: Offset of the line that it begins in, which names its anchor.
    """

    heading: str
    opening: str
    start: int


@dataclass(frozen=True)
class Case:
    """
    A report as a case.

    Attributes:
        document: The report.
    """

    document: Document

    @cached_property
    def parts(self) -> tuple[tuple[str, str, tuple[CasePart, ...]], ...]:
        """The parts that it has: name, Chinese name, and where they stand, in order."""
        found = (
            (name, label, tuple(self._of_roles(roles))) for name, (label, roles) in PARTS.items()
        )
        return tuple(each for each in found if each[2])

    @cached_property
    def figures(self) -> tuple[Indicator, ...]:
        """The indicators, those of the results first; how things stood before is left out."""
        roles = ((self._role(each), each) for each in self.document.indicators)
        reached = [(role, each) for role, each in roles if role not in _NO_FIGURES]
        return tuple(each for _, each in sorted(reached, key=lambda pair: pair[0] != _RESULTS))

    @cached_property
    def whose(self) -> tuple[str, ...]:
        """Whose it is, in a few words: enterprise, region, industry, types."""
        values = (
            "、".join(value_label(name, value) for value in self.document.values(name))
            for name in ("enterprise", "region", "industry", "enterprise_type")
        )
        return tuple(filter(None, values))

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
            too_late = part.role == _PROBLEM and part.span.start > self._begun
            if part.role in roles and not too_late:
                yield self._part(part)

    @cached_property
    def _begun(self) -> int:
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
