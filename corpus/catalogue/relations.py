"""
Who names whom, by number and by the name of the work.

Nothing is stored of the join, so a name links up as soon as its document arrives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, bindparam, cast, func, literal, or_, select

from corpus.catalogue.portions import portions
from corpus.catalogue.tables import citations, documents, facts, parts
from corpus.catalogue.values import Card
from corpus.catalogue.visibility import Groups, only_visible, seen_by
from corpus.document import PartKind, Relation, Span
from corpus.recognise.kind import is_bare_kind
from corpus.text.works import work_key


@dataclass(frozen=True, slots=True)
class Work:
    """
    A document as others know it.

    Attributes:
        ordinal: The catalogue's key.
        id: Its id.
        title: Its title.
        date: Its principal date, ISO, perhaps partial; empty when unknown.
        document_class: Its class.
        document_number: Its number.
        work_key: Equal for all versions of a text.
        number_key: Of its number.
        issuer: Who issued it.
        first_day: The earliest day on which it was written or published, ISO, perhaps partial;
            empty when unknown. A law keeps it through its revisions.
        issues: Names of the texts that it prints, as a notice does with a plan.
        annexes: Names of the texts that stand in it as annexes.
    """

    ordinal: int
    id: str
    title: str
    date: str
    document_class: str
    document_number: str | None
    work_key: str | None
    number_key: str | None
    issuer: tuple[str, ...] = ()
    first_day: str = ""
    issues: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Give every name under which others may know it."""
        return frozenset(key for key in (self.work_key, self.bare_key, *self.issues) if key)

    @property
    def bare_key(self) -> str | None:
        """Its name without the issuer before it, as its issuer itself may write it."""
        leads = (work_key(name) for name in self.issuer)
        lead = next((lead for lead in leads if (self.work_key or "").startswith(lead)), "")
        bare = (self.work_key or "").removeprefix(lead)
        return bare if lead and bare.startswith("关于") else None

    @classmethod
    def of_card(cls, ordinal: int, card: Card) -> "Work":
        """Give the document that a list shows."""
        return cls(
            ordinal=ordinal,
            id=card.id,
            title=card.title,
            date=card.date_value or "",
            document_class=card.document_class,
            document_number=card.document_number,
            work_key=card.work_key,
            number_key=card.number_key,
            issuer=card.issuer,
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """
    A document named by another.

    Attributes:
        by: The ordinal of the document that names it.
        relation: What it does to it.
        title: As it is written; empty where only a number is given.
        number: In canonical form; None where none is given.
        work_key: Of the title.
        number_key: Of the number.
        span: Where the name stands.
        sentence: The words of the sentence, verbatim.
        confidence: From 0 to 1.
    """

    by: int
    relation: Relation
    title: str
    number: str | None
    work_key: str
    number_key: str | None
    span: Span
    sentence: str
    confidence: float


_FIRST_DAY = (
    select(func.min(cast(facts.c.value, Text)))
    .where(facts.c.ordinal == documents.c.ordinal, facts.c.name.in_(("written", "published")))
    .scalar_subquery()
)
_WORK = (
    documents.c.ordinal,
    documents.c.id,
    documents.c.title,
    func.coalesce(documents.c.date_value, ""),
    documents.c.document_class,
    documents.c.document_number,
    documents.c.work_key,
    documents.c.number_key,
    documents.c.issuer,
    _FIRST_DAY,
)
_WORKS = select(*_WORK).where(documents.c.ordinal.in_(bindparam("ordinals", expanding=True)))
_ISSUES = citations.c.relation == Relation.ISSUES
_ISSUED = select(citations.c.ordinal, citations.c.work_key).where(
    _ISSUES, citations.c.ordinal.in_(bindparam("ordinals", expanding=True))
)
_IS_ANNEX = parts.c.kind == PartKind.ANNEX
_ANNEXES = select(parts.c.ordinal, parts.c.title).where(
    _IS_ANNEX, parts.c.ordinal.in_(bindparam("ordinals", expanding=True))
)
_MENTION = (
    citations.c.ordinal,
    citations.c.relation,
    citations.c.title,
    citations.c.number,
    citations.c.work_key,
    citations.c.number_key,
    citations.c.span_start,
    citations.c.span_end,
    citations.c.confidence,
)


def works(
    connection: Connection, ordinals: Iterable[int], *, visible_to: Groups = None
) -> dict[int, Work]:
    """Give documents as others know them, without those that are not to be seen."""
    found: dict[int, Work] = {}
    query = only_visible(_WORKS, visible_to)
    for portion in portions(ordinals):
        for row in connection.execute(query, {"ordinals": portion, **seen_by(visible_to)}):
            found[row.ordinal] = _work(row)
    return _with_contents(connection, found)


def all_works(connection: Connection, *, visible_to: Groups = None) -> dict[int, Work]:
    """Give every document as others know it."""
    rows = connection.execute(only_visible(select(*_WORK), visible_to), seen_by(visible_to))
    return _with_contents(connection, {row.ordinal: _work(row) for row in rows})


def all_mentions(
    connection: Connection, *, visible_to: Groups = None
) -> list[tuple[tuple[int, int], Mention]]:
    """Give everything that is named, without the sentences, by document and place."""
    query = select(citations.c.place, *_MENTION, literal("")).join_from(citations, documents)
    ordered = query.order_by(citations.c.ordinal, citations.c.place)
    rows = connection.execute(only_visible(ordered, visible_to), seen_by(visible_to))
    return [((row.ordinal, row.place), _mention(row[1:])) for row in rows]


def mentions_at(
    connection: Connection, places: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], Mention]:
    """Give what is named at places, with the sentences, by document and place."""
    wanted = set(places)
    found: dict[tuple[int, int], Mention] = {}
    for portion in portions(sorted({ordinal for ordinal, _ in wanted})):
        query = select(citations.c.place, *_MENTION, _sentence()).join_from(citations, documents)
        for row in connection.execute(query.where(citations.c.ordinal.in_(portion))):
            if (row.ordinal, row.place) in wanted:
                found[row.ordinal, row.place] = _mention(row[1:])
    return found


