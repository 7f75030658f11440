"""What is typed into the forms of papers, read into frozen values."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from corpus.errors import WrongValue
from search_api.study.shelf import Value, reason_of

V = TypeVar("V", bound=Value)


def texts_typed(
    given: Mapping[str, str], lead: str, names: Iterable[str], *, listed: Collection[str] = ()
) -> dict[str, Any]:
    """
    Give the texts that a form sends; what it does not send is left out.

    Args:
        given: What it sends.
        lead: What stands before the names there.
        names: Of the fields.
        listed: Those of them that hold one text a line.
    """
    found: dict[str, Any] = {}
    for name in names:
        text = given.get(lead + name)
        if text is not None:
            told = text.replace("\r\n", "\n")
            found[name] = lines_typed(told) if name in listed else told
    return found


def lines_typed(text: str) -> list[str]:
    """Give the lines of a text that are not empty."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def with_typed(value: V, typed: Mapping[str, Any], labels: Mapping[str, str]) -> V:
    """
    Give a value with what was typed in the place of what it held.

    Args:
        value: As it was.
        typed: Field -> what was typed.
        labels: What the fields are called in Chinese.

    Raises:
        WrongValue: Something is too long, or cannot be.
    """
    kept = {name: getattr(value, name) for name in type(value).model_fields}
    try:
        return type(value).model_validate({**kept, **typed})
    except ValidationError as error:
        complaint = error.errors()[0]
        if complaint["type"] == "value_error":
            raise WrongValue(f"没有保存：{reason_of(error)}。") from error
        label = labels.get(str(complaint["loc"][0]), "内容")
        longest = complaint.get("ctx", {}).get("max_length")
        reason = f"太长，最多 {longest} 个字" if longest else "不是可用的值"
        if longest and complaint["type"] != "string_too_long":
            reason = f"太多，最多 {longest} 条"
        raise WrongValue(f"“{label}”{reason}。没有保存，请修改后再存。") from error
