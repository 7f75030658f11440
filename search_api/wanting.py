"""What the library ought to hold, beside what it holds."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from corpus.actor import Actor
from corpus.catalogue import documents, relations, wanted
from corpus.catalogue.relations import Work
from corpus.catalogue.values import Card
from corpus.catalogue.wanted import Wanted
from corpus.errors import WrongValue
from corpus.metadata import SAMPLE_GRADE
from corpus.recognise.naming_line import read_naming
from corpus.resolve.duplicates import copies
from corpus.resolve.standing import standing
from corpus.resolve.validity import EXPIRED, REPEALED, Validity
from indexer.library import Library
from search_api.access import only_keepers

__all__ = [
    "MOST_LINES",
    "STATE_LABELS",
    "WANTED_HEADER",
    "Holding",
    "Holdings",
    "State",
    "WrongValue",
    "add_lines",
    "holdings_of",
    "holdings_wanted",
    "remove_wanted",
    "wanted_rows",
]

WANTED_HEADER = (
    "清单编号",
    "标题",
    "文号",
    "现状",
    "库中文件",
    "库中文号",
    "来源等级",
    "完整性",
    "时效性",
    "文件编号",
)
MOST_LINES = 5000
LONGEST_LINE = 300


class State(StrEnum):
    """Whether the library holds what it ought to."""

    MISSING = "missing"
    SAMPLE = "sample"
    NO_LONGER = "repealed"
    INCOMPLETE = "incomplete"
    THERE = "there"


STATE_LABELS: Mapping[State, str] = MappingProxyType(
    {
        State.MISSING: "缺",
        State.SAMPLE: "缺，仅有示例",
        State.NO_LONGER: "有，已废止或失效",
        State.INCOMPLETE: "有，不完整",
        State.THERE: "有",
    }
)


@dataclass(frozen=True, slots=True)
class Holding:
    """
    An entry of the list, and what the library has of it.

    Attributes:
        wanted: The entry.
        state: What is the matter with it.
        card: Of the document; None where the library lacks it.
        validity: Its standing today; None for a class that has none.
        namesake: A document of that title with another number, or of that number with another
            title; None where there is none.
    """

    wanted: Wanted
    state: State
    card: Card | None = None
    validity: Validity | None = None
    namesake: Card | None = None

    @property
    def label(self) -> str:
        """Say in Chinese what is the matter, and in which document a text stands as an annex."""
        label = STATE_LABELS[self.state]
        return f"{label}（附于《{self.card.title}》）" if self.card and self._is_annexed else label

    @property
    def _is_annexed(self) -> bool:
        key, card = self.wanted.work_key, self.card
        if card is None or not key or self.state is State.SAMPLE:
            return False
        own = card.work_key or ""
        return not (own.endswith(key) or key.endswith(own))

    @property
    def nearness(self) -> str:
        """Say in Chinese how the namesake differs."""
        same_number = self.namesake and self.namesake.number_key == self.wanted.number_key
        return "有同文号而标题不同的" if same_number else "有同名而文号不同的"


@dataclass(frozen=True, slots=True)
class Holdings:
    """The whole list, what is lacking first, and how many are in each state."""

    entries: tuple[Holding, ...]
    counts: Mapping[State, int]


def holdings_wanted(library: Library, actor: Actor) -> Holdings:
    """Look every entry of the list up in the library, as far as the actor may see it."""
    with library.catalogue.read() as connection:
        listed = wanted.entries(connection)
    found = holdings_of(library, actor, listed)
    found.sort(key=lambda each: list(State).index(each.state))
    counts = Counter(each.state for each in found)
    return Holdings(tuple(found), MappingProxyType({state: counts[state] for state in State}))


def holdings_of(library: Library, actor: Actor, listed: Sequence[Wanted]) -> list[Holding]:
    """Look documents up that are named by title or number, in their order."""
    groups = actor.visible_to
    with library.catalogue.read() as connection:
        works = relations.works_named(
            connection,
            number_keys=(each.number_key or "" for each in listed),
            work_keys=(each.work_key for each in listed),
            titles=(each.title for each in listed),
            visible_to=groups,
        )
        shelf = _Shelf(works, copies(connection, [work.ordinal for work in works]))
        meant = [(each, shelf.find(each), shelf.namesake(each)) for each in listed]
        ordinals = {ordinal for _, found, near in meant for ordinal in (*found, *near)}
        cards = documents.cards(connection, sorted(ordinals), visible_to=groups)
        known = [Work.of_card(each, card) for each, card in cards.items()]
        told = standing(connection, known, library.today, visible_to=groups)
    return [
        _holding(entry, _first(own, cards), _first(near, cards), cards, told)
        for entry, own, near in meant
    ]


def wanted_rows(library: Library, actor: Actor) -> Iterator[Sequence[object]]:
    """Give the list for a spreadsheet."""
    for each in holdings_wanted(library, actor).entries:
        card, validity = each.card, each.validity
        yield (
            each.wanted.id,
            each.wanted.title,
            each.wanted.number or "",
            each.label,
            card.title if card else "",
            (card.document_number or "") if card else "",
            card.source_grade if card else "",
            card.completeness if card else "",
            validity.words if validity else "",
            card.id if card else "",
        )


def add_lines(library: Library, actor: Actor, text: str) -> tuple[int, int]:
    """
    Add the documents that the lines of a text name; empty lines count for nothing.

    Returns:
        How many were added, and how many were listed already.

    Raises:
        WrongValue: A line that names no document, or too many lines.
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise WrongValue(f"一次最多 {MOST_LINES} 行，这里有 {len(lines)} 行。请分几次添加。")
    named = [_read(line) for line in lines]
    with library.catalogue.write() as connection:
        added = wanted.add(connection, named, now=library.clock())
    return added, len(named) - added


