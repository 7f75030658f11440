"""Copies of one document: alike in their texts, and nothing that they say of themselves differs."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, select

from corpus.catalogue.likeness import Likeness, likenesses_of, short_texts
from corpus.catalogue.parts import single_values
from corpus.catalogue.portions import portions
from corpus.catalogue.tables import documents, facts
from corpus.metadata import COMPLETENESS, DATES, SAMPLE_GRADE

LEAST_SHARE_UNNUMBERED = 0.9

# What a copy may have got from a site; every other date is the document's own.
OWN_DATES = tuple(name for name in DATES if name != "published")
_GRADES = ("权威", "内部", "待核实", "转载", SAMPLE_GRADE)  # the best copy first
# A title that stands nowhere in the text is the name of a file, and tells nothing apart.
_NAMED_BY_FILE = (
    select(facts.c.ordinal)
    .where(
        facts.c.ordinal == documents.c.ordinal,
        facts.c.name == "title",
        facts.c.method == "rule",
        facts.c.span_start.is_(None),
    )
    .scalar_subquery()
)
_COLUMNS = (
    documents.c.ordinal,
    documents.c.id,
    documents.c.parent,
    documents.c.work_key,
    documents.c.number_key,
    documents.c.completeness,
    documents.c.source_grade,
    documents.c.added_at,
    _NAMED_BY_FILE.label("named"),
)


@dataclass(frozen=True, slots=True)
class _Copy:
    """What decides whether a document is a copy of another, and which of them stands for all."""

    ordinal: int
    id: str
    parent: str | None
    title: str
    number: str | None
    is_short: bool  # its text may be that of many documents: 现予印发，请认真贯彻执行。
    completeness: str
    source_grade: str
    added_at: datetime
    dates: Mapping[str, str]

    @property
    def worth(self) -> tuple[int, int]:
        """Lower is better: a whole text before an incomplete one, then by where it came from."""
        return COMPLETENESS.index(self.completeness), _GRADES.index(self.source_grade)


def copies(
    connection: Connection, ordinals: Iterable[int] | None = None
) -> Mapping[int, tuple[int, ...]]:
    """
    Find copies: for every document that has some all of them with itself, the canonical first.

    Args:
        connection: To read with.
        ordinals: Look only at these documents; at the whole library when not given.
    """
    alike = likenesses_of(connection, ordinals)
    short = short_texts(connection, {pair.one for pair in alike if pair.same})
    known = _load(connection, {each for pair in alike for each in (pair.one, pair.other)}, short)
    near: dict[int, set[int]] = {each: set() for each in known}
    for pair in alike:
        if _are_copies(pair, known[pair.one], known[pair.other]):
            near[pair.one].add(pair.other)
            near[pair.other].add(pair.one)
    return MappingProxyType(
        {member: group for group in _groups(known, near) for member in group if len(group) > 1}
    )


def _groups(known: Mapping[int, _Copy], near: Mapping[int, set[int]]) -> Iterator[tuple[int, ...]]:
    """
    Gather around each document what is a copy of it, the best first.

    Two versions of a law may both be like a scrap of it, so nothing within a group contradicts.
    The order does not depend on which came first, so neither do the groups.
    """
    in_order = sorted(known, key=lambda each: (known[each].worth, known[each].id))
    rank = {each: place for place, each in enumerate(in_order)}
    placed: set[int] = set()
    for leader in in_order:
        if leader in placed:
            continue
        members = [leader]
        for each in sorted(near[leader] - placed, key=rank.__getitem__):
            if _agree_all(known[each], (known[one] for one in members)):
                members.append(each)
        placed.update(members)
        members.sort(key=lambda each: (known[each].worth, known[each].added_at, each))
        yield tuple(members)


def _are_copies(pair: Likeness, one: _Copy, other: _Copy) -> bool:
    if not _agree(one, other):
        return False
    if pair.same and not one.is_short:
        return True
    if not _titles_agree(one.title, other.title):
        return False
    if pair.same:
        return True
    if one.number and one.number == other.number:
        return True
    return pair.share >= LEAST_SHARE_UNNUMBERED and not pair.replaced


def _agree_all(one: _Copy, others: Iterable[_Copy]) -> bool:
    return all(_agree(one, other) for other in others)


def _agree(one: _Copy, other: _Copy) -> bool:
    """Tell whether neither number nor date contradicts, and neither is an annex of the other."""
    if one.id == other.parent or other.id == one.parent:
        return False
    if one.number and other.number and one.number != other.number:
        return False
    return dates_agree(one.dates, other.dates)


def dates_agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether no date contradicts; only one wording of a law can be that of a revision."""
    if bool(one.get("revised")) != bool(other.get("revised")):
        return False
    both = [(one[name], other[name]) for name in OWN_DATES if one.get(name) and other.get(name)]
    return all(here.startswith(there) or there.startswith(here) for here, there in both)


def _titles_agree(one: str, other: str) -> bool:
    """Tell whether two names are one but for what stands before it: a speaker, an issuer."""
    return one.endswith(other) or other.endswith(one)


def _load(
    connection: Connection, ordinals: Iterable[int], short: Collection[int]
) -> dict[int, _Copy]:
    wanted = sorted(ordinals)
    dates = single_values(connection, wanted, OWN_DATES)
    found: dict[int, _Copy] = {}
    for portion in portions(wanted):
        for row in connection.execute(select(*_COLUMNS).where(documents.c.ordinal.in_(portion))):
            found[row.ordinal] = _Copy(
                ordinal=row.ordinal,
                id=row.id,
                parent=row.parent,
                title=row.work_key if row.work_key and row.named is None else "",
                number=row.number_key,
                is_short=row.ordinal in short,
                completeness=row.completeness,
                source_grade=row.source_grade,
                added_at=row.added_at,
                dates=dates.get(row.ordinal, {}),
            )
    return found
