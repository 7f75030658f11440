"""A6: the outline, by its headings of the first level."""

from collections.abc import Iterator, Sequence

from scoring.check import Check, Score
from scoring.labelled import Labelled

_WANTED = 0.95
_FEWEST = 50


def check_outlines(documents: Sequence[Labelled]) -> Check:
    """Score the headings at the top of every report whose headings are labelled."""
    labelled = [each for each in documents if each.known.get("sections")]
    pairs = [(_wanted(each), _found(each)) for each in labelled]
    score = Score(
        right=sum(len(wanted & found) for wanted, found in pairs),
        found=sum(len(found) for _, found in pairs),
        labelled=sum(len(wanted) for wanted, _ in pairs),
    )
    return Check(
        name="A6",
        what="headings of the first level",
        figure=f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}",
        target=f"F1 {_WANTED} on {_FEWEST} documents",
        holds=score.f1 >= _WANTED and len(labelled) >= _FEWEST,
        labels=f"{score.labelled} headings of {len(labelled)} reports of the demonstration set",
        wrong=tuple(line for each in labelled for line in _wrong(each)),
    )


def _wanted(labelled: Labelled) -> set[str]:
    return {_bare(each["heading"]) for each in labelled.known["sections"]}


def _found(labelled: Labelled) -> set[str]:
    text = labelled.document.text
    top = [section for section in labelled.document.sections if section.parent is None]
    return {_bare(text[section.start : section.end].partition("\n")[0]) for section in top}


def _bare(heading: str) -> str:
    return "".join(heading.split())


def _wrong(labelled: Labelled) -> Iterator[str]:
    wanted, found = _wanted(labelled), _found(labelled)
    yield from (f"{labelled.name}: {heading} missed" for heading in sorted(wanted - found))
    yield from (f"{labelled.name}: {heading} is none" for heading in sorted(found - wanted))
