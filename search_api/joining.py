"""Queries side by side, each of which goes on meaning what it means alone."""

import re
from collections.abc import Iterator, Sequence

from indexer.search.grammar import has_operators
from indexer.search.signs import FIELD_NAMES, QUOTED

_FIELD = rf"(?:{'|'.join(FIELD_NAMES)})[:：]"
_UNIT = re.compile(
    rf"[-－]?(?:{_FIELD}\s*)?(?:{QUOTED})(?!\S)|[-－]?{_FIELD}\s*\S+|\S+", re.IGNORECASE
)
_FIELD_NAME = re.compile(rf"(?<!\S)([-－(（]*){_FIELD}\s*", re.IGNORECASE)
_TOKEN = re.compile(rf"{QUOTED}|[(（]|[)）]|(?<!\S)OR(?!\S)")
_TITLE = re.compile("《[^》]*》")
_BRACKET = re.compile("[()（）]")


def side_by_side(queries: Sequence[str]) -> str:
    """Write the query that asks for all that *queries* ask for; empty ones ask for nothing."""
    given = [each.strip() for each in queries if each.strip()]
    if len(given) == 1:
        return given[0]
    joined = " ".join(f"({each})" if _binds_loosely(each) else each for each in given)
    if not has_operators(joined):
        return joined
    return " ".join(_beside_operators(each) for each in given)


def units(query: str) -> list[str]:
    """Cut a query without operators at its blanks, save those within quotation marks."""
    return _UNIT.findall(query)


def without_fields(query: str) -> str:
    """Give a query that looks in the whole text for what was to stand in a field."""
    return _FIELD_NAME.sub(r"\1", query)


def _beside_operators(query: str) -> str:
    if has_operators(query):
        return f"({query})" if _binds_loosely(query) else query
    return " ".join(_with_own_brackets(query))


def _with_own_brackets(query: str) -> Iterator[str]:
    """Quote the words that hold a bracket, which would group what stands beside it."""
    for unit in units(query):
        bare = _TITLE.sub("", re.sub(QUOTED, "", unit))
        yield f'"{unit}"' if _BRACKET.search(bare) else unit


def _binds_loosely(query: str) -> bool:
    """Tell whether an OR would take what stands beside the query with it."""
    depth = 0
    for token in _TOKEN.finditer(query):
        if token[0] == "OR" and depth == 0:
            return True
        depth += (token[0] in "(（") - (token[0] in ")）")
    return False
