"""Two to four cases side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.errors import WrongValue
from indexer.library import Library
from search_api.cases.case import Case
from search_api.cases.opening import OpenedCase, open_cases
from search_api.cases.practices import practices_of

FEWEST, MOST = 2, 4  # cases that are compared
_LONGEST = 180  # characters of a part that are shown
_MOST_FIGURES = 8
_SENTENCE_END = re.compile("[。！？]")


@dataclass(frozen=True, slots=True)
class CaseLine:
    """
    A line in a cell.

    Attributes:
        text: Of the report, blanks aside; a figure with its name and its year.
        start: Offset at which it begins in the document.
        place: Of the passage that holds it; None where none does.
    """

    text: str
    start: int
    place: int | None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """
    A row.

    Attributes:
        name: Of what it tells.
        label: The same in Chinese.
        cells: Of each case its lines; none where it tells nothing of this.
    """

    name: str
    label: str
    cells: tuple[tuple[CaseLine, ...], ...]


@dataclass(frozen=True, slots=True)
class CaseTable:
    """
    Cases side by side.

    Attributes:
        cases: The columns.
        rows: In order.
    """

    cases: tuple[OpenedCase, ...]
    rows: tuple[CaseRow, ...]


def compare_cases(library: Library, actor: Actor, ids: Sequence[str]) -> CaseTable:
    """
    Put cases side by side, in the order in which they were chosen.

    Raises:
        WrongValue: There are too few or too many.
        DocumentNotFound: One of them is not there, or the actor may not see it.
    """
    chosen = list(dict.fromkeys(ids))
    if not FEWEST <= len(chosen) <= MOST:
        raise WrongValue(
            f"并排比较要选 {FEWEST} 到 {MOST} 个案例，现在选了 {len(chosen)} 个。请返回重新勾选。"
        )
    opened = open_cases(library, actor, chosen)
    rows = (
        CaseRow(name, label, tuple(tuple(tell(each.case)) for each in opened))
        for name, label, tell in _ROWS
    )
    return CaseTable(opened, tuple(rows))


def _background(case: Case) -> Iterator[CaseLine]:
    """Tell the background; of a report that has none of its own, what leads into it."""
    if case.part is None and not case.has("background"):
        for part in case.document.roles:
            if part.role == "ex_lead":
                text = " ".join(case.words_of(part.span).split())
                yield _line(case, _beginning(text), part.span.start)
    yield from _parts(case, "background")


def _practices(case: Case) -> Iterator[CaseLine]:
    for each in practices_of(case):
        yield _line(case, each.heading, each.span.start)


def _results(case: Case) -> Iterator[CaseLine]:
    return _parts(case, "results")


def _insights(case: Case) -> Iterator[CaseLine]:
    return _parts(case, "insights")


def _conditions(case: Case) -> Iterator[CaseLine]:
    for span in case.conditions:
        yield _line(case, case.words_of(span), span.start)


def _figures(case: Case) -> Iterator[CaseLine]:
    for each in case.figures[:_MOST_FIGURES]:
        year = f"（{each.year}年）" if each.year else ""
        yield _line(case, f"{each.name}{case.words(each)}{year}", each.span.start)


def _parts(case: Case, name: str) -> Iterator[CaseLine]:
    for part in case.of(name):
        text = case.words_of(part.span).removeprefix(part.heading).strip()
        yield _line(case, _beginning(" ".join(text.split())), part.start)


def _line(case: Case, text: str, start: int) -> CaseLine:
    return CaseLine(text, start, case.document.place_at(start))


def _beginning(text: str) -> str:
    """Give whole sentences as far as they are short enough; else say that it goes on."""
    if len(text) <= _LONGEST:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text[:_LONGEST])]
    return text[: ends[-1]] if ends else f"{text[:_LONGEST]}…"


_ROWS = (
    ("background", "背景", _background),
    ("practices", "做法", _practices),
    ("results", "成效", _results),
    ("insights", "启示", _insights),
    ("conditions", "适用条件", _conditions),
    ("figures", "指标", _figures),
)
