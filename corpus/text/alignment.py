"""Where a text stands in another one nearly, and what of the two differs."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.document import Span


@dataclass(frozen=True, slots=True)
class Nearest:
    """
    The stretch of a text that is most like a pattern.

    Attributes:
        span: Where it stands.
        distance: How many letters must be put in, taken out or changed to make one the other.
    """

    span: Span
    distance: int


@dataclass(frozen=True, slots=True)
class Edit:
    """
    A place at which two texts differ; one of the two stretches may be empty.

    Attributes:
        one: Of the first text.
        other: Of the second.
    """

    one: Span
    other: Span

    @property
    def size(self) -> int:
        """How many letters are touched."""
        return max(self.one.end - self.one.start, self.other.end - self.other.start)


def nearest(pattern: str, text: str) -> Nearest:
    """
    Find the stretch of *text* that is most like *pattern*.

    Of equals the longest at the last place, so that what was left out shows between what is there.
    """
    end, distance = _nearest_end(pattern, text)
    length = min(end, len(pattern) + distance)
    before = text[end - length : end]
    back, _ = _nearest_end(pattern[::-1], before[::-1])
    return Nearest(Span(end - back, end), distance)


def differences(one: str, other: str) -> tuple[Edit, ...]:
    """Say where two texts differ, in order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return tuple(
        Edit(Span(start, end), Span(there, until))
        for tag, start, end, there, until in matcher.get_opcodes()
        if tag != "equal"
    )


def _nearest_end(pattern: str, text: str) -> tuple[int, int]:
    """
    Give where in *text* the stretch ends that is most like *pattern*, and their distance.

    Myers' way (Journal of the ACM 46, 1999): a column of the table of distances as two numbers,
    of whose bits each says that the distance grows, or falls, from one letter of the pattern to
    the next.
    """
    size = len(pattern)
    places = dict[str, int]()
    for place, letter in enumerate(pattern):
        places[letter] = places.get(letter, 0) | 1 << place
    every, last = (1 << size) - 1, 1 << (size - 1) if size else 0
    grows, falls, distance = every, 0, size
    best, end = size, 0
    for place, letter in enumerate(text, 1):
        equal = places.get(letter, 0)
        across = (((equal & grows) + grows) ^ grows) | equal
        up = falls | (every & ~(across | grows))
        down = grows & across
        if up & last:
            distance += 1
        elif down & last:
            distance -= 1
        if distance <= best:
            best, end = distance, place
        up, down = (up << 1) & every, (down << 1) & every
        steady = equal | falls
        grows = down | (every & ~(steady | up))
        falls = up & steady
    return end, best
