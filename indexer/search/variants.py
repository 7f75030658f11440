"""Other ways in which the words of a phrase are put: close together, in one clause."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corpus.text.fold import fold
from indexer.analysis.terms import Analyser

LONGER = 6  # characters that a variant may have beyond the phrase
MOST_PIECES = 5

_CLAUSES = re.compile(r"[^，。！？；：、,;:!?()（）〔〕《》\n\t]+")


def tiles(phrase: str, analyser: Analyser) -> tuple[str, ...]:
    """Cut a phrase into the smallest words that it is made of, each once; *phrase* is folded."""
    words = set(analyser.words(phrase).split()) - {phrase}
    found: list[str] = []
    at = 0
    while at < len(phrase):
        ends = [end for end in range(at + 2, len(phrase) + 1) if phrase[at:end] in words]
        end = min(ends, default=_next_word(phrase, at, words))
        found.append(phrase[at:end])
        at = end
    return tuple(dict.fromkeys(each for each in found if any(map(str.isalnum, each))))


def _next_word(phrase: str, at: int, words: set[str]) -> int:
    """Give where the next word begins behind *at*; the end of the phrase when none does."""
    begun = (phrase.find(word, at + 1) for word in words if len(word) > 1)
    return min((each for each in begun if each >= 0), default=len(phrase))


def find_variants(
    phrase: str, pieces: Sequence[str], texts: Iterable[tuple[int, str]]
) -> dict[str, frozenset[int]]:
    """
    Find where the pieces of a phrase stand together in another way.

    Args:
        phrase: Folded.
        pieces: The words of it, folded.
        texts: Ordinals and passages.

    Returns:
        Variant, folded -> the documents that have it, those of most first.
    """
    found: defaultdict[str, set[int]] = defaultdict(set)
    for ordinal, text in texts:
        for clause in _CLAUSES.findall(text):
            for variant in _windows(fold(clause), pieces, len(phrase) + LONGER):
                if phrase not in variant:
                    found[variant].add(ordinal)
    in_order = sorted(found, key=lambda each: (-len(found[each]), len(each), each))
    return {each: frozenset(found[each]) for each in in_order}


def _windows(clause: str, pieces: Sequence[str], longest: int) -> Iterator[str]:
    """
    Give the shortest stretches that hold all pieces, with pieces at both ends.

    Pieces in another order are a variant only where nothing else stands between them.
    """
    stands = {each: [at.start() for at in re.finditer(re.escape(each), clause)] for each in pieces}
    latest: dict[int, int] = {}  # end of a stretch -> its latest start
    for start in sorted(at for places in stands.values() for at in places):
        ends = [_first_end(places, start, len(piece)) for piece, places in stands.items()]
        latest[max(ends)] = start
    for end, start in latest.items():
        variant = clause[start:end]
        if end <= len(clause) and len(variant) <= longest and _is_put_well(variant, pieces):
            yield variant


def _is_put_well(variant: str, pieces: Sequence[str]) -> bool:
    places = [variant.find(piece) for piece in pieces]
    return places == sorted(places) or len(variant) == sum(map(len, pieces))


def _first_end(places: Sequence[int], start: int, length: int) -> int:
    """Give where a piece ends that begins at *start* or behind it; far away where none does."""
    return next((at + length for at in places if at >= start), sys.maxsize)