def issuing(connection: Connection, work_keys: Iterable[str]) -> frozenset[int]:
    """Give the documents that print texts of these names."""
    found: set[int] = set()
    for portion in portions(sorted({key for key in work_keys if key})):
        query = select(citations.c.ordinal).where(_ISSUES, citations.c.work_key.in_(portion))
        found.update(connection.scalars(query))
    return frozenset(found)


def acted_on(connection: Connection, relations: Sequence[Relation]) -> frozenset[str]:
    """Give the names and numbers to which any document does one of *relations*."""
    query = select(citations.c.work_key, citations.c.number_key).where(
        citations.c.relation.in_(relations)
    )
    return frozenset(key for row in connection.execute(query) for key in row if key)


def works_named(
    connection: Connection,
    *,
    number_keys: Iterable[str] = (),
    work_keys: Iterable[str] = (),
    titles: Iterable[str] = (),
    visible_to: Groups = None,
) -> list[Work]:
    """
    Give the documents that have one of these numbers or names, the newest first.

    Those that only print a text of such a name come last, and then those that have an annex of
    one of *titles*, as it is written.
    """
    names = set(work_keys)
    found: dict[int, Work] = {}
    for column, keys in ((documents.c.number_key, number_keys), (documents.c.work_key, names)):
        for portion in portions(sorted({key for key in keys if key})):
            query = only_visible(select(*_WORK).where(column.in_(portion)), visible_to)
            for row in connection.execute(query, seen_by(visible_to)):
                found[row.ordinal] = _work(row)
    printing = works(connection, issuing(connection, names) - set(found), visible_to=visible_to)
    holding = _holding(connection, titles) - set(found) - set(printing)
    annexed = works(connection, holding, visible_to=visible_to) if holding else {}
    named = _newest_first(_with_contents(connection, found))
    return [*named, *_newest_first(printing), *_newest_first(annexed)]


