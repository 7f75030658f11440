"""What the contents of papers and of registers are made of."""

from typing import Annotated, Self, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

LONGEST_TITLE = 120  # characters

Title = Annotated[str, StringConstraints(max_length=LONGEST_TITLE, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(max_length=60, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(max_length=50_000)]
Note = Annotated[str, StringConstraints(max_length=5000)]


class Value(BaseModel):
    """A frozen value that goes through JSON and back; what it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Content(Value):
    """
    What a paper holds; every kind has a form of its own.

    Attributes:
        title: The paper's.
    """

    title: Title

    def copied(self, title: str) -> Self:
        """Give what a copy of it holds, under another title."""
        return self.model_copy(update={"title": title})


C = TypeVar("C", bound=Content)


def reason_of(error: ValidationError) -> str:
    """Say in Chinese why a content cannot be."""
    complaint = error.errors()[0]
    context = complaint.get("ctx", {})
    if complaint["type"] == "value_error":
        return str(context["error"])
    longest = context.get("max_length")
    if longest is None:
        return "有一项不是可用的值"
    unit = "字" if complaint["type"] == "string_too_long" else "项"
    return f"有一处太多，最多 {longest} {unit}"
