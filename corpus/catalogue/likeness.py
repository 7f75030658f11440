"""
Which texts are alike: found when a document comes, and kept until one of the two goes.

Each pair is looked at when the later of its documents is put, so the pairs are the same whatever
the order, but for a form that more than MOST_CANDIDATES documents fill in. Whether the two are one
document is asked of their facts, see `corpus.resolve.duplicates`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache, partial
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, or_, select

from corpus.catalogue.parts import passages_of
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import documents, likenesses, marks, sketches
from corpus.document import Span
from corpus.recognise.cleaning import blanked
from corpus.text.clauses import Sketch, clauses_by_hash, replaces, unpacked
from corpus.text.fold import fold

LEAST_SHARE = 0.8  # of the shorter text's clauses
FEWEST_CLAUSES = 12  # of a text that may be like another without being the same
FEWEST_MARKS = 2  # that two texts share, unless they have but one
MOST_CANDIDATES = 64  # of one document, those that share most of their clauses
MOST_LOOKED_AT = 1000  # of one document, those that share most marks
ROWS_AT_ONCE = 20_000

Clauses = frozenset[int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """
    Two documents whose texts are alike.

    Attributes:
        one: The lower ordinal.
        other: The higher ordinal.
        share: How much of the shorter text is in the other, from 0 to 1.
        same: Whether they have exactly the same clauses.
        replaced: Whether each says something of which the other has no trace.
    """

    one: int
    other: int
    share: float
    same: bool
    replaced: bool


def write(connection: Connection, written: Mapping[int, Sketch]) -> None:
    """Keep the sketches of documents, in place of older ones, and find what is like them."""
    _clear(connection, written)
    kept = ({"ordinal": each, "clauses": made.packed()} for each, made in written.items())
    _insert(connection, sketches, kept)
    named = (
        {"mark": mark, "ordinal": each} for each, made in written.items() for mark in made.marks
    )
    _insert(connection, marks, named)
    near = _near(connection, written)
    looked_at = {each for one, others in near.items() if others for each in (one, *others)}
    clauses = _load_clauses(connection, looked_at)
    candidates = sorted(_candidates(near, clauses))
    texts = cache(partial(_texts, connection))
    found = (_compared(pair, clauses, texts) for pair in candidates)
    columns = [column.name for column in likenesses.columns]
    rows = (dict(zip(columns, astuple(each), strict=True)) for each in found if each)
    _insert(connection, likenesses, rows)


def likenesses_of(connection: Connection, ordinals: Iterable[int] | None = None) -> list[Likeness]:
    """Give what is alike: in the whole library, or all that hangs together with *ordinals*."""
    if ordinals is None:
        return [Likeness(*row) for row in connection.execute(select(likenesses))]
    found: dict[tuple[int, int], Likeness] = {}
    asked: set[int] = set()
    beyond = set(ordinals)
    while beyond:
        for portion in portions(sorted(beyond)):
            touching = or_(likenesses.c.one.in_(portion), likenesses.c.other.in_(portion))
            for row in connection.execute(select(likenesses).where(touching)):
                found[row.one, row.other] = Likeness(*row)
        asked |= beyond
        beyond = {each for pair in found for each in pair} - asked
    return list(found.values())


def short_texts(connection: Connection, ordinals: Iterable[int]) -> frozenset[int]:
    """Give those of *ordinals* whose texts say too little to be told from others by it."""
    clauses = _load_clauses(connection, ordinals)
    return frozenset(each for each, own in clauses.items() if len(own) < FEWEST_CLAUSES)


def _clear(connection: Connection, written: Iterable[int]) -> None:
    for portion in portions(written):
        for table in (sketches, marks):
            connection.execute(delete(table).where(table.c.ordinal.in_(portion)))
        touching = or_(likenesses.c.one.in_(portion), likenesses.c.other.in_(portion))
        connection.execute(delete(likenesses).where(touching))


def _near(connection: Connection, written: Mapping[int, Sketch]) -> dict[int, list[int]]:
    """Give what shares marks with each document written, most first, else by id."""
    with_mark: defaultdict[int, list[int]] = defaultdict(list)
    ids: dict[int, str] = {}
    query = select(marks.c.mark, marks.c.ordinal, documents.c.id).join_from(marks, documents)
    for portion in portions({mark for each in written.values() for mark in each.marks}):
        for mark, ordinal, id_ in connection.execute(query.where(marks.c.mark.in_(portion))):
            with_mark[mark].append(ordinal)
            ids[ordinal] = id_
    found: dict[int, list[int]] = {}
    for ordinal, made in written.items():
        shared = Counter(each for mark in made.marks for each in with_mark[mark])
        fewest = min(FEWEST_MARKS, len(made.marks))
        near = [each for each, count in shared.items() if count >= fewest and each != ordinal]
        near.sort(key=lambda each: (-shared[each], ids[each]))
        found[ordinal] = near[:MOST_LOOKED_AT]
    return found


def _candidates(
    near: Mapping[int, Sequence[int]], clauses: Mapping[int, Clauses]
) -> set[tuple[int, int]]:
    """
    Give the pairs to compare, the lower ordinal first.

    Of a form that hundreds fill in, what shares most clauses goes first: a copy shares more of them
    than another text of the form.
    """
    pairs: set[tuple[int, int]] = set()
    for ordinal, others in near.items():
        best = others
        if len(others) > MOST_CANDIDATES:
            shares = {each: _share(clauses[ordinal], clauses[each]) for each in others}
            best = sorted(others, key=shares.__getitem__, reverse=True)[:MOST_CANDIDATES]
        pairs |= {(min(each, ordinal), max(each, ordinal)) for each in best}
    return pairs


def _share(one: Clauses, other: Clauses) -> float:
    """Say how much of the shorter text is in the other, from 0 to 1."""
    return len(one & other) / min(len(one), len(other))


def _load_clauses(connection: Connection, ordinals: Iterable[int]) -> dict[int, Clauses]:
    found: dict[int, Clauses] = {}
    for portion in portions(sorted(ordinals)):
        query = select(sketches).where(sketches.c.ordinal.in_(portion))
        found.update((row.ordinal, unpacked(row.clauses)) for row in connection.execute(query))
    return found


def _compared(
    pair: tuple[int, int],
    clauses: Mapping[int, Clauses],
    texts: Callable[[int], Mapping[int, str]],
) -> Likeness | None:
    """Compare two texts; None unless they are alike."""
    one, other = clauses[pair[0]], clauses[pair[1]]
    if one == other:
        return Likeness(*pair, share=1.0, same=True, replaced=False)
    share = _share(one, other)
    if min(len(one), len(other)) < FEWEST_CLAUSES or share < LEAST_SHARE:
        return None
    replaced = replaces(texts(pair[0]), texts(pair[1]))
    return Likeness(*pair, share=share, same=False, replaced=replaced)


def _texts(connection: Connection, ordinal: int) -> dict[int, str]:
    """Give the clauses of a document, verbatim but folded, by their hashes."""
    query = select(documents.c.text, documents.c.removed).where(documents.c.ordinal == ordinal)
    text, removed = connection.execute(query).one()
    shown = blanked(text, (Span(*each) for each in removed))
    placed = passages_of(connection, ordinal)
    return clauses_by_hash(fold(shown[each.start : each.end]) for each in placed)


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    for portion in portions(rows, ROWS_AT_ONCE):
        connection.execute(insert(table), portion)
