"""An experience report as a case: whose it is, what was done and reached, and in which figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from corpus.document import Document, Indicator, RoleSpan
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

    def place(self, indicator: Indicator) -> int:
        """Give the place of the passage that tells the indicator."""
        at = indicator.span.start
        return next(
            (each.place for each in self.document.passages if each.start <= at < each.end), 0
        )

    def _role(self, indicator: Indicator) -> str:
        at = indicator.span.start
        parts = self.document.roles
        return next((each.role for each in parts if each.span.start <= at < each.span.end), "")

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

    def _part(self, part: RoleSpan) -> CasePart:
        text = self.document.text[part.span.start : part.span.end]
        section = next(
            (each for each in self.document.sections if each.start == part.span.start), None
        )
        first, _, rest = text.partition("\n") if section else ("", "", text)
        opening = " ".join((rest or "").split())
        return CasePart(
            heading=first.strip(),
            opening=opening[:_OPENING] + ("…" if len(opening) > _OPENING else ""),
            start=line_start(self.document.text, part.span.start),
        )


def case_of(document: Document) -> Case | None:
    """Give a report as a case; None for every other document, and one without parts and figures."""
    if document.value("document_class") != "experience":
        return None
    case = Case(document)
    return case if case.parts or case.figures else None
