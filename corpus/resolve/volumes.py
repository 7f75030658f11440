"""Files of one title that each hold other articles of it: volumes of one text, no versions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from sqlalchemy import Connection

from corpus.catalogue.parts import single_values
from corpus.catalogue.versions import article_ranges
from corpus.resolve.duplicates import OWN_DATES, dates_agree

Volumes = Mapping[int, frozenset[int]]


def volumes(connection: Connection, works: Iterable[tuple[int, str | None]]) -> Volumes:
    """
    Give, for every document that is a volume, the ordinals of the others of its text.

    A version begins with the first article again; a volume goes on where another ends, and no
    date of the two contradicts.

    Args:
        connection: To read with.
        works: Ordinals and the keys of their works.
    """
    by_work: defaultdict[str, list[int]] = defaultdict(list)
    for ordinal, key in works:
        if key:
            by_work[key].append(ordinal)
    several = [each for each in by_work.values() if len(each) > 1]
    ranges = article_ranges(connection, (ordinal for each in several for ordinal in each))
    apart = [
        pair
        for each in several
        for pair in combinations([one for one in each if one in ranges], 2)
        if _are_apart(ranges[pair[0]], ranges[pair[1]])
    ]
    dates = single_values(connection, {one for pair in apart for one in pair}, OWN_DATES)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        if dates_agree(dates.get(one, {}), dates.get(other, {})):
            found[one].add(other)
            found[other].add(one)
    return {each: frozenset(others) for each, others in found.items()}


def _are_apart(one: range, other: range) -> bool:
    return one.stop <= other.start or other.stop <= one.start
