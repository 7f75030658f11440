"""What every entry of a register holds, and the states that it goes through."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, StringConstraints

from search_api.export.words import printable
from search_api.study.values import Content, Line, Name

LONGEST_SERIAL = 32  # characters
SOON = timedelta(days=7)  # before the day until when, from which on it is said to be near

_PRINTED = BeforeValidator(lambda value: printable(value) if isinstance(value, str) else value)
PrintedLine = Annotated[Line, _PRINTED]
PrintedName = Annotated[Name, _PRINTED]
PrintedText = Annotated[str, _PRINTED, StringConstraints(max_length=20_000)]
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2199, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Serial = Annotated[str, StringConstraints(max_length=LONGEST_SERIAL, strip_whitespace=True)]


class Filing(Content):
    """
    What an entry holds; every register has a form of its own, and states of its own.

    Attributes:
        serial: The number by which people name it (编号); the register gives one where it is empty.
        state: Of those of the register.
        due: The day until when (办理期限); None where nothing is said.
    """

    private: ClassVar[frozenset[str]] = frozenset()  # fields that no program is told
    naming: ClassVar[frozenset[str]] = frozenset()  # those of them that name who it is from

    serial: Serial = ""
    state: str
    due: Day | None = None

    @property
    def is_unsigned(self) -> bool:
        """Whether the history tells of no actor, and keeps no name."""
        return False

    @property
    def names(self) -> frozenset[str]:
        """The names of persons that it holds, and that an unsigned one may not."""
        return frozenset()

    @property
    def written(self) -> str:
        """All that people wrote in it, in which no such name may be left."""
        return ""

    @property
    def rules_to_keep(self) -> "tuple[Rule, ...]":
        """Rules for what is written from now on; what was written before may break them."""
        return ()


@dataclass(frozen=True, slots=True)
class Rule:
    """
    What several fields of an entry have to keep together.

    Attributes:
        fields: That it speaks of; the first is where it is mended.
        is_broken: Whether an entry breaks it.
        words: What is wrong then, and what to do.
    """

    fields: tuple[str, ...]
    is_broken: bool
    words: str


class RulesBroken(ValueError):
    """An entry breaks rules; it speaks of the first, and knows all of them."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        super().__init__(rules[0].words)
        self.rules = rules


def look_at_rules(rules: Iterable[Rule]) -> None:
    """
    Look whether an entry keeps its rules.

    Raises:
        RulesBroken: It does not.
    """
    broken = tuple(each for each in rules if each.is_broken)
    if broken:
        raise RulesBroken(broken)


@dataclass(frozen=True, slots=True)
class States:
    """
    The states of a register.

    Attributes:
        labels: State -> its Chinese name, in the order in which they are gone through.
        ways: State -> the states that may follow it.
        running: Those in which the day until when counts.
    """

    labels: Mapping[str, str]
    ways: Mapping[str, tuple[str, ...]]
    running: frozenset[str]

    @property
    def first(self) -> str:
        """The state in which an entry begins."""
        return next(iter(self.labels))

    def allows(self, before: str, after: str) -> bool:
        """Tell whether a state may follow another; every one may stay."""
        return before == after or after in self.ways.get(before, ())

    def next(self, state: str) -> Mapping[str, str]:
        """Give what may follow a state, with its Chinese name."""
        return MappingProxyType({each: self.labels[each] for each in self.ways.get(state, ())})

    def is_back(self, before: str, after: str) -> bool:
        """Tell whether a state stands before another."""
        order = list(self.labels)
        return order.index(after) < order.index(before)

    def is_overdue(self, filing: Filing, today: date) -> bool:
        """Tell whether the day until when is over, and nothing ended the wait."""
        return self._counts(filing) and filing.due is not None and filing.due < today

    def is_due_soon(self, filing: Filing, today: date) -> bool:
        """Tell whether the day until when is near, or today."""
        due = filing.due
        return self._counts(filing) and due is not None and today <= due <= today + SOON

    def is_late(self, state: str, due: str | None, today: date) -> bool:
        """Tell of a state and a day in ISO form whether the day is over, as `is_overdue`."""
        return state in self.running and due is not None and due < today.isoformat()

    def _counts(self, filing: Filing) -> bool:
        return filing.state in self.running
