"""What a register is, and one of its entries with its content read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from corpus.catalogue.entries import Entry, Register
from corpus.errors import WrongValue
from search_api.ledger.filing import Filing, RulesBroken, States, look_at_rules
from search_api.study.values import reason_of

F = TypeVar("F", bound=Filing)


@dataclass(frozen=True, slots=True)
class Filed(Generic[F]):
    """
    An entry with its content read.

    Attributes:
        entry: As it is kept.
        content: What it holds.
    """

    entry: Entry
    content: F


@dataclass(frozen=True, slots=True)
class RegisterForm(Generic[F]):
    """
    What a register lists, and in which words.

    Attributes:
        register: Which.
        form: Of what its entries hold.
        states: That they go through.
        labels: Field -> what it is called in Chinese, in the order of the columns.
        words: Field -> its values, each with what it is called in Chinese, besides the states.
        lead: What stands before the year in the serials that it gives.
    """

    register: Register
    form: type[F]
    states: States
    labels: Mapping[str, str]
    words: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    lead: str = ""

    def opened(self, entry: Entry) -> Filed[F]:
        """Read the content of an entry."""
        return Filed(entry, self.form.model_validate(entry.content))

    def checked(self, content: F) -> F:
        """
        Give a content as its form reads it.

        Raises:
            WrongValue: It holds what it may not.
        """
        try:
            told = self.form.model_validate(content.model_dump(mode="json"))
            look_at_rules(told.rules_to_keep)
        except ValidationError as error:
            raise WrongValue(f"没有保存：{reason_of(error)}。") from error
        except RulesBroken as error:
            raise WrongValue(f"没有保存：{error}。") from error
        return told

    def values(self, name: str) -> Mapping[Any, str] | None:
        """Give the values of a field, each with its word; None where any value may stand in it."""
        return self.states.labels if name == "state" else self.words.get(name)

    def value_words(self, name: str, value: Any) -> str:
        """Say in Chinese what the value of a field is."""
        return (self.values(name) or {}).get(value, "") or str(value)

    def is_overdue(self, filed: Filed[F], today: date) -> bool:
        """Tell whether the day until when is over."""
        return self.states.is_overdue(filed.content, today)
