"""
Scoring the fit of cases to described situations.

`situations.jsonl` has one a line: a paragraph as an enterprise would write it, and which cases fit,
judged by hand over all reports of the demonstration, the samples, and the 130 practices that
国办发〔2018〕108号 praises. `part` tells those on which the weights were tuned from those that were
written afterwards and tried once.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.actor import LOCAL
from corpus.settings import EngineName
from indexer.library import Library
from judged.collection import document_name
from judged.variants import opened
from search_api.cases.fitting import Fit, fit
from search_api.cases.opening import OpenedCase
from search_api.cases.situation import recognise_situation

FIRST = 3  # places among which a fitting case must stand
_SITUATIONS = Path(__file__).with_name("situations.jsonl")


@dataclass(frozen=True, slots=True)
class Described:
    """
    A situation, and what fits it.

    Attributes:
        id: A letter of its part and a number.
        part: `tuned` or `blind`.
        note: What it is about.
        text: As an enterprise would write it.
        fits: Names of the cases that fit, see `case_name`.
    """

    id: str
    part: str
    note: str
    text: str
    fits: tuple[str, ...]


def load_situations() -> list[Described]:
    """Read the situations."""
    lines = _SITUATIONS.read_text(encoding="utf-8").splitlines()
    return [Described(**{**told, "fits": tuple(told["fits"])}) for told in map(json.loads, lines)]


def case_name(case: OpenedCase, shared: Path) -> str:
    """Give a case's stable name: its file's, or the number of its notice with its own in it."""
    if case.case.part is None:
        return document_name(case.stored.paths[0], shared)
    number = case.case.document.value("document_number")
    own = case.case.part.cited.rpartition("第")[2].rstrip("项")
    return f"{number}#{own}"


def evaluate_fitting(shared: Path, home: Path, engine: EngineName = "tantivy") -> None:
    """Print for each part how many situations have a fitting case among the first three."""
    with opened(home, engine, shared) as library:
        described = load_situations()
        places = {each.id: _place(library, shared, each) for each in described}
    for line in _report(described, places):
        print(line)


def _place(library: Library, shared: Path, described: Described) -> int | None:
    """Give the place, from 1, of the first case that fits; None where none is listed."""
    found: Sequence[Fit] = fit(library, LOCAL, recognise_situation(described.text))
    names = [case_name(each.opened, shared) for each in found]
    return next((at for at, name in enumerate(names, 1) if name in described.fits), None)


def _report(described: Sequence[Described], places: dict[str, int | None]) -> Iterator[str]:
    for part in dict.fromkeys(each.part for each in described):
        yield _line(part, [places[each.id] for each in described if each.part == part])
    yield _line("all", list(places.values()))
    for each in described:
        place = places[each.id]
        if place is None or place > FIRST:
            yield f"  {each.id} {each.note}: {place or 'not listed'}"


def _line(name: str, places: Sequence[int | None]) -> str:
    near, first = _within(places, FIRST), _within(places, 1)
    return f"{name}: {near} of {len(places)} among the first {FIRST}, {first} first"


def _within(places: Sequence[int | None], most: int) -> int:
    return sum(place is not None and place <= most for place in places)
