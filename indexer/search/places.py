"""Regions by their full and their short names, and by those that they had before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from corpus.vocabulary.divisions import divisions, stem


def other_places(piece: str) -> Iterator[str]:
    """
    Give other names of a region: `浙江` for `浙江省` and for `浙`, `海门区` for `海门市`.

    A name of one character is asked for, never looked for.
    """
    known = divisions()
    if len(piece) == 1:
        if piece in known.coded:
            yield stem(known.coded[piece][-1])
        return
    ways = known.named.get(piece, ())
    for way in ways:
        short = stem(way[-1])
        if way[-1] != piece:  # its name of today
            yield way[-1]
        elif known.stems.get(short) == way:
            yield short
    yield from _former().get(piece, ())


@cache
def _former() -> Mapping[str, tuple[str, ...]]:
    """Give for the names of today those of before."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, ways in divisions().named.items():
        for way in ways:
            if way[-1] != name:
                found[way[-1]].append(name)
    return {name: tuple(names) for name, names in found.items()}
