"""From the lines of pages to paragraphs: which lines go on in the next one."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.read.compose import Piece
from corpus.read.lines import glue, han_count, is_closed, is_opening
from corpus.read.pdf_page import Line

_INDENT = 1.2  # characters by which a paragraph's first line is indented at least
_FULL = 1.6  # characters that a full line may stop short of the edge
_NEARLY_FULL = 0.7  # of the measure: a line so long that ends no sentence goes on
_GAP = 1.7  # times the usual distance of two lines: a paragraph ends
_SIZE_STEP = 0.8  # points by which fonts differ that set different things
_CENTRE_SLACK = 1.4  # characters between the room on the left and on the right
_CHANCE = 0.3  # characters
_LARGE = 1.1  # times the usual font size: a title, which may fill the line
_LEAST_LINES = 8  # of a page that shows its own column
_LEAST_WIDTH = 12  # characters: in a narrower column nobody can tell which line is full
_DATE = re.compile("[（(]?\\d{4}\\s*年\\s*\\d{1,2}\\s*月\\s*\\d{1,2}\\s*日[）)]?$")


@dataclass(frozen=True, slots=True)
class Measure:
    """
    The column in which text is set.

    Attributes:
        left, right: Edges in points.
        step: Usual distance from one line's top to the next one's.
        size: Usual font size.
    """

    left: float
    right: float
    step: float
    size: float


def pieces_of(pages: list[list[Line]]) -> Iterator[Piece]:
    """Join lines to paragraphs, also over page breaks, noting where each page begins."""
    lines = [line for page in pages for line in page]
    whole = measure_of(lines)
    measures = [measure_of(page) if len(page) >= _LEAST_LINES else whole for page in pages]
    paragraph: list[Line] = []
    seen: set[int] = set()
    for line in lines:
        if paragraph and not _goes_on(paragraph, line, measures):
            yield _piece(paragraph, measures, seen)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _piece(paragraph, measures, seen)


def measure_of(lines: list[Line]) -> Measure:
    """Find the column of a page from where its lines begin, end and follow each other."""
    longer = [line for line in lines if not line.is_row]
    if not longer:
        return Measure(0.0, 0.0, 0.0, 0.0)
    steps = sorted(
        below.top - above.top
        for above, below in pairwise(longer)
        if 0 < below.top - above.top < 4 * above.size
    )
    return Measure(
        left=min(_usual([line.left for line in longer]) or [line.left for line in longer]),
        right=max(_usual([line.right for line in longer]) or [line.right for line in longer]),
        step=steps[len(steps) // 2] if steps else 0.0,
        size=Counter(line.size for line in longer).most_common(1)[0][0],
    )


def _usual(places: list[float]) -> list[float]:
    """Give the places, to two points, at which more than one line begins or ends."""
    counts = Counter(round(place / 2) * 2.0 for place in places)
    return [place for place, count in counts.items() if count > 1]


def is_centred(line: Line, measure: Measure) -> bool:
    """Say whether the line stands in the middle of the column, and not by chance."""
    before, after = line.left - measure.left, measure.right - line.right
    slack = abs(before - after) / line.size
    if line.size > measure.size * _LARGE:
        return slack < _CENTRE_SLACK
    is_indent = abs(before - 2 * line.size) < _CHANCE * line.size  # as a paragraph begins
    return min(before, after) > line.size and slack < _CENTRE_SLACK and not is_indent


def _goes_on(paragraph: list[Line], line: Line, measures: list[Measure]) -> bool:
    """Say whether `line` belongs to the paragraph that is being gathered."""
    above = paragraph[-1]
    measure, above_measure = measures[line.page], measures[above.page]
    if line.is_row or above.is_row or abs(line.size - above.size) > _SIZE_STEP:
        return False
    if is_centred(above, above_measure) or (
        is_centred(line, measure) and not _overflows(paragraph, above_measure)
    ):
        return False
    if _is_apart(above, line, measure):
        return False
    if _is_indented(paragraph, line, measures) and not is_centred(line, measure):
        return False
    if is_opening(line.text) and (_is_ended(above.text) or is_opening(above.text)):
        return False
    if _DATE.match(line.text) or (len(paragraph) == 1 and _DATE.match(above.text)):
        return False
    return _is_unfinished(paragraph, above_measure)


def _overflows(paragraph: list[Line], measure: Measure) -> bool:
    """Say whether a centred line was too long: it fills the column and its rest stands below."""
    line = paragraph[0]
    room = line.left - measure.left + measure.right - line.right
    return len(paragraph) == 1 and room < 2 * line.size and not is_closed(line.text)


def _is_ended(text: str) -> bool:
    return is_closed(text) or text.endswith(("）", ")"))


def _is_apart(above: Line, line: Line, measure: Measure) -> bool:
    """Say whether there is a gap above the line, or another column begins."""
    if line.page != above.page:
        return False
    distance = line.top - above.top
    return distance < 0 or distance > max(measure.step, line.size) * _GAP


def _is_indented(paragraph: list[Line], line: Line, measures: list[Measure]) -> bool:
    indent = line.left - measures[line.page].left
    if indent < _INDENT * line.size:
        return False
    # In a block that is indented as a whole the lines below the first stand where it stands.
    above = paragraph[-1]
    same = abs(indent - (above.left - measures[above.page].left)) < line.size / 2
    return not (len(paragraph) > 1 and same)


def _is_unfinished(paragraph: list[Line], measure: Measure) -> bool:
    """Say whether the last line is full, or long and without the end of a sentence."""
    last = paragraph[-1]
    width = measure.right - measure.left
    if width < _LEAST_WIDTH * last.size:
        return False
    if measure.right - last.right <= _FULL * last.size:
        return True
    if is_closed(last.text) or (len(paragraph) == 1 and is_opening(last.text)):
        return False
    return last.right - last.left >= width * _NEARLY_FULL and han_count(last.text) > 0


def _piece(paragraph: list[Line], measures: list[Measure], seen: set[int]) -> Piece:
    """Join the lines; `seen` holds the pages whose beginning is marked already."""
    text = ""
    marks = []
    for line in paragraph:
        joined = glue(text, line.text)
        if line.page not in seen:
            seen.add(line.page)
            marks.append((line.page, len(joined) - len(line.text)))
        text = joined
    first = paragraph[0]
    return Piece(
        text,
        "row" if first.is_row else "paragraph",
        centred=not first.is_row and is_centred(first, measures[first.page]),
        bold=all(line.bold for line in paragraph),
        size=None if first.is_row else first.size,
        marks=tuple(marks),
    )