def remove_wanted(library: Library, actor: Actor, ids: Iterable[int]) -> tuple[Wanted, ...]:
    """
    Take entries off the list; give what they were, so that they can be added again.

    Raises:
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    with library.catalogue.write() as connection:
        return tuple(wanted.remove(connection, list(ids)))


def _read(line: str) -> tuple[str, str | None]:
    named = read_naming(line) if len(line) <= LONGEST_LINE else None
    if named is None:
        shown = line.strip()[:40]
        raise WrongValue(
            f"看不懂这一行：“{shown}”。请每行写一个标题或文号，不超过 {LONGEST_LINE} 字。"
        )
    return named


class _Shelf:
    """The documents that may be meant, by number and by name, the newest first."""

    def __init__(self, works: Iterable[Work], same: Mapping[int, tuple[int, ...]]) -> None:
        self._same = same
        self._works = tuple(works)
        self._numbered: defaultdict[str, list[Work]] = defaultdict(list)
        self._named: defaultdict[str, list[Work]] = defaultdict(list)
        for work in self._works:
            if work.number_key:
                self._numbered[work.number_key].append(work)
            for name in work.names:
                self._named[name].append(work)
        for work in self._works:
            for name in work.annexes:  # after those that are called so
                self._named[name].append(work)

    def find(self, entry: Wanted) -> tuple[int, ...]:
        """
        Find what an entry means: by number, else by name where no number contradicts.

        A number alone is not enough where a title is given: orders are numbered anew in every
        term of office.
        """
        numbered = [work for work in self._of_number(entry) if _is_called(work, entry.work_key)]
        fitting = [w for w in self._of_name(entry) if not (entry.number_key and w.number_key)]
        return self._copies(numbered or fitting)

    def namesake(self, entry: Wanted) -> tuple[int, ...]:
        """Find a document of the entry's title, whatever its number; else one of its number."""
        return self._copies(self._of_name(entry) or self._of_number(entry))

    def _of_name(self, entry: Wanted) -> list[Work]:
        return self._named.get(entry.work_key, []) if entry.work_key else []

    def _of_number(self, entry: Wanted) -> list[Work]:
        return self._numbered.get(entry.number_key, []) if entry.number_key else []

    def _copies(self, works: Iterable[Work]) -> tuple[int, ...]:
        every = (each for work in works for each in self._same.get(work.ordinal, (work.ordinal,)))
        return tuple(dict.fromkeys(every))


def _is_called(work: Work, key: str) -> bool:
    """Tell whether a work may be called so, with or without who issued it; so an empty key."""
    return any(name.endswith(key) or key.endswith(name) for name in work.names) or not key


def _first(ordinals: Iterable[int], cards: Mapping[int, Card]) -> int | None:
    """Give the first document that may be seen; a sample only where there is nothing else."""
    seen = [each for each in ordinals if each in cards]
    real = (each for each in seen if cards[each].source_grade != SAMPLE_GRADE)
    return next(real, seen[0] if seen else None)


def _holding(
    entry: Wanted,
    own: int | None,
    near: int | None,
    cards: Mapping[int, Card],
    told: Mapping[int, Validity],
) -> Holding:
    if own is None:
        return Holding(entry, State.MISSING, namesake=None if near is None else cards[near])
    card, validity = cards[own], told.get(own)
    if card.source_grade == SAMPLE_GRADE:
        return Holding(entry, State.SAMPLE, card, validity)
    if validity and validity.value in (REPEALED, EXPIRED):
        return Holding(entry, State.NO_LONGER, card, validity)
    state = State.THERE if card.completeness == "完整" else State.INCOMPLETE
    return Holding(entry, state, card, validity)
