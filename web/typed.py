"""What is typed into the forms of papers, read into frozen values."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from corpus.errors import WrongValue
from search_api.study.values import Value, reason_of

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


def unsaved(given: Mapping[str, str], present: Value, *, offered: str = "") -> dict[str, str]:
    """
    Give what a form sent and is not kept, without what the present value says anyway.

    Args:
        given: What it sent.
        present: What is kept.
        offered: What the form itself had put into an empty field.
    """
    known = {*_texts(present.model_dump(mode="json")), "", offered}
    return {
        name: words
        for name, words in given.items()
        if name not in ("revision", "act") and words.replace("\r\n", "\n").strip() not in known
    }


def _texts(value: Any) -> Iterator[str]:
    """Give every text of a value as JSON has it, and lists of texts one a line."""
    if isinstance(value, list):
        if all(isinstance(each, str) for each in value):
            yield "\n".join(value)
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif value is not None:
        yield str(value).strip()
