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
    "holdings_wanted",
    "remove_wanted",
    "wanted_rows",
]

WANTED_HEADER = ("标题", "文号", "现状", "库中文件", "库中文号", "完整性", "时效性", "编号")
MOST_LINES = 5000
LONGEST_LINE = 300


class State(StrEnum):
    """Whether the library holds what it ought to."""

    MISSING = "missing"
    NO_LONGER = "repealed"
    INCOMPLETE = "incomplete"
    THERE = "there"


STATE_LABELS: Mapping[State, str] = MappingProxyType(
    {
        State.MISSING: "缺",
        State.NO_LONGER: "有，已失效",
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
        namesake: A document of that title with another number; None where there is none.
    """

    wanted: Wanted
    state: State
    card: Card | None = None
    validity: Validity | None = None
    namesake: Card | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """The whole list, what is lacking first, and how many are in each state."""

    entries: tuple[Holding, ...]
    counts: Mapping[State, int]


def holdings_wanted(library: Library, actor: Actor) -> Holdings:
    """Look every entry of the list up in the library, as far as the actor may see it."""
    groups = actor.visible_to
    with library.catalogue.read() as connection:
        listed = wanted.entries(connection)
        works = relations.works_named(
            connection,
            number_keys=(each.number_key or "" for each in listed),
            work_keys=(each.work_key for each in listed),
            visible_to=groups,
        )
        shelf = _Shelf(works)
        meant = {each.id: work for each in listed if (work := shelf.find(each))}
        near = {each.id: shelf.namesake(each) for each in listed if each.id not in meant}
        same = copies(connection, {work.ordinal for work in meant.values()})
        groups_of = {id_: _group(work, same) for id_, work in meant.items()}
        groups_of |= {id_: (work.ordinal,) for id_, work in near.items() if work}
        ordinals = sorted({each for group in groups_of.values() for each in group})
        cards = documents.cards(connection, ordinals, visible_to=groups)
        told = standing(
            connection,
            [Work.of_card(each, card) for each, card in cards.items()],
            library.clock().date(),
            visible_to=groups,
        )
    shown = {id_: next(each for each in group if each in cards) for id_, group in groups_of.items()}
    found = [
        _there(each, cards[shown[each.id]], told.get(shown[each.id]))
        if each.id in meant
        else Holding(
            each, State.MISSING, namesake=cards[shown[each.id]] if each.id in shown else None
        )
        for each in listed
    ]
    counts = Counter(each.state for each in found)
    found.sort(key=lambda each: list(State).index(each.state))
    return Holdings(tuple(found), MappingProxyType({state: counts[state] for state in State}))


def wanted_rows(library: Library, actor: Actor) -> Iterator[Sequence[object]]:
    """Give the list for a spreadsheet."""
    for each in holdings_wanted(library, actor).entries:
        card, validity = each.card, each.validity
        yield (
            each.wanted.title,
            each.wanted.number or "",
            STATE_LABELS[each.state],
            card.title if card else "",
            (card.document_number or "") if card else "",
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

    def __init__(self, works: Iterable[Work]) -> None:
        self._numbered: dict[str, Work] = {}
        self._named: defaultdict[str, list[Work]] = defaultdict(list)
        for work in works:
            if work.number_key:
                self._numbered.setdefault(work.number_key, work)
            for name in work.names:
                self._named[name].append(work)

    def find(self, entry: Wanted) -> Work | None:
        """Find what an entry means: by number, else by name where no number contradicts."""
        if entry.number_key in self._numbered:
            return self._numbered[entry.number_key]
        named = self._named.get(entry.work_key, ()) if entry.work_key else ()
        return next((w for w in named if not (entry.number_key and w.number_key)), None)

    def namesake(self, entry: Wanted) -> Work | None:
        """Find a document of the entry's title, whatever its number."""
        return next(iter(self._named.get(entry.work_key, ()) if entry.work_key else ()), None)


def _group(work: Work, same: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    return same.get(work.ordinal, (work.ordinal,))


def _there(entry: Wanted, card: Card, validity: Validity | None) -> Holding:
    if validity and validity.value in (REPEALED, EXPIRED):
        return Holding(entry, State.NO_LONGER, card, validity)
    state = State.THERE if card.completeness == "完整" else State.INCOMPLETE
    return Holding(entry, state, card, validity)
