"""The fields of the 高级检索 form -> the query that they mean, as it could be typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from corpus.errors import QuerySyntaxError, WrongValue
from corpus.text.fold import without_quotes
from indexer.search.days import read_days
from indexer.search.grammar import OPERATORS
from indexer.search.signs import QUOTED
from search_api.joining import side_by_side, units

_NUMBER_BRACKETS = str.maketrans("()（）[]", "〔〕〔〕〔〕")
_BRACKET = re.compile("[()（）]")
_QUOTED = re.compile(QUOTED)
_ALL_OF = {"title": "标题", "issuer": "机关"}  # each word must stand there
_ONE_OF = {"speaker": "讲话人", "enterprise": "企业"}  # nobody has two names
_LABELS = {"either": "任一包含", "none": "不含", "near": "靠在一起", "number": "文号"}


@dataclass(frozen=True, slots=True)
class Advanced:
    """
    What was filled in.

    Attributes:
        words: All of these words; operators are understood as in the box of every page.
        phrase: These characters, one after the other.
        either: At least one of these words.
        none: None of these words.
        near: Words that stand together.
        together: 同句 or 同段.
        title: In the title.
        number: A document number, or what is known of one.
        issuer: Who issued it.
        speaker: Who spoke.
        enterprise: Of which it tells.
        first: The first day; as partial as it is known.
        last: The last day.
    """

    words: str = ""
    phrase: str = ""
    either: str = ""
    none: str = ""
    near: str = ""
    together: str = "同句"
    title: str = ""
    number: str = ""
    issuer: str = ""
    speaker: str = ""
    enterprise: str = ""
    first: str = ""
    last: str = ""


ADVANCED_NAMES = tuple(field.name for field in fields(Advanced))


def compose(asked: Advanced) -> str:
    """
    Write the query; empty where nothing was filled in.

    Raises:
        WrongValue: A field holds an operator that it does not take, or no date; says which.
    """
    return side_by_side(list(_parts(asked)))


def _parts(asked: Advanced) -> Iterator[str]:
    yield asked.words.strip()
    if phrase := _plain(asked.phrase):
        yield f'"{phrase}"'
    if either := _words(asked.either, _LABELS["either"]):
        yield _any_of(either)
    yield f" {asked.together} ".join(_words(asked.near, _LABELS["near"], allowed=()))
    for field, name in _ALL_OF.items():
        yield _in_field(name, getattr(asked, field))
    for field, name in _ONE_OF.items():
        if values := _words(getattr(asked, field), name):
            yield f"{name}:{_any_of(values)}"
    yield _number(asked.number)
    yield _days(asked.first, asked.last)
    yield " ".join(f"-{word}" for word in _words(asked.none, _LABELS["none"]))


def _in_field(name: str, typed: str) -> str:
    if "OR" in units(typed):
        return f"{name}:({' '.join(_words(typed, name, dropped=('AND',)))})"
    return " ".join(f"{name}:{word}" for word in _words(typed, name))


def _number(typed: str) -> str:
    numbers = " OR ".join(
        f'"{number}"' if " " in number else number
        for each in re.split(r"(?<!\S)OR(?!\S)", typed)
        if (number := _plain(each).translate(_NUMBER_BRACKETS))
    )
    if " OR " in numbers:
        return f"文号:({numbers})"
    return f"文号:{numbers}" if numbers else ""


def _days(*typed: str) -> str:
    first, last = ("".join(_plain(day).split()) for day in typed)
    for day in filter(None, (first, last)):
        try:
            read_days(day)
        except QuerySyntaxError as error:
            raise WrongValue(
                f"“日期”一栏的“{day}”不是日期。请写成 2023、2023-03 或 2023-03-01。"
            ) from error
    if first or last:
        return f"日期:{first}~{last}" if first != last else f"日期:{first}"
    return ""


def _any_of(words: list[str]) -> str:
    return f"({' OR '.join(words)})" if len(words) > 1 else words[0]


def _plain(text: str) -> str:
    """Take out the quotation marks, and all but single blanks."""
    return " ".join(without_quotes(text).split())


def _words(
    typed: str,
    label: str,
    *,
    allowed: tuple[str, ...] = ("OR",),
    dropped: tuple[str, ...] = ("OR", "AND"),
) -> list[str]:
    """
    Give the words and quotations of a field.

    Args:
        typed: What stands in it.
        label: Its name.
        allowed: Operators that it takes.
        dropped: Operators that say no more than the field does by itself.

    Raises:
        WrongValue: There is another operator.
    """
    found = []
    for unit in units(typed):
        if unit in OPERATORS and unit not in (*allowed, "AND"):
            raise WrongValue(
                f"“{label}”一栏不认“{unit}”。要查这个词本身，请给它加上引号；"
                "要组合条件，请写在“全部包含”一栏。"
            )
        if unit not in dropped and (word := _word(unit)):
            found.append(word)
    return found


def _word(unit: str) -> str:
    """Write a unit so that nothing in it is an operator; empty where nothing in it can be found."""
    bare = unit.lstrip("-－")
    inner = without_quotes(bare).strip()
    if not any(letter.isalnum() for letter in inner):
        return ""
    is_quoted = _QUOTED.fullmatch(bare) or _BRACKET.search(inner) or " " in inner
    return f'"{inner}"' if is_quoted else inner
