"""A query as typed -> the fields of the 高级检索 form that write the same."""

import re
from collections.abc import Iterable

from indexer.search.grammar import has_operators
from indexer.search.signs import FIELD_NAMES, QUOTED
from search_api.composing import Advanced
from search_api.joining import units

_PART = re.compile(
    rf"(?P<minus>[-－])?(?:(?P<name>{'|'.join(FIELD_NAMES)})[:：]\s*)?(?P<value>.+)", re.IGNORECASE
)
_DAYS = re.compile(r"(?P<first>[^~]*)~(?P<last>[^~]*)|(?P<only>[^~]+)")
_SEVERAL = ("title", "issuer")  # in which each word must stand
_SINGLE = ("number", "speaker", "enterprise")


def decompose(query: str) -> Advanced:
    """Fill the form in; what has no field of its own stands in 全部包含 as it was typed."""
    if has_operators(query):
        return Advanced(words=query.strip())
    filled: dict[str, str] = {}
    for unit in units(query):
        name, value = _place(unit, filled)
        if name == "date":
            filled |= dict(_days(value))
        else:
            filled[name] = f"{filled.get(name, '')} {value}".strip()
    return Advanced(**filled)


def _place(unit: str, filled: Iterable[str]) -> tuple[str, str]:
    """Tell the field of a unit, and what to write there."""
    part = _PART.fullmatch(unit)
    if part is None or (part["minus"] and part["name"]):
        return "words", unit
    name = FIELD_NAMES[part["name"].lower()] if part["name"] else ""
    value = part["value"]
    if part["minus"]:
        return "none", value
    if name in _SEVERAL or (name in _SINGLE and name not in filled):
        return name, value
    if name == "date" and not {"first", "last"} & set(filled) and _DAYS.fullmatch(value):
        return name, value
    if not name and "phrase" not in filled and re.fullmatch(QUOTED, value):
        return "phrase", value[1:-1]
    return "words", unit


def _days(value: str) -> Iterable[tuple[str, str]]:
    found = _DAYS.fullmatch(value)
    if found is None:
        return ()
    only = found["only"]
    return (("first", only or found["first"]), ("last", only or found["last"]))
