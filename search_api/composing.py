"""The fields of the 高级检索 form -> the query that they mean, as it could be typed."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from corpus.text.fold import QUOTATION_MARKS
from indexer.search.grammar import OPERATORS

_NO_QUOTES = str.maketrans("", "", QUOTATION_MARKS)
_BRACKETS = str.maketrans("()（）", "    ")
_NUMBER_BRACKETS = str.maketrans("()（）[]", "〔〕〔〕〔〕")
_QUOTED_IN_FIELD = frozenset(" ()（）")
_NAMES = {
    "title": "标题",
    "number": "文号",
    "issuer": "机关",
    "speaker": "讲话人",
    "enterprise": "企业",
}


@dataclass(frozen=True, slots=True)
class Advanced:
    """
    What was filled in.

    Attributes:
        words: All of these words.
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
    """Write the query; empty where nothing was filled in."""
    return " ".join(_parts(asked))


def _parts(asked: Advanced) -> Iterator[str]:
    yield from _words(asked.words)
    if phrase := _plain(asked.phrase):
        yield f'"{phrase}"'
    if either := _words(asked.either):
        group = " OR ".join(either)
        yield f"({group})" if len(either) > 1 else group
    if near := _words(asked.near):
        yield f" {asked.together} ".join(near)
    for field, name in _NAMES.items():
        value = _plain(getattr(asked, field))
        if field == "number":
            value = value.translate(_NUMBER_BRACKETS)
        if value:
            yield f'{name}:"{value}"' if _QUOTED_IN_FIELD & set(value) else f"{name}:{value}"
    first, last = ("".join(_plain(day).split()) for day in (asked.first, asked.last))
    if first or last:
        yield f"日期:{first}~{last}" if first != last else f"日期:{first}"
    yield from (f"-{word}" for word in _words(asked.none))


def _plain(text: str) -> str:
    """Take out what would be an operator."""
    return " ".join(text.translate(_NO_QUOTES).split())


def _words(text: str) -> list[str]:
    """Give the words of a field, none of them an operator."""
    bare = (word.lstrip("-－") for word in _plain(text.translate(_BRACKETS)).split())
    return [f'"{word}"' if word in OPERATORS else word for word in bare if word]