def _holding(connection: Connection, titles: Iterable[str]) -> set[int]:
    """Give the documents that have annexes of these titles."""
    found: set[int] = set()
    for portion in portions(sorted({title for title in titles if title})):
        query = select(parts.c.ordinal).where(_IS_ANNEX, parts.c.title.in_(portion))
        found.update(connection.scalars(query))
    return found


def mentions_by(connection: Connection, ordinal: int) -> list[Mention]:
    """Give what a document names, in order."""
    query = select(*_MENTION, _sentence()).join_from(citations, documents)
    chosen = query.where(citations.c.ordinal == ordinal).order_by(citations.c.place)
    return _mentions(connection, chosen)


def mentions_of(
    connection: Connection,
    named: Sequence[Work],
    *,
    relations: Sequence[Relation] = (),
    visible_to: Groups = None,
) -> list[Mention]:
    """
    Give where documents are named by others, by number or by name.

    Args:
        connection: To read with.
        named: The documents.
        relations: Only these; all when empty.
        visible_to: The asker's groups; what a document says is told to those who may see it.
    """
    numbers = sorted({work.number_key for work in named if work.number_key})
    names = sorted({key for work in named for key in work.names})
    found: list[Mention] = []
    for column, keys in ((citations.c.number_key, numbers), (citations.c.work_key, names)):
        for portion in portions(keys):
            query = select(*_MENTION, _sentence()).join_from(citations, documents)
            query = query.where(column.in_(portion))
            if column is citations.c.work_key and numbers:
                query = query.where(
                    or_(citations.c.number_key.is_(None), citations.c.number_key.not_in(numbers))
                )
            if relations:
                query = query.where(citations.c.relation.in_(relations))
            ordered = query.order_by(citations.c.ordinal, citations.c.place)
            found += _mentions(connection, only_visible(ordered, visible_to), seen_by(visible_to))
    return found


def _newest_first(found: dict[int, Work]) -> list[Work]:
    return sorted(found.values(), key=lambda work: (work.date, work.ordinal), reverse=True)


def _with_contents(connection: Connection, found: dict[int, Work]) -> dict[int, Work]:
    """Add to documents the names of what they print and of their annexes."""
    issues: dict[int, list[str]] = {}
    annexes: dict[int, list[str]] = {}
    for portion in portions(found):
        for ordinal, key in connection.execute(_ISSUED, {"ordinals": portion}):
            issues.setdefault(ordinal, []).append(key)
        for ordinal, title in connection.execute(_ANNEXES, {"ordinals": portion}):
            if not is_bare_kind(key := work_key(title)):
                annexes.setdefault(ordinal, []).append(key)
    return {
        ordinal: replace(
            work,
            issues=tuple(issues.get(ordinal, ())),
            annexes=tuple(annexes.get(ordinal, ())),
        )
        if ordinal in issues or ordinal in annexes
        else work
        for ordinal, work in found.items()
    }


def _work(row: Row[Any]) -> Work:
    ordinal, id_, title, date, document_class, number, work, number_key, issuer, first = tuple(row)
    first_day = (first or "").strip('"')  # the facts' values are JSON
    return Work(
        ordinal, id_, title, date, document_class, number, work, number_key,
        tuple(issuer or ()), first_day,
    )  # fmt: skip


def _sentence() -> Any:
    length = citations.c.sentence_end - citations.c.sentence_start
    return func.substr(documents.c.text, citations.c.sentence_start + 1, length)


def _mentions(
    connection: Connection, query: Select[Any], parameters: dict[str, Any] | None = None
) -> list[Mention]:
    return [_mention(row) for row in connection.execute(query, parameters or {})]


def _mention(row: Sequence[Any]) -> Mention:
    by, relation, title, number, work, number_key, start, end, confidence, sentence = tuple(row)
    return Mention(
        by, Relation(relation), title, number, work, number_key, Span(start, end),
        sentence.strip(), confidence,
    )  # fmt: skip
